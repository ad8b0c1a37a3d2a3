import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import en from '@/messages/en.json'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Reply, ask } from '@/tests/support/live'
import { AUTH_SECRET, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'
import { database } from '../database'
import { newLearner } from '../learning/learners'
import { hashToken, newId, newToken } from '../platform/tokens'
import type { ResourceClaims } from './claims'
import { PlatformSchema, readPlatform, savePlatform } from './platforms'

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
let platform: string
beforeAll(async () => {
  const port = await freePort()
  // A learning record store that gets everything.
  const lrs = { XAPI_ENDPOINT: 'http://127.0.0.1:1/xapi', XAPI_KEY: 'k', XAPI_SECRET: 's', XAPI_REPORT: 'answers' }
  server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET, PUBLIC_URL: `http://127.0.0.1:${port}`, ...lrs } })
  owner = await somebody({ directory }, port, ['owner'])
  platform = (await within(() => savePlatform(null, PlatformSchema.parse(form('academy')))))!
})
afterAll(async () => {
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

const get = (path: string, cookie = owner.cookie) => ask(server.url + path, { cookie })
const post = (path: string, fields: Record<string, string>) =>
  ask(server.url + path, {
    ...{ method: 'POST', cookie: owner.cookie, headers: { origin: server.url } },
    ...{ body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' },
  })
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

  test('can correct a platform until somebody has come from it; after that nobody can give it other keys, to act as its people [p:lti-settled]', async () => {
    const keys = 'https://owner.example/jwks'
    const jwksUrl = () => within(async () => (await readPlatform(platform))!.jwksUrl)
    expect(locationOf(await post(`${here()}/save`, form('academy', { jwks_url: `${keys}?first` })))).toBe(`${here()}?note=saved`)
    await within(() => came('user-1', 'scenario P01'))
    const others: Record<string, string>[] = [{ jwks_url: keys }, { issuer: 'https://owner.example' }, { client_id: 'another' }]
    for (const more of others) {
      const moved = form('academy', { jwks_url: `${keys}?first`, ...more })
      expect(locationOf(await post(`${here()}/save`, moved))).toBe(`${here()}?note=settled`)
    }
    expect(await jwksUrl()).toBe(`${keys}?first`)
    const page = await get(`${here()}?note=settled`)
    for (const words of [manage.note.settled, manage.settled]) expect(page.body.replaceAll('&#x27;', '’')).toContain(words)
    expect(page.body.match(/<input[^>]*readOnly[^>]*>/gi)).toHaveLength(3)
    // Everything else can still be changed.
    const named = form('academy', { name: 'The academy', jwks_url: `${keys}?first` })
    expect(locationOf(await post(`${here()}/save`, named))).toBe(`${here()}?note=saved`)
  })

  test('cannot add a platform that asks for access tokens as another', async () => {
    const thief = form('thief', { client_id: 'client of academy', token_url: 'https://academy.example/token' })
    expect(locationOf(await post('/en/manage/platforms/create', thief))).toBe('/en/manage/platforms/new?note=taken')
  })

  test('loses no deployment because a form with a long list was refused', async () => {
    const deployments = Array.from({ length: 40 }, (_, i) => `deployment-${i}`)
    const long = form('long', { deployments: deployments.join('\n') })
    const id = (await within(() => savePlatform(null, PlatformSchema.parse(long))))!
    const refused = await post(`/en/manage/platforms/${id}/save`, { ...long, name: '' })
    const typed = String(refused.headers['set-cookie']).split(';')[0]!
    const { body } = await get(locationOf(refused), `${owner.cookie}; ${typed}`)
    for (const one of deployments) expect(body).toContain(one)
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
