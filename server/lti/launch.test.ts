import { createHmac } from 'node:crypto'
import { exportSPKI, importJWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { exampleCourse, published } from '@/tests/support/courses'
import { LTI, type LtiPlatform, SCORE_SCOPE, deepLinking, newSigner, startPlatform } from '@/tests/support/lti-platform'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'

const TOOL = 'http://tool.example'
vi.hoisted(() => Object.assign(process.env, { PUBLIC_URL: 'http://tool.example', LTI_PRIVATE_PLATFORMS: 'true' }))

const { itemDone } = await import('../enrolment/progress')
const { readEnrolment } = await import('../enrolment/enrolment')
const { database } = await import('../database')
const { eraseLearner } = await import('../learning/learners')
const { toolAddresses } = await import('./addresses')
const { admit, arrive } = await import('./launch-arrival')
const { learnerOfLaunch, readLaunch, sweepLaunches } = await import('./launches')
const { enter } = await import('./links')
const { fillOutbox } = await import('./scores')
const { LOGIN_LIFE, answeredLogin, beginLogin, readLogin, spendLogin } = await import('./login')
const { deploymentsOf } = await import('./deployments')
const { addPlatform } = await import('@/tests/support/lti-added')
const { hashToken } = await import('../platform/tokens')

/** What we know of a platform's keys stays from one database to the next. */
let rotations = 0
let platform: LtiPlatform
let other: LtiPlatform
beforeAll(async () => {
  platform = await startPlatform(TOOL)
  other = await startPlatform(TOOL)
})
afterAll(() => Promise.all([platform.stop(), other.stop()]))

const asked = (from = platform, more = {}) => ({ iss: from.url, login_hint: 'hint', target_link_uri: `${TOOL}/api/lti/launch`, ...more })
async function begun(from = platform, more = {}) {
  const result = await beginLogin(asked(from, more), toolAddresses()!)
  if (!result.ok) throw new Error(result.reason)
  const { location, ...login } = result.login
  return { ...login, location, nonce: new URL(location).searchParams.get('nonce')! }
}
const HERE = { locale: 'en', network: '203.0.113.9' }

/** The claims that say where the platform's services are. */
const sentTo = ({ lineitem = `${platform.url}/lineitem`, members = `${platform.url}/members` }) => ({
  'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': { scope: [SCORE_SCOPE], lineitem },
  'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': { context_memberships_url: members },
})
/** An answer to a login, by the browser that began it unless there is no cookie. */
async function answered(claims: Record<string, unknown>, { header = {}, signer = platform.signer, cookie = true } = {}) {
  const { state, nonce } = await begun()
  const token = await platform.sign({ nonce, ...claims }, header, signer)
  return arrive({ state, token, cookie: () => (cookie ? state : undefined) })
}

onEitherDatabase((fresh) => {
  holdStore(fresh)
  beforeAll(async () => {
    for (const one of [platform, other]) await addPlatform(one.form())
  })
  beforeEach(() => void (platform.asked.length = 0))

  test('goes on after the login, with the state in the cookie, and asks only for the id', async () => {
    const { state, nonce, location } = await begun()
    const query = Object.fromEntries(new URL(location).searchParams)
    expect(query).toMatchObject({ scope: 'openid', response_mode: 'form_post', prompt: 'none', redirect_uri: `${TOOL}/api/lti/launch` })
    const arrived = await arrive({ state, token: await platform.sign({ nonce, ...platform.claims() }), cookie: () => state })
    expect(arrived).toMatchObject({ ok: true, by: 'cookie' })
    const page = arrived.ok && (await admit(arrived.login, HERE))
    expect(page).toMatch(/^\/en\/lti\/[\w-]{32}$/)
  })

  describe('is refused', () => {
    const now = () => Math.floor(Date.now() / 1000)
    test.each<[string, () => Record<string, unknown>, string]>([
      ['made out to somebody else', () => ({ aud: 'another tool' }), 'untrue'],
      ['made out to several without saying to whom it belongs', () => ({ aud: [platform.clientId, 'another tool'] }), 'untrue'],
      ['that belongs to another of those it is made out to', () => ({ aud: [platform.clientId, 'x'], azp: 'x' }), 'untrue'],
      ['that belongs to another, though it is made out to us alone', () => ({ azp: 'another tool' }), 'untrue'],
      ['by another issuer', () => ({ iss: other.url }), 'untrue'],
      ['by no issuer', () => ({ iss: undefined }), 'untrue'],
      ['with another nonce', () => ({ nonce: 'made up' }), 'untrue'],
      ['without a nonce', () => ({ nonce: undefined }), 'untrue'],
      ['that has expired', () => ({ exp: now() - 120 }), 'untrue'],
      ['that never expires', () => ({ exp: undefined }), 'untrue'],
      ['made in the future', () => ({ iat: now() + 600, exp: now() + 900 }), 'untrue'],
      ['made long ago', () => ({ iat: now() - 3600 }), 'untrue'],
      ['that says nothing of when it was made', () => ({ iat: undefined }), 'untrue'],
      ['of another version', () => ({ [`${LTI}/version`]: '2.0' }), 'untrue'],
      ['without a deployment', () => ({ [`${LTI}/deployment_id`]: undefined }), 'untrue'],
      ['without a link', () => ({ [`${LTI}/resource_link`]: undefined }), 'untrue'],
      ['from a deployment that nobody has accepted', () => ({ [`${LTI}/deployment_id`]: 'unknown' }), 'deployment'],
      ['with a message that we do not know', () => ({ [`${LTI}/message_type`]: 'LtiSubmissionReviewRequest' }), 'message'],
      ['without a message', () => ({ [`${LTI}/message_type`]: undefined }), 'message'],
      ['that leads to another site', () => ({ [`${LTI}/target_link_uri`]: 'https://elsewhere.example/' }), 'elsewhere'],
      ['that has a deep link sent to another site', () => deepLinking(platform, 'https://elsewhere.example/'), 'servers'],
      ['that has a deep link sent to a script', () => deepLinking(platform, 'javascript:alert(1)'), 'servers'],
      ['that has scores sent to another platform', () => sentTo({ lineitem: `${other.url}/lineitems/1/lineitem` }), 'servers'],
      ['that has scores sent to another port of its host', () => sentTo({ lineitem: 'http://127.0.0.1:1/lineitem' }), 'servers'],
      ['that lists its people at another platform', () => sentTo({ members: `${other.url}/members` }), 'servers'],
    ])('a token %s [p:lti-tokens]', async (_, change, reason) => {
      const result = await answered({ ...platform.claims(), ...change() })
      expect(result).toEqual({ ok: false, reason })
      expect(await database().selectFrom('lti_launch').select('id').where('claims', 'like', '%unknown%').execute()).toEqual([])
    })

    test('a token without a signature [p:lti-tokens]', async () => {
      const { state, nonce } = await begun()
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const token = `${part({ alg: 'none', typ: 'JWT' })}.${part({ nonce, ...platform.claims() })}.`
      expect(await arrive({ state, token, cookie: () => state })).toEqual({ ok: false, reason: 'untrue' })
    })
    test('a token that the public key has signed as if it were a secret [p:lti-tokens]', async () => {
      const { state, nonce } = await begun()
      const secret = await exportSPKI((await importJWK({ ...platform.signer.jwk }, 'RS256', { extractable: true })) as CryptoKey)
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const said = `${part({ alg: 'HS256', kid: 'platform-key' })}.${part({ nonce, ...platform.claims() })}`
      const token = `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
      expect(await arrive({ state, token, cookie: () => state })).toEqual({ ok: false, reason: 'untrue' })
    })
    test('a token signed by the sender’s own key under the id of the platform’s key [p:lti-tokens]', async () => {
      const signer = await newSigner('platform-key')
      expect(await answered(platform.claims(), { signer })).toEqual({ ok: false, reason: 'untrue' })
    })
    test('a token by another registered platform, whatever issuer it names [p:lti-tokens]', async () => {
      for (const iss of [platform.url, other.url])
        expect(await answered({ ...platform.claims(), iss }, { signer: other.signer })).toEqual({ ok: false, reason: 'untrue' })
    })
    test('a token that was changed on the way [p:lti-tokens]', async () => {
      const { state, nonce } = await begun()
      const [head, , signature] = (await platform.sign({ nonce, ...platform.claims() })).split('.')
      const body = Buffer.from(JSON.stringify({ nonce, ...platform.claims({ sub: 'user-2' }) })).toString('base64url')
      expect(await arrive({ state, token: `${head}.${body}.${signature}`, cookie: () => state })).toEqual({ ok: false, reason: 'untrue' })
    })

    test('a state that nobody began, one that has expired, and the same state again [p:lti-tokens]', async () => {
      const { state, nonce } = await begun()
      const token = await platform.sign({ nonce, ...platform.claims() })
      expect(await arrive({ state: 'x'.repeat(32), token, cookie: () => 'x' })).toEqual({ ok: false, reason: 'over' })
      expect(await arrive({ state, token, cookie: () => state }, undefined, Date.now() + LOGIN_LIFE + 1)).toEqual({
        ok: false,
        reason: 'over',
      })
      const first = await arrive({ state, token, cookie: () => state })
      expect(first.ok).toBe(true)
      expect(await arrive({ state, token, cookie: () => state })).toEqual({ ok: false, reason: 'over' })
      if (!first.ok) return
      expect(await admit(first.login, HERE)).not.toBeNull()
      expect(await admit(first.login, HERE)).toBeNull()
    })
    test('a state after a token for it was refused [p:lti-tokens]', async () => {
      const { state, nonce } = await begun()
      expect((await arrive({ state, token: 'nonsense', cookie: () => state })).ok).toBe(false)
      const token = await platform.sign({ nonce, ...platform.claims() })
      expect(await arrive({ state, token, cookie: () => state })).toEqual({ ok: false, reason: 'over' })
    })
    test('a token that answered another login [p:lti-tokens]', async () => {
      const [first, second] = [await begun(), await begun()]
      const token = await platform.sign({ nonce: first.nonce, ...platform.claims() })
      expect(await arrive({ state: second.state, token, cookie: () => second.state })).toEqual({ ok: false, reason: 'untrue' })
    })
    test('a login that another browser began: nothing opens without its cookie [p:lti-browser]', async () => {
      for (const cookie of [undefined, (await begun()).state]) {
        const { state, nonce } = await begun()
        const letIn = () => database().selectFrom('lti_launch').select('id').where('nonce', 'is', null).execute()
        const before = await letIn()
        const arrived = await arrive({ state, token: await platform.sign({ nonce, ...platform.claims() }), cookie: () => cookie })
        expect(arrived).toMatchObject({ ok: true, by: null })
        expect(await letIn()).toEqual(before)
      }
    })
    test('a login that an attacker began and another browser answered: knowing its state is not enough to go on [p:lti-browser]', async () => {
      const { state, nonce } = await begun()
      const token = await platform.sign({ nonce, ...platform.claims({ sub: 'led here by a link' }) })
      const arrived = await arrive({ state, token, cookie: () => undefined })
      if (!arrived.ok || arrived.by !== null) throw new Error('it was let in')
      for (const key of ['', 'undefined', state, hashToken(state)]) expect(await answeredLogin(state, key)).toBeNull()
      expect(await answeredLogin((await begun()).state, arrived.key)).toBeNull()
      expect(await answeredLogin(state, arrived.key)).toMatchObject({ claims: { subject: 'led here by a link' } })
    })
    test('a state in place of a token, and a token in place of a state [p:lti-browser]', async () => {
      const { state, nonce } = await begun()
      await arrive({ state, token: await platform.sign({ nonce, ...platform.claims() }), cookie: () => undefined })
      expect(await readLaunch(state)).toBeNull()
      const { token } = await launched()
      expect(await readLogin(token)).toBeNull()
    })
    test('a login of a platform that is not registered, for a client that is not, or to another site [p:redirects]', async () => {
      const refused = async (more: object) => beginLogin({ ...asked(), ...more }, toolAddresses()!)
      expect(await refused({ iss: 'https://stranger.example' })).toEqual({ ok: false, reason: 'unknown' })
      expect(await refused({ client_id: 'another client' })).toEqual({ ok: false, reason: 'unknown' })
      for (const target_link_uri of [
        'https://elsewhere.example/',
        '//elsewhere.example',
        'javascript:alert(1)',
        'http://tool.example.evil/',
      ])
        expect(await refused({ target_link_uri })).toEqual({ ok: false, reason: 'elsewhere' })
    })
  })

  describe('a login that nobody has vouched for', () => {
    const kept = async () => JSON.stringify(await database().selectFrom('lti_launch').selectAll().execute()).length
    test('stores at most two kilobytes, whatever it brings, and more is refused [p:lti-logins]', async () => {
      const before = await kept()
      const target_link_uri = `${TOOL}/?${'t'.repeat(1_900)}`
      const hints = { login_hint: 'h'.repeat(950), lti_message_hint: 'm'.repeat(950) }
      expect((await beginLogin(asked(platform, { ...hints, target_link_uri }), toolAddresses()!)).ok).toBe(true)
      expect((await kept()) - before).toBeLessThan(2_500)
      const most = await kept()
      for (const hint of ['m'.repeat(1_100), 'é'.repeat(600), '\u0001'.repeat(250)])
        expect(await beginLogin(asked(platform, { ...hints, lti_message_hint: hint }), toolAddresses()!)).toEqual({
          ok: false,
          reason: 'long',
        })
      expect(await kept()).toBe(most)
    })
    test('is one of at most 1,500 that its network begins in ten minutes, in all its addresses [p:lti-logins]', async () => {
      const began = async (network: string, times: number) => {
        for (let i = 1; i < times; i++) await spendLogin(network)
        return spendLogin(network)
      }
      expect(await began('203.0.113.1', 1_500)).toBe(0)
      expect(await spendLogin('203.0.113.1')).toBeGreaterThan(500)
      expect(await spendLogin('203.0.113.2')).toBe(0)
      // A network of 65,000 counts once as well.
      for (let i = 0; i < 10; i++) await began(`2001:db8:1:${i}::/64`, 1_500)
      expect(await spendLogin('2001:db8:1:ff::/64')).toBeGreaterThan(0)
      expect(await spendLogin('2001:db8:2:ff::/64')).toBe(0)
    })
  })

  test('unknown keys make us fetch the platform’s keys only once in half a minute, however many arrive [p:lti-outgoing]', async () => {
    const stranger = await newSigner(`rotated-${++rotations}`)
    for (let i = 0; i < 20; i++) expect((await answered(platform.claims(), { signer: stranger })).ok).toBe(false)
    expect(platform.asked.filter(({ path }) => path === '/jwks').length).toBeLessThanOrEqual(1)
    // A key that the platform has really published is found once the half minute is over.
    platform.published.push(stranger.jwk)
    const { state, nonce } = await begun()
    const later = Date.now() + rotations * 90_000
    const token = await platform.sign({ nonce, ...platform.claims() }, {}, stranger)
    expect(await arrive({ state, token, cookie: () => state }, undefined, later)).toMatchObject({ ok: true })
    platform.published.pop()
  })

  test('an unknown deployment waits to be accepted', async () => {
    await answered({ ...platform.claims(), [`${LTI}/deployment_id`]: 'new one' })
    const { id } = await database().selectFrom('lti_platform').select('id').where('issuer', '=', platform.url).executeTakeFirstOrThrow()
    expect((await deploymentsOf(id)).find(({ deployment }) => deployment === 'new one')).toMatchObject({ accepted: false })
  })

  async function launched(claims: Record<string, unknown> = {}) {
    const arrived = await answered({ ...platform.claims(), ...claims })
    if (!arrived.ok) throw new Error(arrived.reason)
    const page = (await admit(arrived.login, HERE))!
    const token = /\/lti\/([\w-]{32})/.exec(page)![1]!
    const launch = (await readLaunch(token))!
    const go = () => (launch.claims.kind === 'resource' ? enter(launch, launch.claims, HERE) : Promise.reject(new Error('a deep link')))
    return { page, token, launch, go }
  }

  test('only the platform’s id of a person is kept, and neither name, address nor role [p:lti-nameless]', async () => {
    const roles = ['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator']
    const { token, go } = await launched({ [`${LTI}/roles`]: roles, sub: 'boss' })
    expect(await go()).toMatchObject({ ok: true })
    const learner = (await learnerOfLaunch(token))!
    const rows = (await everything({ db: database() } as never)).map(({ row }) => row).join('\n')
    expect(rows).toContain('"boss"')
    expect(rows).not.toMatch(/Quillfeather|ada@example|Administrator/)
    const { user_id } = await database().selectFrom('learner').select('user_id').where('id', '=', learner).executeTakeFirstOrThrow()
    expect(user_id).toBeNull()
  })

  test('the same person is the same learner, under every deployment of a platform and under no other platform', async () => {
    const learnerOf = async (claims: Record<string, unknown>) => {
      const { token, go } = await launched(claims)
      await go()
      return learnerOfLaunch(token)
    }
    const first = await learnerOf({ sub: 'twice' })
    expect(await learnerOf({ sub: 'twice', [`${LTI}/resource_link`]: { id: 'link-2' } })).toBe(first)
    expect(await learnerOf({ sub: 'somebody else' })).not.toBe(first)
  })

  test('an anonymous launch is let in, each time as somebody else, and no score goes back [p:lti-nameless]', async () => {
    const [one, two] = [await launched({ sub: undefined }), await launched({ sub: undefined })]
    expect([await one.go(), await two.go()]).toMatchObject([{ ok: true }, { ok: true }])
    const learners = [await learnerOfLaunch(one.token), await learnerOfLaunch(two.token)]
    expect(new Set(learners).size).toBe(2)
    const links = await database()
      .selectFrom('lti_link')
      .select(['disclosed', 'lineitem'])
      .where('learner_id', 'in', learners as string[])
      .execute()
    expect(links).toEqual([
      { disclosed: 'nothing', lineitem: null },
      { disclosed: 'nothing', lineitem: null },
    ])
    const again = await one.go()
    expect(again).toEqual(await one.go())
  })

  test('what the platform learns is shown before anything opens, once for each link, and again when it changes [p:lti-told]', async () => {
    const first = await launched({ sub: 'disclosed' })
    expect(first.page).toMatch(/\/lti\/[\w-]{32}$/)
    expect(await learnerOfLaunch(first.token)).toBeNull()
    const entered = await first.go()
    if (!entered.ok) throw new Error(entered.reason)
    expect((await launched({ sub: 'disclosed' })).page).toMatch(new RegExp(`/${entered.path}$`))
    expect((await launched({ sub: 'disclosed', [`${LTI}/resource_link`]: { id: 'another' } })).page).toMatch(/\/lti\/[\w-]{32}$/)
    await database().updateTable('lti_platform').set({ reports: 'completion' }).where('issuer', '=', platform.url).execute()
    expect((await launched({ sub: 'disclosed' })).page).toMatch(/\/lti\/[\w-]{32}$/)
    await database().updateTable('lti_platform').set({ reports: 'result' }).where('issuer', '=', platform.url).execute()
  })

  test('somebody who has begun nothing at a link, or has lost it since, is informed again before anything begins [p:lti-told]', async () => {
    const first = await launched({ sub: 'long away' })
    const entered = await first.go()
    if (!entered.ok) throw new Error(entered.reason)
    // Retention does this if nobody has gone on for a month.
    await database().deleteFrom('attempt').where('id', '=', entered.path.split('/').at(-1)!).execute()
    expect((await launched({ sub: 'long away' })).page).toMatch(/\/lti\/[\w-]{32}$/)
  })

  test('a return address that is not on the platform’s own pages is left out', async () => {
    for (const return_url of ['https://elsewhere.example/', 'javascript:alert(1)']) {
      const { launch } = await launched({ [`${LTI}/launch_presentation`]: { return_url } })
      expect(launch.claims.returnUrl).toBeNull()
    }
  })

  test('a course that is offered opens as an enrolment without an account, and its completion is reported', async () => {
    const { id } = await published(exampleCourse)
    await database()
      .updateTable('lti_platform')
      .set({ courses: JSON.stringify([id]) })
      .where('issuer', '=', platform.url)
      .execute()
    const custom = { sub: 'in a course', [`${LTI}/custom`]: { course: id } }
    expect(await (await launched(custom)).go()).toEqual({ ok: false, reason: 'unlinked' })
    const { id: open } = await published({ ...exampleCourse, people: 'codes' })
    await database()
      .updateTable('lti_platform')
      .set({ courses: JSON.stringify([open]) })
      .where('issuer', '=', platform.url)
      .execute()
    const { go, token } = await launched({ ...custom, [`${LTI}/custom`]: { course: open } })
    const entered = await go()
    if (!entered.ok) throw new Error(entered.reason)
    const enrolment = entered.path.replace('courses/', '')
    const learner = (await learnerOfLaunch(token))!
    const { row } = (await readEnrolment(learner, enrolment))!
    const cohort = await database().selectFrom('cohort').select('name').where('id', '=', row.cohort_id).executeTakeFirstOrThrow()
    expect(cohort.name).toBe('Moodle of the academy')
    expect(await fillOutbox()).toBe(0)
    for (const item of ['hello', 'stranger']) await itemDone(database(), enrolment, item, null, Date.now())
    expect(await fillOutbox()).toBe(1)
    const { disclosed, body } = await database()
      .selectFrom('lti_link')
      .innerJoin('outbox', 'link_id', 'lti_link.id')
      .select(['disclosed', 'body'])
      .where('lti_link.learner_id', '=', learner)
      .executeTakeFirstOrThrow()
    // The course shares only completion, so the platform gets no more, although it is set to get scores.
    expect([disclosed, (JSON.parse(body) as { scoreGiven: number }).scoreGiven]).toEqual(['completion', 100])
  })

  test('a course that is not offered to the platform does not open', async () => {
    const { go } = await launched({ [`${LTI}/custom`]: { course: 'any-course-id' } })
    expect(await go()).toEqual({ ok: false, reason: 'unlinked' })
  })

  test('somebody who erases their data is in no launch or login that is still open [p:erasure]', async () => {
    const { token, go } = await launched({ sub: 'to be erased' })
    await go()
    const waiting = await launched({ sub: 'to be erased', [`${LTI}/resource_link`]: { id: 'not yet opened' } })
    const { state, nonce } = await begun()
    await arrive({ state, token: await platform.sign({ nonce, ...platform.claims({ sub: 'to be erased' }) }), cookie: () => undefined })
    await eraseLearner((await learnerOfLaunch(token))!)
    expect([await readLaunch(token), await readLaunch(waiting.token)]).toEqual([null, null])
    const rows = (await everything({ db: database() } as never)).map(({ row }) => row).join('\n')
    expect(rows).not.toContain('to be erased')
  })

  test('a launch is over after four hours, and all of it is deleted a quarter of an hour later [p:lti-rows]', async () => {
    const { token, go } = await launched({ sub: 'sleeper' })
    await go()
    const after = Date.now() + 4 * 3600_000 + 1
    expect(await readLaunch(token, after)).toBeNull()
    expect(await learnerOfLaunch(token, after)).toBeNull()
    await sweepLaunches(after)
    expect(await database().selectFrom('lti_launch').selectAll().execute()).toEqual([])
  })

  test('neither a state nor a token of a launch is in the database [p:links-once]', async () => {
    const { state } = await begun()
    const { token } = await launched()
    const rows = (await everything({ db: database() } as never)).map(({ row }) => row).join('\n')
    expect(rows).not.toContain(state)
    expect(rows).not.toContain(token)
  })
})
