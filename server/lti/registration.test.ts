import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type LtiPlatform, startPlatform } from '@/tests/support/lti-platform'
import { holdStore, onEitherDatabase } from '@/tests/support/store'

vi.hoisted(() => Object.assign(process.env, { PUBLIC_URL: 'http://tool.example', LTI_PRIVATE_PLATFORMS: 'true' }))

const { database } = await import('../database')
const { toolAddresses } = await import('./addresses')
const { framers } = await import('./launches')
const { deploymentsOf } = await import('./deployments')
const { AwaitedSchema, PlatformSchema, awaitPlatform, awaitedPlatform, isTaken, readPlatform, savePlatform } = await import('./platforms')
const { register } = await import('./registration')

let platform: LtiPlatform
beforeAll(async () => {
  platform = await startPlatform('http://tool.example')
})
afterAll(() => platform.stop())

onEitherDatabase((fresh) => {
  holdStore(fresh)
  beforeEach(async () => {
    platform.asked.length = 0
    await database().deleteFrom('lti_platform').execute()
  })
  const link = (address = platform.url) => awaitPlatform(AwaitedSchema.parse({ name: 'Moodle', address }))
  const asked = (openid_configuration = `${platform.url}/openid-configuration`) => ({ openid_configuration, registration_token: 'theirs' })

  test('reads the platform’s settings and registers, asking for no claim but the id [p:lti-nameless]', async () => {
    const { id, token } = await link()
    expect(await register(token, asked(), toolAddresses()!)).toMatchObject({ ok: true })
    expect(await readPlatform(id)).toMatchObject({
      name: 'Moodle',
      issuer: platform.url,
      clientId: platform.clientId,
      authUrl: `${platform.url}/auth`,
      reports: 'completion',
      origins: [platform.url],
    })
    expect(await deploymentsOf(id)).toMatchObject([{ deployment: 'deployment-1', accepted: true }])
    const sent = platform.asked.find(({ path }) => path === '/register')!
    expect(sent.headers.authorization).toBe('Bearer theirs')
    const tool = JSON.parse(sent.body) as Record<string, Record<string, unknown>>
    expect(tool).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt', redirect_uris: ['http://tool.example/api/lti/launch'] })
    expect(tool['https://purl.imsglobal.org/spec/lti-tool-configuration']!.claims).toEqual(['iss', 'sub'])
    // Without it, Canvas cannot make an assignment of a link, and so cannot keep its score.
    const [{ placements }] = tool['https://purl.imsglobal.org/spec/lti-tool-configuration']!.messages as [{ placements: string[] }]
    expect(placements).toContain('https://canvas.instructure.com/lti/assignment_selection')
  })
  test('works once, within an hour, and only by its link [p:lti-register]', async () => {
    const { id, token } = await link()
    expect(await register('x'.repeat(32), asked(), toolAddresses()!)).toEqual({ ok: false, reason: 'over' })
    expect(await awaitedPlatform(token, Date.now() + 3600_001)).toBeNull()
    expect((await register(token, asked(), toolAddresses()!)).ok).toBe(true)
    expect(await register(token, asked(), toolAddresses()!)).toEqual({ ok: false, reason: 'over' })
    expect((await readPlatform(id))!.clientId).toBe(platform.clientId)
  })
  test.each(['http://127.0.0.1:1/openid-configuration', 'file:///etc/passwd', 'nonsense'])(
    'asks nothing of %s, for which the link was not made [p:lti-register]',
    async (address) => {
      const { token } = await link()
      expect(await register(token, asked(address), toolAddresses()!)).toEqual({ ok: false, reason: 'address' })
      expect(platform.asked).toEqual([])
    },
  )
  test('sends the registration only to the address for which the link was made [p:lti-register]', async () => {
    const { token } = await link()
    const liar = async (address: string) => {
      if (!address.endsWith('/openid-configuration')) throw new Error('it was asked')
      const settings = {
        issuer: platform.url,
        authorization_endpoint: `${platform.url}/auth`,
        token_endpoint: `${platform.url}/token`,
        jwks_uri: `${platform.url}/jwks`,
        registration_endpoint: 'https://elsewhere.example/register',
      }
      return { status: 200, text: JSON.stringify(settings), link: '' }
    }
    expect(await register(token, asked(), toolAddresses()!, liar)).toEqual({ ok: false, reason: 'address' })
  })
  test('is refused to a platform that names another’s token server, whose tokens would be sent to it [p:lti-register]', async () => {
    await savePlatform(null, PlatformSchema.parse(platform.form()))
    const thief = 'http://thief.example'
    const { id, token } = await link(thief)
    const said: Record<string, object> = {
      [`${thief}/settings`]: {
        issuer: thief,
        authorization_endpoint: `${thief}/auth`,
        // With another query and port it is still the same server.
        token_endpoint: `${platform.url}/token?x=1`,
        jwks_uri: `${thief}/jwks`,
        registration_endpoint: `${thief}/register`,
      },
      [`${thief}/register`]: { client_id: platform.clientId },
    }
    const ask = (address: string) => Promise.resolve({ status: 200, text: JSON.stringify(said[address]), link: '' })
    expect(await register(token, asked(`${thief}/settings`), toolAddresses()!, ask)).toEqual({ ok: false, reason: 'refused' })
    expect(await readPlatform(id)).toMatchObject({ tokenUrl: '', issuer: '' })
    const form = { ...platform.form(), issuer: thief, auth_url: `${thief}/auth`, jwks_url: `${thief}/jwks` }
    expect(await isTaken(PlatformSchema.parse(form), null)).toBe(true)
    expect(await isTaken(PlatformSchema.parse({ ...form, client_id: 'its own' }), null)).toBe(false)
  })
  test('reports if the settings cannot be read or the platform refuses us, and the link can be used again', async () => {
    const { token } = await link()
    expect(await register(token, asked(`${platform.url}/nothing`), toolAddresses()!)).toEqual({ ok: false, reason: 'unread' })
    expect((await register(token, asked(), toolAddresses()!)).ok).toBe(true)
  })
  test('may be framed by the platform that it waits for, and by no other [p:lti-frames]', async () => {
    const { token } = await link('https://moodle.example')
    await link('https://other.example')
    expect(await framers(`/en/lti/register/${token}?openid_configuration=x`)).toEqual(['https://moodle.example'])
  })
})
