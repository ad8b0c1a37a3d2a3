/**
 * The operator of a registered platform tries to get another platform's access token, people or scores, or to have our server ask where it
 * should not. An honest administrator made the link for their server alone. In random order they send everything that a platform can send,
 * with addresses of every kind: registrations, launches, deep links, key sets, tokens, redirects, lists of people. Whatever we sign for them
 * is tried at the other platform, which like Moodle does not look for whom it was meant.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JSONWebKeySet } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { LTI, type Lie, type LtiPlatform, SCORE_SCOPE, deepLinking, startPlatform } from '@/tests/support/lti-platform'
import { picker } from '@/tests/support/play'
import { playBy } from '@/tests/support/random-play'
import { holdStore, onSqlite } from '@/tests/support/store'

const TOOL = 'http://tool.example'
vi.hoisted(() => Object.assign(process.env, { PUBLIC_URL: 'http://tool.example', LTI_PRIVATE_PLATFORMS: 'true' }))

const { database } = await import('@/server/database')
const { append } = await import('@/server/learning/append')
const { readAttempt } = await import('@/server/learning/attempts')
const { toolAddresses } = await import('@/server/lti/addresses')
const { choices, deepLinkReply } = await import('@/server/lti/deep-link')
const { keySet } = await import('@/server/lti/keys')
const { admit, arrive } = await import('@/server/lti/launch-arrival')
const { learnerOfLaunch, readLaunch } = await import('@/server/lti/launches')
const { enter } = await import('@/server/lti/links')
const { beginLogin } = await import('@/server/lti/login')
const { countMembers } = await import('@/server/lti/members')
const { readPlatform, removePlatform } = await import('@/server/lti/platforms')
const { register } = await import('@/server/lti/registration')
const { awaitPlatform } = await import('@/server/lti/registration-links')
const { scores } = await import('@/server/lti/send-scores')
const { emptyOutbox } = await import('@/server/outbox/outbox')
const { addPlatform } = await import('@/tests/support/lti-added')

const ROUNDS = 6
const ACTS = 40
const HERE = { locale: 'en', network: '203.0.113.9' }
const AT = { addresses: toolAddresses()!, locale: 'en' }
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
const CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const PERSON = 'their-person'

/** Holes, former or imagined, to show that the program finds each of them. */
type Hole = 'one key for all' | 'any server' | 'their key'
type Loot = 'a token' | 'a person' | 'a request to the other platform' | 'a request inside'

let victim: LtiPlatform
let operator: LtiPlatform
/** A server of the organisation that only our server can reach. */
const inside = { url: '', asked: 0, stop: () => {} }
beforeAll(async () => {
  ;[victim, operator] = [await startPlatform(TOOL), await startPlatform(TOOL)]
  victim.isLax = true
  const server = createServer((_, response) => {
    inside.asked++
    response.end('{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  inside.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  inside.stop = () => void server.close()
})
afterAll(async () => {
  await Promise.all([victim.stop(), operator.stop()])
  inside.stop()
})

/** Plays to the end, so that a score is due. */
async function finish(learner: string, attempt: string): Promise<void> {
  const open = await readAttempt(learner, attempt)
  const pick = picker(1)
  if (open?.events.length !== 0) return
  const events = playBy(open.compiled.play, () => pick(1_000))
  await append(open, 0, events)
}

/** A login at a platform, answered by a token. @returns what opened: somebody's pages, or the answer to a deep link as we sign it */
async function launched(
  at: LtiPlatform,
  token: (nonce: string) => Promise<string>,
  now?: number,
): Promise<{ learner?: string; reply?: string; to?: string }> {
  const asked = { iss: at.url, client_id: at.clientId, login_hint: 'h', target_link_uri: `${TOOL}/api/lti/launch` }
  const begun = await beginLogin(asked, AT.addresses)
  if (!begun.ok) return {}
  const { state, location } = begun.login
  const arrived = await arrive(
    { state, token: await token(new URL(location).searchParams.get('nonce')!), cookie: () => state },
    undefined,
    now,
  )
  const page = arrived.ok ? await admit(arrived.login, HERE) : null
  const key = /\/lti\/([\w-]{32})/.exec(page ?? '')?.[1] ?? ''
  const launch = await readLaunch(key)
  if (!launch) return {}
  const { claims, platform } = launch
  if (claims.kind === 'deep-linking') {
    const [first] = await choices(platform, 'en')
    return { reply: await deepLinkReply(platform, claims, first!, AT.addresses), to: claims.replyTo }
  }
  const entered = await enter(launch, claims, HERE)
  const learner = await learnerOfLaunch(key)
  if (entered.ok && learner) await finish(learner, entered.path.split('/').at(-1)!)
  return { ...(learner && { learner }) }
}

/** Whether the other platform gives a token for something that we signed. */
async function isTaken(assertion: string): Promise<boolean> {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const form = { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: assertion, scope: SCORE_SCOPE }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await fetch(`${victim.url}/token`, { method: 'POST', headers, body: new URLSearchParams(form).toString() })).ok
}

class Attack {
  readonly learners = new Set<string>()
  readonly signed = new Set<string>()
  sentAway = false
  id = ''
  private readonly pick: (n: number) => number
  constructor(
    seed: number,
    readonly hole: Hole | null,
  ) {
    this.pick = picker(seed)
  }
  private one<T>(...all: T[]): T {
    return all[this.pick(all.length)]!
  }
  /** The operator's own, the other platform's by two names, and one inside. */
  private server(): string {
    const { url } = operator
    return this.one(url, victim.url, victim.url.replace('127.0.0.1', 'localhost'), inside.url)
  }
  private redirect(path: string): Lie {
    return { status: this.one(301, 302, 307, 308), headers: { location: `${this.server()}${path}` } }
  }

  async register(): Promise<void> {
    const { id, token } = await awaitPlatform({ name: 'Operator', address: [operator.url] })
    this.id = id
    const own = `client-${id}`
    const settings = (server: () => string) => ({
      ...{ issuer: server(), authorization_endpoint: `${server()}/auth`, token_endpoint: `${server()}/token` },
      ...{ jwks_uri: `${server()}/jwks`, registration_endpoint: `${server()}/register` },
    })
    const tries: (() => string)[] = [...Array.from({ length: 10 }, () => () => this.server()), () => operator.url]
    for (const server of tries) {
      const client_id = this.hole === 'one key for all' ? victim.clientId : this.one(victim.clientId, own)
      operator.lies['/register'] = { body: { client_id, [CONFIGURATION]: { deployment_id: operator.deployment } } }
      operator.lies['/settings'] = { body: settings(server) }
      await register(token, { openid_configuration: `${server()}/settings`, registration_token: 't' }, AT)
    }
    operator.clientId = (await readPlatform(id))!.clientId
    operator.lies = {}
    if (this.hole === null || this.hole === 'their key') return
    const { signing_keys } = await rowOf(victimId())
    const origins = JSON.stringify([victim.url, victim.url.replace('127.0.0.1', 'localhost'), inside.url])
    await database()
      .updateTable('lti_platform')
      .set(this.hole === 'one key for all' ? { signing_keys } : { origins })
      .where('id', '=', id)
      .execute()
  }

  /** Later and later within what a login lasts, so that key sets are read again. */
  private now = () => Date.now() + this.pick(8) * 30_000

  /** A launch as it should be, and its score. */
  async begin(): Promise<void> {
    const { learner } = await launched(operator, (nonce) => operator.sign({ nonce, ...operator.claims() }))
    this.learners.add(learner!)
    await emptyOutbox([scores()], new AbortController().signal)
  }

  /** Honest but for at most two lies, because a launch with many is refused for the first. */
  private async launch(more: () => object): Promise<void> {
    const own = { sub: `user-${this.pick(50)}`, [`${LTI}/resource_link`]: { id: `link-${this.pick(50)}` }, ...more() }
    const told = { at: operator, header: {}, claims: operator.claims(own) }
    const claim = (lie: object) => void Object.assign(told.claims, lie)
    const lies: (() => unknown)[] = [
      () => {
        told.at = this.one(operator, victim)
        claim(victim.claims({ sub: PERSON }))
      },
      () =>
        claim({
          aud: this.one<unknown>(victim.clientId, [operator.clientId, victim.clientId]),
          azp: this.one(undefined, operator.clientId),
        }),
      () => claim({ sub: PERSON }),
      () => claim({ [`${LTI}/deployment_id`]: 'of another platform' }),
      () => claim({ [`${LTI}/launch_presentation`]: { return_url: `${this.server()}/course` } }),
      () => claim({ [AGS]: { scope: [SCORE_SCOPE], lineitem: `${this.server()}/lineitem` } }),
      () => claim({ [NRPS]: { context_memberships_url: `${this.server()}/members` } }),
      () => (told.header = this.one({ kid: victim.signer.kid }, { jku: `${operator.url}/jwks` }, { jwk: operator.signer.jwk })),
    ]
    for (let i = this.pick(3); i > 0; i--) lies[this.pick(lies.length)]!()
    const { at, claims, header } = told
    const signer = this.hole === 'their key' && at === victim ? victim.signer : operator.signer
    const { learner, reply, to } = await launched(at, (nonce) => operator.sign({ nonce, ...claims }, header, signer), this.now())
    if (learner) this.learners.add(learner)
    if (reply) this.signed.add(reply)
    if (to && !to.startsWith(operator.url)) this.sentAway = true
  }

  readonly acts: (() => unknown)[] = [
    ...Array.from({ length: 8 }, () => () => this.launch(() => ({}))),
    ...Array.from({ length: 4 }, () => () => this.launch(() => deepLinking(operator, `${this.server()}/deep-link`))),
    ...Array.from(
      { length: 3 },
      () => () => emptyOutbox([scores()], new AbortController().signal, Date.now() + this.one(0, 0, 0, 48) * 3_600_000),
    ),
    ...Array.from({ length: 3 }, () => async () => {
      const rows = await database().selectFrom('lti_link').select('members').distinct().where('platform_id', '=', this.id).execute()
      for (const { members } of rows) if (members) await countMembers((await readPlatform(this.id))!, members)
    }),
    () => {
      operator.lies['/token'] = this.one<Lie>(
        this.redirect('/redirected'),
        { body: { access_token: 'two\r\nlines: yes' } },
        { body: { access_token: 'for ever', expires_in: 1e15 } },
      )
    },
    () => delete operator.lies['/token'],
    () => {
      operator.lies['/lineitem/scores'] = this.one<Lie>(this.redirect('/redirected'), { status: 401 })
    },
    () => {
      const link = `<${this.server()}/members?page=1>; rel="next"`
      operator.lies['/members'] = this.one<Lie>(this.redirect('/redirected'), { body: { members: [{}] }, headers: { link } })
    },
    () => {
      operator.lies['/jwks'] = this.one<Lie>(this.redirect('/redirected'), { body: { keys: victim.published } })
    },
    () => delete operator.lies['/jwks'],
    () => {
      operator.published = this.one([operator.signer.jwk], [...victim.published, { ...operator.signer.jwk, kid: victim.signer.kid }])
    },
  ]
  act = () => this.acts[this.pick(this.acts.length)]!()
}

let victimId: () => string
const rowOf = (id: string) => database().selectFrom('lti_platform').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

onSqlite((fresh) => {
  holdStore(fresh)
  let theirs: string
  beforeAll(async () => {
    const id = await addPlatform(victim.form())
    victimId = () => id
    victim.toolKeys = async () => (await keySet(id))! as JSONWebKeySet
    theirs = (await launched(victim, (nonce) => victim.sign({ nonce, ...victim.claims({ sub: PERSON }) }))).learner!
    expect(await emptyOutbox([scores()], new AbortController().signal)).toMatchObject({ sent: 1 })
  })

  async function play(seed: number, hole: Hole | null): Promise<Loot[]> {
    const attack = new Attack(seed, hole)
    Object.assign(operator, { lies: {}, published: [operator.signer.jwk], asked: [] })
    victim.asked.length = inside.asked = 0
    const before = await rowOf(victimId())
    await attack.register()
    await attack.begin()
    for (let i = 0; i < ACTS; i++) await attack.act()
    const bearer = ({ headers }: LtiPlatform['asked'][number]) => String(headers.authorization).replace('Bearer ', '')
    // Our server may read its keys for a login there, and nothing else.
    const isAsked = attack.sentAway || victim.asked.some(({ path, headers }) => path !== '/jwks' || headers.authorization !== undefined)
    for (const { path, body } of operator.asked)
      if (path === '/token') attack.signed.add(new URLSearchParams(body).get('client_assertion')!)
    const taken = await Promise.all([...attack.signed].map(isTaken))
    const loot: [Loot, boolean][] = [
      ['a token', taken.includes(true) || operator.asked.some((one) => victim.given.has(bearer(one)))],
      ['a person', attack.learners.has(theirs)],
      ['a request to the other platform', isAsked],
      ['a request inside', inside.asked > 0],
    ]
    expect(await rowOf(victimId())).toEqual(before)
    expect(attack.signed.size, 'something was signed').toBeGreaterThan(0)
    await removePlatform(attack.id)
    return loot.filter(([, is]) => is).map(([what]) => what)
  }

  test('gets nothing of another platform, whatever they send [p:lti-servers] [p:lti-signing]', async () => {
    for (let seed = 1; seed <= ROUNDS; seed++) expect(await play(seed, null), `round ${seed}`).toEqual([])
  })

  test.each<[Hole, Loot[]]>([
    ['one key for all', ['a token']],
    ['any server', ['a request to the other platform', 'a request inside']],
    ['their key', ['a person']],
  ])('bites: with %s, that alone is found', async (hole, expected) => {
    const found = new Set<Loot>()
    for (let seed = 1; seed <= ROUNDS; seed++) for (const what of await play(seed, hole)) found.add(what)
    expect([...found].sort()).toEqual([...expected].sort())
  })
})
