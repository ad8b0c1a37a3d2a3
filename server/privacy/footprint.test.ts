import { execFileSync } from 'node:child_process'
import { scryptSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Reply, ask, openSession } from '@/tests/support/live'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { everything } from '@/tests/support/store'
import { openStore } from '../database'

const DAY = 24 * 3600
const COOKIES: Record<string, number> = {
  learner: 400 * DAY,
  facilitator: 400 * DAY,
  participant: 180 * DAY,
  typed: 300,
  'account.session_token': 14 * DAY,
  'account.better-auth-passkey': 300,
  known: 400 * DAY,
  notices: 400 * DAY,
  display: 400 * DAY,
}
const ADDRESS = '203.0.113.77'
const AGENT = 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:141.7) Gecko/20100101 Firefox/141.7'
const NAME = 'Jogaila Vytautaitis'

const directory = mkdtempSync(join(tmpdir(), 'second-look-footprint-'))
const outbound = join(directory, 'outbound')
const preload = {
  NODE_OPTIONS: ['outbound.cjs', 'light-scrypt.cjs'].map((file) => `--require=${resolve('tests/support', file)}`).join(' '),
  OUTBOUND_FILE: outbound,
}
let server: TestServer
let person: TestPerson
const set = new Map<string, string[]>()
const tokens: string[] = []
let afterStranger: { table: string; row: string }[]

async function go(path: string, form: Record<string, string> | null = null, cookie = ''): Promise<Reply> {
  const reply = await ask(`${server.url}${path}`, {
    cookie,
    headers: { 'x-forwarded-for': ADDRESS, 'user-agent': AGENT, 'accept-language': 'en' },
    ...(form && { method: 'POST', body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }),
  })
  for (const line of reply.headers['set-cookie'] ?? []) {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value] = pair.split('=')
    // A deleted cookie says nothing about its lifetime.
    if (value)
      set.set(
        name,
        attributes.map((a) => a.toLowerCase()),
      )
    if (value && ['learner', 'facilitator', 'participant'].includes(name)) tokens.push(value)
  }
  return reply
}
const cookieOf = (reply: Reply) => (reply.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).join('; ')
async function rows() {
  const store = openStore({ directory })
  return everything(store).finally(() => store.db.destroy())
}

beforeAll(async () => {
  server = await startServer({ dataDir: directory, env: { AUTH_SECRET, TRUSTED_PROXIES: '1', LIVE_KEEP_DAYS: '77', ...preload } })
  for (const path of ['/en', '/en/learn', '/en/privacy', '/en/live', '/en/j', '/en/sign-in']) expect((await go(path)).status).toBe(200)
  const begun = await go('/en/learn/T01/start', {})
  const learner = cookieOf(begun)
  const attempt = new URL(begun.headers.location!, server.url).pathname
  await go(attempt, null, learner)
  await go(`${attempt}/events`, { seq: '0' }, learner)
  await go('/en/learn/data/link', {}, learner)
  await go('/en/display', { theme: 'dark' }, learner)
  await go('/en/learn/data/export', null, learner)
  afterStranger = await rows()

  person = await somebody({ directory }, server.port, ['administrator', 'facilitator', 'owner'], NAME)
  await go('/en/sign-in/password', { email: person.email, password: 'not the right one' })
  const signedIn = await go('/en/sign-in/password', { email: person.email, password: PASSWORD })
  expect(signedIn.headers.location).toBe('/en/manage')
  for (const path of ['/en/account', '/en/manage', '/en/manage/people', '/en/manage/audit']) await go(path, null, cookieOf(signedIn))
  await go('/en/account/notices/dismiss', { id: 'a-notice' }, cookieOf(signedIn))
  await go('/api/auth/passkey/generate-authenticate-options')
  await go('/en/live/create', {
    scenario: 'P01',
    variant: 'hostile',
    minutes: '45',
    size: '20',
    audience: 'phones',
    names: 'nicknames',
    rehearsal: '0',
  })
  const session = await openSession(server.url, { names: 'nicknames' })
  await go('/en/j', { code: session.code, name: 'Kestutis' })
})
afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
})

test('each cookie is out of reach of scripts and other sites, and stays as long as the privacy page says [p:cookies] [p:cookies-closed]', () => {
  expect([...set.keys()].sort()).toEqual(Object.keys(COOKIES).sort())
  for (const [name, attributes] of set) {
    expect(attributes, name).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/', `max-age=${COOKIES[name]}`]))
    expect(
      attributes.some((a) => a.startsWith('domain')),
      name,
    ).toBe(false)
  }
})

test('the tokens in cookies of learners, facilitators and participants are stored nowhere on the server [p:learner-rows] [p:live-facilitators] [p:live-answers]', async () => {
  expect(new Set(tokens).size).toBeGreaterThanOrEqual(3)
  const all = await rows()
  for (const table of ['device', 'room_facilitator', 'room_participant'])
    expect(
      all.some((row) => row.table === table),
      table,
    ).toBe(true)
  for (const token of tokens) expect(all.filter(({ row }) => row.includes(token))).toEqual([])
})

test('no network address is in the database, in any file, or in the log [p:no-addresses]', async () => {
  expect(JSON.stringify(await rows())).not.toMatch(/203\.0\.113|127\.0\.0\.1/)
  const files = readdirSync(directory).map((name) => join(directory, name))
  expect(files.some((file) => file.endsWith('.db'))).toBe(true)
  for (const file of files) expect(readFileSync(file, 'latin1').includes(ADDRESS), file).toBe(false)
  expect(server.output()).not.toContain(ADDRESS)
  // The scan does find what is there.
  expect(files.some((file) => readFileSync(file, 'latin1').includes(NAME))).toBe(true)
})

test('people without an account leave neither an e-mail address nor a user agent [p:anonymous]', () => {
  const text = JSON.stringify(afterStranger.filter(({ table }) => table !== 'served_scenario'))
  expect(afterStranger.some(({ table }) => table === 'event' || table === 'attempt')).toBe(true)
  expect(text).not.toMatch(/Firefox|Gecko|Linux|Mozilla|@/)
})

test('two words about a browser that signs in are stored, and no address [p:sign-ins]', async () => {
  const sessions = (await rows())
    .filter(({ table }) => table === 'session')
    .map(({ row }) => JSON.parse(row) as { userAgent: string; ipAddress: unknown })
  expect(sessions.some(({ userAgent }) => userAgent === 'Firefox, Linux')).toBe(true)
  for (const { userAgent, ipAddress } of sessions) {
    expect(userAgent.split(/\W+/).filter(Boolean).length).toBeLessThanOrEqual(2)
    expect(ipAddress).toBeNull()
  }
})

test('a password is stored only as a scrypt hash, and an account has no data that the page does not name [p:account-rows] [p:passwords]', async () => {
  const all = await rows()
  expect(all.filter(({ row }) => row.includes(PASSWORD))).toEqual([])
  const [account] = all.filter(({ table }) => table === 'account').map(({ row }) => JSON.parse(row) as Record<string, string | null>)
  const [salt, hash] = account!.password!.split(':')
  // As light-scrypt.cjs makes it. hashing.test.ts checks what a hash costs outside tests.
  expect(scryptSync(PASSWORD, salt!, 64, { N: 1024, r: 16, p: 1 }).toString('hex')).toBe(hash)
  for (const none of ['accessToken', 'refreshToken', 'idToken', 'scope']) expect(account![none]).toBeNull()
  const [user] = all.filter(({ table }) => table === 'user').map(({ row }) => JSON.parse(row) as Record<string, unknown>)
  expect(user).toMatchObject({ name: NAME, email: person.email, image: null })
})

test('the server opens no outgoing connection by itself [p:no-other-host-server]', () => {
  expect(existsSync(outbound) ? readFileSync(outbound, 'utf8') : '').toBe('')
  // The watch would have noticed one.
  const tried = join(directory, 'tried')
  execFileSync(process.execPath, ['-e', 'fetch("http://other.example/").catch(() => {})'], {
    env: { ...process.env, ...preload, OUTBOUND_FILE: tried },
  })
  expect(readFileSync(tried, 'utf8')).toContain('other.example')
})

test('the record of processing names the retention times of this installation [p:all-told]', async () => {
  const page = (await go('/en/manage/data', null, person.cookie)).body.replaceAll('<!-- -->', '')
  for (const days of ['77 days', '1 year', '3 years']) expect(page).toContain(days)
})

// This test comes last because it ends the sign-in.
test('a password of eleven characters is refused, one of twelve is accepted [p:passwords]', async () => {
  const change = async (current: string, password: string) =>
    (await go('/en/account/password', { current, password }, person.cookie)).headers.location
  expect(await change(PASSWORD, 'eleven-long')).toContain('note=short')
  expect(await change(PASSWORD, 'vux9-krom-2t')).toContain('note=password')
})
