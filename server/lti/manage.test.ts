import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import en from '@/messages/en.json'
import { exampleCourse, published } from '@/tests/support/courses'
import { addPlatform } from '@/tests/support/lti-added'
import { type Reply, ask } from '@/tests/support/live'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'
import { database } from '../database'
import { newLearner } from '../learning/learners'
import { hashToken, newId, newToken } from '../platform/tokens'
import type { ResourceClaims } from './claims'
import { readPlatform } from './platforms'
import { awaitPlatform } from './registration-links'

const { manage } = en.lti
const directory = mkdtempSync(join(tmpdir(), 'second-look-platforms-'))
const within = <T>(act: () => Promise<T>) => inStore({ directory }, act)
const form = (name: string, more: Record<string, string> = {}) => ({
  ...{ name, issuer: `https://${name}.example`, client_id: `client of ${name}`, deployments: 'd1', reports: 'result', origins: '' },
  ...{ auth_url: `https://${name}.example/auth`, token_url: `https://${name}.example/token`, jwks_url: `https://${name}.example/jwks` },
  ...more,
})
const claims = (more: Partial<ResourceClaims> = {}): ResourceClaims => ({
  ...{ kind: 'resource', deployment: 'd1', subject: 'user-1', returnUrl: null, locale: null, link: 'link-1' },
  ...{ target: { kind: 'scenario', id: 'P01' }, lineitem: null, members: null, ...more },
})

let server: TestServer
let owner: TestPerson
let administrator: TestPerson
let platform: string
beforeAll(async () => {
  const port = await freePort()
  // A learning record store that gets everything.
  const lrs = { XAPI_ENDPOINT: 'http://127.0.0.1:1/xapi', XAPI_KEY: 'k', XAPI_SECRET: 's', XAPI_REPORT: 'answers' }
  server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET, PUBLIC_URL: `http://127.0.0.1:${port}`, ...lrs } })
  owner = await somebody({ directory }, port, ['owner'])
  administrator = await somebody({ directory }, port, ['administrator'])
  platform = await within(() => addPlatform(form('academy')))
})
afterAll(async () => {
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

const get = (path: string, cookie = owner.cookie) => ask(server.url + path, { cookie })
const post = (path: string, fields: Record<string, string | string[]>, cookie = owner.cookie) => {
  const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
  return ask(server.url + path, {
    ...{ method: 'POST', cookie, headers: { origin: server.url } },
    ...{ body: new URLSearchParams(pairs).toString(), type: 'application/x-www-form-urlencoded' },
  })
}
const locationOf = ({ headers }: Reply) => String(headers.location ?? '').replace(server.url, '')
const here = () => `/en/manage/platforms/${platform}`

async function came(subject: string, target: string): Promise<void> {
  const { learner } = await newLearner()
  await database().insertInto('lti_person').values({ platform_id: platform, subject, learner_id: learner }).execute()
  const where = { learner_id: learner, platform_id: platform, link: target, target, disclosed: 'result' as const, disclosed_at: 0 }
  await database()
    .insertInto('lti_link')
    .values({ id: newId(), ...where, attempt_id: null, enrolment_id: null, lineitem: null, members: null })
    .execute()
}

describe('somebody who owns a course', () => {
  test('sees neither titles nor numbers of other people’s courses among a platform’s links [p:owners-own]', async () => {
    const theirs = await within(async () => {
      const { id } = await published({ ...exampleCourse, title: 'Only for its owner', people: 'codes' })
      await database()
        .updateTable('lti_platform')
        .set({ courses: JSON.stringify([id]) })
        .where('id', '=', platform)
        .execute()
      await came('in a course', `course ${id}`)
      await came('in a scenario', 'scenario P01')
      return id
    })
    const { body } = await get(here())
    expect(body).toContain(manage.membersTitle)
    expect(body).toContain('<th scope="row"')
    for (const what of ['Only for its owner', theirs]) expect(body).not.toContain(what)
    await within(() => database().deleteFrom('lti_person').execute())
  })

  test('chooses which of their courses a platform may link to, and sees and changes nothing of how it is connected [p:platforms-administrators]', async () => {
    const { body } = await get(here())
    const [main] = /<main.*<\/main>/s.exec(body)!
    for (const secret of ['academy.example', 'client of academy', '/api/lti']) expect(main.includes(secret), secret).toBe(false)
    expect((await get('/en/manage/platforms')).body).toContain(manage.owners)
    const { id } = await within(() => published({ ...exampleCourse, title: 'My own', people: 'codes' }, owner.id))
    expect(locationOf(await post(`${here()}/courses`, { course: id }))).toBe(`${here()}?note=courses`)
    expect(await within(async () => (await readPlatform(platform))!.courses)).toContain(id)
    const acts: [string, Record<string, string>][] = [
      ['/create', { name: 'Mine', address: 'https://owner.example' }],
      [`/${platform}/save`, form('academy', { token_url: 'https://owner.example/token', origins: 'https://owner.example' })],
      [`/${platform}/link`, { address: 'https://owner.example' }],
      [`/${platform}/deployment`, { accept: 'd2' }],
      [`/${platform}/remove`, { remove_password: PASSWORD }],
    ]
    const before = await within(() => database().selectFrom('lti_platform').selectAll().execute())
    for (const [path, fields] of acts) expect((await post(`/en/manage/platforms${path}`, fields)).status, path).toBe(403)
    expect(await within(() => database().selectFrom('lti_platform').selectAll().execute())).toEqual(before)
  })
})

describe('an administrator', () => {
  const asAdministrator = (path: string, fields: Record<string, string | string[]>) => post(path, fields, administrator.cookie)
  const stored = (id = platform) => within(async () => (await readPlatform(id))!)
  const acts = () =>
    within(async () =>
      (await database().selectFrom('audit').select(['action', 'detail']).where('subject', '=', platform).execute()).map((row) =>
        `${row.action} ${row.detail ?? ''}`.trim(),
      ),
    )

  test('confirms who they are again to change an address of a platform, and to remove one [p:administrators-prove]', async () => {
    const [before, lines] = [await stored(), await acts()]
    const moves: Record<string, string>[] = [
      { token_url: 'https://academy.example/other' },
      { auth_url: 'https://academy.example/other' },
      { jwks_url: 'https://academy.example/other' },
      { issuer: 'https://academy.example/x' },
      { client_id: 'another' },
      { token_url: 'https://academy.example/jwks', jwks_url: 'https://academy.example/token' },
      { origins: 'https://owner.example' },
    ]
    for (const move of moves) {
      const sent = form('academy', { ...move, name: 'Typed' })
      for (const password of ['', 'not the password']) {
        const refused = await asAdministrator(`${here()}/save`, { ...sent, password })
        expect(locationOf(refused), JSON.stringify(move)).toBe(`${here()}?note=wrong#settings`)
        // Nothing typed is lost.
        const typed = String(refused.headers['set-cookie']).split(';')[0]!
        const { body } = await get(locationOf(refused), `${administrator.cookie}; ${typed}`)
        expect(body).toContain('value="Typed"')
      }
    }
    expect(locationOf(await asAdministrator(`${here()}/remove`, { remove_password: 'not the password' }))).toBe(
      `${here()}?note=wrong&of=removal#removal`,
    )
    expect(await stored()).toEqual(before)
    expect(await acts()).toEqual(lines)
    // What the platform is told and called is no address.
    expect(locationOf(await asAdministrator(`${here()}/save`, form('academy', { name: 'The academy' })))).toBe(`${here()}?note=saved`)
    const token_url = 'https://academy.example/token?v2'
    expect(locationOf(await asAdministrator(`${here()}/save`, form('academy', { token_url, password: PASSWORD })))).toBe(
      `${here()}?note=saved`,
    )
    expect((await stored()).tokenUrl).toBe(token_url)
    expect((await acts()).slice(lines.length)).toEqual(['platform.changed', 'platform.addresses {"servers":"https://academy.example"}'])
  })

  test('says of each server that is not the issuer’s that it belongs to the platform, before anything is sent there [p:lti-servers]', async () => {
    const [login, keys] = ['https://login.example', 'https://keys.example']
    const waiting = await within(async () => (await awaitPlatform({ name: 'Split', address: ['https://split.example'] })).id)
    const save = `/en/manage/platforms/${waiting}/save`
    const split = form('split', { auth_url: `${login}/auth`, token_url: `${login}/token`, jwks_url: `${keys}/jwks` })
    const refused = await asAdministrator(save, split)
    expect(locationOf(refused)).toBe(`/en/manage/platforms/${waiting}?note=foreign#settings`)
    const typed = String(refused.headers['set-cookie']).split(';')[0]!
    const { body } = await get(locationOf(refused), `${administrator.cookie}; ${typed}`)
    for (const server of [login, keys]) expect(body).toMatch(new RegExp(`<input type="checkbox"[^>]*value="${server}"`))
    expect(body).toContain(`${manage.fields.auth_url}, ${manage.fields.token_url}`)
    // What is wrong is told apart from what is elsewhere.
    const both = locationOf(await asAdministrator(save, { ...split, issuer: 'not an address', auth_url: 'nor this' }))
    expect(new URL(both, server.url).searchParams.get('wrong')).toBe('issuer auth_url')
    // One of two is not enough.
    expect(locationOf(await asAdministrator(save, { ...split, confirmed: login }))).toContain('note=foreign')
    expect((await stored(waiting)).tokenUrl).toBe('')
    expect(locationOf(await asAdministrator(save, { ...split, confirmed: [login, keys] }))).toContain('note=added')
    expect(await stored(waiting)).toMatchObject({ tokenUrl: `${login}/token`, origins: ['https://split.example', login, keys] })
    // A server that is in use cannot be taken off the list.
    expect(locationOf(await asAdministrator(save, { ...split, origins: login, password: PASSWORD }))).toContain('note=foreign')
  })

  test('cannot connect a second platform with the same issuer and client', async () => {
    const second = await within(async () => (await awaitPlatform({ name: 'Twice', address: ['https://academy.example'] })).id)
    const twice = form('academy', { name: 'Twice' })
    expect(locationOf(await asAdministrator(`/en/manage/platforms/${second}/save`, twice))).toBe(
      `/en/manage/platforms/${second}?note=taken#settings`,
    )
    expect((await stored(second)).issuer).toBe('')
  })

  test('cannot give a platform other keys once somebody has come from it, to act as its people [p:lti-settled]', async () => {
    const before = await stored()
    await within(() => came('user-1', 'scenario P01'))
    const others: Record<string, string>[] = [
      { jwks_url: 'https://academy.example/mine' },
      { issuer: 'https://academy.example/x' },
      { client_id: 'another' },
    ]
    for (const more of others) {
      const moved = form('academy', { token_url: before.tokenUrl, password: PASSWORD, ...more })
      expect(locationOf(await asAdministrator(`${here()}/save`, moved))).toBe(`${here()}?note=settled#settings`)
    }
    expect(await stored()).toEqual(before)
    const page = await get(`${here()}?note=settled`, administrator.cookie)
    for (const words of [manage.note.settled, manage.settled]) expect(page.body.replaceAll('&#x27;', '’')).toContain(words)
    expect(page.body.match(/<input[^>]*readOnly[^>]*>/gi)).toHaveLength(3)
    // Everything else can still be changed.
    const named = form('academy', { name: 'The academy', token_url: before.tokenUrl })
    expect(locationOf(await asAdministrator(`${here()}/save`, named))).toBe(`${here()}?note=saved`)
  })

  test('loses no deployment because a form with a long list was refused', async () => {
    const deployments = Array.from({ length: 40 }, (_, i) => `deployment-${i}`)
    const long = form('long', { deployments: deployments.join('\n') })
    const id = await within(() => addPlatform(long))
    const refused = await asAdministrator(`/en/manage/platforms/${id}/save`, { ...long, name: '' })
    const typed = String(refused.headers['set-cookie']).split(';')[0]!
    const { body } = await get(locationOf(refused), `${administrator.cookie}; ${typed}`)
    for (const one of deployments) expect(body).toContain(one)
  })

  test('finds on a platform’s page its own public keys, which no other platform has', async () => {
    const keysOf = async (id: string) => {
      const path = `/api/lti/jwks/${id}`
      expect((await get(`/en/manage/platforms/${id}`, administrator.cookie)).body).toContain(server.url + path)
      const { keys } = JSON.parse((await get(path, '')).body) as { keys: { kid: string }[] }
      return keys.map(({ kid }) => kid)
    }
    const another = await within(() => addPlatform(form('another')))
    const [mine, theirs] = [await keysOf(platform), await keysOf(another)]
    expect([mine.length, theirs.length, new Set([...mine, ...theirs]).size]).toEqual([1, 1, 2])
    expect((await get('/api/lti/jwks/nobody', '')).status).toBe(404)
  })
})

describe('what pages say', () => {
  test('before a launched scenario includes what a learning record store gets [p:xapi-said]', async () => {
    const { stated } = en.learn
    const open = async (of: ResourceClaims) => {
      const token = newToken()
      const row = { id: hashToken(token), platform_id: platform, nonce: null, asked: null, learner_id: null, chosen: null }
      const launch = { ...row, claims: JSON.stringify(of), expires_at: Date.now() + 60_000 }
      await within(() => database().insertInto('lti_launch').values(launch).execute())
      return token
    }
    const said = (await get(`/en/lti/${await open(claims())}`, '')).body
    for (const words of [stated.title, stated.answers, stated.code]) expect(said).toContain(words)
    // It gets nothing about a scenario that may be skipped.
    const skipped = claims({ target: { kind: 'scenario', id: 'P12' } })
    expect((await get(`/en/lti/${await open(skipped)}`, '')).body).not.toContain(stated.title)
  })

  test('after a registration is our own text, whatever an address contains', async () => {
    const { body } = await get(`/en/lti/register/${'x'.repeat(32)}?done=Call+0800+now&note=done`, '')
    const [main] = /<main.*?<\/main>/s.exec(body)!
    expect(main).toContain(en.lti.register.doneTitle)
    expect(main).not.toContain('0800')
  })

  test('if the server does not know its address, is what to set, and for administrators where to read about it', async () => {
    const [port, apart] = [await freePort(), mkdtempSync(join(tmpdir(), 'second-look-platforms-'))]
    const bare = await startServer({ dataDir: apart, port, env: { AUTH_SECRET } })
    onTestFinished(async () => {
      await bare.stop()
      rmSync(apart, { recursive: true, force: true })
    })
    const of = async (role: 'owner' | 'administrator') => {
      const { cookie } = await somebody({ directory: apart }, port, [role])
      return (await ask(`${bare.url}/en/manage/platforms`, { cookie })).body
    }
    const [owners, administrators] = [await of('owner'), await of('administrator')]
    for (const body of [owners, administrators]) expect(body).toContain('PUBLIC_URL=https://training.example')
    const link = 'href="/en/manage/first-steps/address"'
    expect([owners.includes(link), administrators.includes(link)]).toEqual([false, true])
  })
})
