import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import en from '@/messages/en.json'
import { type LtiPlatform, startPlatform } from '@/tests/support/lti-platform'
import { holdStore, onEitherDatabase } from '@/tests/support/store'

vi.hoisted(() => Object.assign(process.env, { PUBLIC_URL: 'http://tool.example', LTI_PRIVATE_PLATFORMS: 'true' }))

const { database } = await import('../database')
const { toolAddresses } = await import('./addresses')
const { framers } = await import('./launches')
const { deploymentsOf } = await import('./deployments')
const { PlatformSchema, readPlatform, savePlatform } = await import('./platforms')
const { AwaitedSchema, LinkSchema, awaitPlatform, awaitedPlatform, renewLink } = await import('./registration-links')
const { addPlatform } = await import('@/tests/support/lti-added')
const { register } = await import('./registration')

const AT = { addresses: toolAddresses()!, locale: 'en' }
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
    expect(await register(token, asked(), AT)).toMatchObject({ ok: true })
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
    expect(tool).toMatchObject({
      token_endpoint_auth_method: 'private_key_jwt',
      redirect_uris: ['http://tool.example/api/lti/launch'],
      // Its own keys, which no other platform is given.
      jwks_uri: `http://tool.example/api/lti/jwks/${id}`,
      logo_uri: 'http://tool.example/icon.svg',
    })
    expect(tool['https://purl.imsglobal.org/spec/lti-tool-configuration']!.description).toBe(en.lti.tool.description)
    expect(tool['https://purl.imsglobal.org/spec/lti-tool-configuration']!.claims).toEqual(['iss', 'sub'])
    // Without it, Canvas cannot make an assignment of a link, and so cannot keep its score.
    const [{ placements }] = tool['https://purl.imsglobal.org/spec/lti-tool-configuration']!.messages as [{ placements: string[] }]
    expect(placements).toContain('https://canvas.instructure.com/lti/assignment_selection')
  })
  test('works once, within an hour, and only by its link [p:lti-register]', async () => {
    const { id, token } = await link()
    expect(await register('x'.repeat(32), asked(), AT)).toEqual({ ok: false, reason: 'over' })
    expect(await awaitedPlatform(token, Date.now() + 3600_001)).toBeNull()
    expect((await register(token, asked(), AT)).ok).toBe(true)
    expect(await register(token, asked(), AT)).toEqual({ ok: false, reason: 'over' })
    expect((await readPlatform(id))!.clientId).toBe(platform.clientId)
  })
  test.each(['http://127.0.0.1:1/openid-configuration', 'file:///etc/passwd', 'nonsense'])(
    'asks nothing of %s, for which the link was not made [p:lti-register]',
    async (address) => {
      const { token } = await link()
      expect(await register(token, asked(address), AT)).toMatchObject({ ok: false, reason: 'address' })
      expect(platform.asked).toEqual([])
    },
  )
  const settingsAt = (url: string) => ({
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    registration_endpoint: `${url}/register`,
  })
  /** Answers like a platform at this address, and counts what it is asked. */
  function answering(settings: object, client_id = 'client') {
    const asked: string[] = []
    const ask = (address: string) => {
      asked.push(address)
      const said = address.endsWith('/register') ? { client_id } : settings
      return Promise.resolve({ status: 200, text: JSON.stringify(said), link: '' })
    }
    return { asked, ask }
  }

  test.each(Object.keys(settingsAt('')))(
    'sends nothing to a platform whose %s is on a server for which the link was not made [p:lti-register]',
    async (name) => {
      const { id, token } = await link()
      const elsewhere = 'https://elsewhere.example'
      const liar = answering({ ...settingsAt(platform.url), [name]: `${elsewhere}/x` })
      expect(await register(token, asked(), AT, liar.ask)).toEqual({ ok: false, reason: 'address', foreign: [elsewhere] })
      expect(liar.asked).toEqual([`${platform.url}/openid-configuration`])
      expect(await readPlatform(id)).toMatchObject({ issuer: '', tokenUrl: '', jwksUrl: '' })
    },
  )
  test('accepts a platform with several servers if the link was made for all of them', async () => {
    const [pages, login] = ['http://pages.example', 'http://login.example']
    const { id, token } = await link(`${pages}\n${login}`)
    const split = answering({ ...settingsAt(pages), token_endpoint: `${login}/token`, jwks_uri: `${login}/jwks` })
    expect(await register(token, asked(`${pages}/settings`), AT, split.ask)).toMatchObject({ ok: true })
    expect((await readPlatform(id))!.origins).toEqual([pages, login])
  })
  test('is refused to a platform that answers with an issuer and a client that another has already [p:lti-register]', async () => {
    const first = await addPlatform(platform.form())
    const { id, token } = await link()
    expect(await register(token, asked(), AT)).toEqual({ ok: false, reason: 'taken' })
    expect(await readPlatform(id)).toMatchObject({ tokenUrl: '', issuer: '' })
    expect(await savePlatform(id, PlatformSchema.parse(platform.form()))).toBe('taken')
    expect(await readPlatform(first)).toMatchObject({ issuer: platform.url, clientId: platform.clientId })
    // Two clients of one issuer are two platforms.
    expect(await savePlatform(id, PlatformSchema.parse({ ...platform.form(), client_id: 'its own' }))).toBe('saved')
  })
  test('says whether the platform named its deployment, because otherwise somebody has to accept that', async () => {
    const { token } = await link()
    expect(await register(token, asked(), AT)).toMatchObject({ isAccepted: true })
    const silent = answering(settingsAt('http://silent.example'))
    const other = await link('http://silent.example')
    expect(await register(other.token, asked('http://silent.example/settings'), AT, silent.ask)).toMatchObject({ isAccepted: false })
    expect(await deploymentsOf(other.id)).toEqual([])
  })
  test('works by the newest link only, and by none once the platform is connected [p:lti-register]', async () => {
    const { id, token } = await link('https://another.example')
    const renewed = (await renewLink(id, LinkSchema.parse({ address: platform.url })))!
    expect(await register(token, asked(), AT)).toEqual({ ok: false, reason: 'over' })
    expect(await register(renewed, asked(), AT)).toMatchObject({ ok: true })
    expect(await renewLink(id, LinkSchema.parse({ address: 'https://another.example' }))).toBeNull()
  })
  test('reports if the settings cannot be read or the platform refuses us, and the link can be used again', async () => {
    const { token } = await link()
    expect(await register(token, asked(`${platform.url}/nothing`), AT)).toEqual({ ok: false, reason: 'unread' })
    expect((await register(token, asked(), AT)).ok).toBe(true)
  })
  test('may be framed by the platform that it waits for, and by no other [p:lti-frames]', async () => {
    const { token } = await link('https://moodle.example')
    await link('https://other.example')
    expect(await framers(`/en/lti/register/${token}?openid_configuration=x`)).toEqual(['https://moodle.example'])
  })
})
