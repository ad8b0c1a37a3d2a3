import { afterAll, beforeAll, expect, test } from 'vitest'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'
import { Visitor } from '@/tests/support/visitor'

const HOLDS = '/en/manage/data/holds'
let server: TestServer
let admin: Visitor
let held: TestPerson
let own: Visitor
const inYears = (years: number) => new Date(Date.now() + years * 365 * 86_400_000).toISOString().slice(0, 10)
const store = <T>(read: Parameters<typeof inStore<T>>[1]) => inStore<T>({ directory: server.dataDir }, read)

beforeAll(async () => {
  server = await startServer({ env: { AUTH_SECRET } })
  const address = { directory: server.dataDir }
  admin = new Visitor(server.url, (await somebody(address, server.port, ['administrator', 'owner'], 'Ada Holt')).cookie)
  held = await somebody(address, server.port, [], 'Ira Lund')
  own = new Visitor(server.url, held.cookie)
})
afterAll(() => server?.stop())

test('a form that is refused gives the reason, and keeps what was typed', async () => {
  const form = { course: '', address: held.email, reason: 'A complaint', until: inYears(1) }
  for (const [field, value] of [
    ['address', 'nobody@example.org'],
    ['course', 'none'],
    ['reason', ' '],
    ['until', inYears(-1)],
    ['until', inYears(11)],
  ] as const) {
    const { location } = await admin.post(`${HOLDS}/place`, { ...form, [field]: value })
    expect(location).toBe(`${HOLDS}?note=${field}#new-h`)
    const { body } = await admin.get(location)
    expect(body).toContain('aria-invalid="true"')
    if (field === 'until') expect(body).toContain('A complaint')
  }
  expect(await store(({ db }) => db.selectFrom('hold').select('id').execute())).toEqual([])
})

test('the person is informed of a hold, with the reason and its end, and neither they nor an administrator can erase meanwhile [p:hold-told]', async () => {
  const placed = await admin.post(`${HOLDS}/place`, {
    course: '',
    address: held.email.toUpperCase(),
    reason: 'A complaint',
    until: inYears(1),
  })
  expect(placed.location).toBe(`${HOLDS}?note=placed`)
  expect((await own.get('/en/learn')).body).toMatch(/Ada Holt \(.+\) put your records on hold/)
  const page = (await own.get('/en/learn/data')).body.replaceAll('<!-- -->', '')
  expect(page).toContain('Your records are on hold')
  expect(page).toMatch(/All of your records, until .+: A complaint/)
  expect(page).not.toContain('action="/en/learn/data/erase"')
  const erased = await own.post('/en/learn/data/erase', { confirm: 'yes', password: PASSWORD })
  expect(erased.location).toBe('/en/learn/data?note=onHold#erase')
  expect((await own.get(erased.location)).body).toContain('Nothing was erased')
  const person = `/en/manage/people/${held.id}`
  expect((await admin.post(`${person}/remove/confirm`, { password: PASSWORD })).location).toBe(`${person}?note=on-hold`)
  expect((await admin.get(`${person}?note=on-hold`)).body).toContain('records are on hold')
})

test('ending a hold takes the administrator’s password, and both acts are in the audit log [p:hold-told]', async () => {
  const [{ id } = { id: '' }] = await store(({ db }) => db.selectFrom('hold').select('id').execute())
  const end = `${HOLDS}/${id}/end`
  expect((await admin.get(end)).body).toContain('A complaint')
  for (const password of ['', 'not the password'])
    expect((await admin.post(`${end}/confirm`, { password })).location).toBe(`${end}?note=wrong`)
  expect((await own.post(`${end}/confirm`, { password: PASSWORD })).status).toBe(403)
  expect(await store(({ db }) => db.selectFrom('hold').select('id').execute())).toHaveLength(1)
  expect((await admin.post(`${end}/confirm`, { password: PASSWORD })).location).toBe(`${HOLDS}?note=ended`)
  const acts = await store(({ db }) => db.selectFrom('audit').select('action').where('action', 'like', 'hold.%').orderBy('at').execute())
  expect(acts.map(({ action }) => action)).toEqual(['hold.placed', 'hold.ended'])
  expect((await own.post('/en/learn/data/erase', { confirm: 'yes', password: PASSWORD })).location).toBe('/en/learn?done=erased')
})

test('everybody reads of a hold on everything where they could erase [p:hold-told]', async () => {
  const [other, address] = [await somebody({ directory: server.dataDir }, server.port, [], 'Bo Stern'), '']
  const placed = await admin.post(`${HOLDS}/place`, { course: 'everything', address, reason: 'A case before the court', until: inYears(1) })
  expect(placed.location).toBe(`${HOLDS}?note=placed`)
  expect((await admin.get(HOLDS)).body).toContain('Everything, about everyone')
  const page = (await new Visitor(server.url, other.cookie).get('/en/learn/data')).body.replaceAll('<!-- -->', '')
  expect(page).toMatch(/All of your records, until .+: A case before the court/)
  expect(page).not.toContain('action="/en/learn/data/erase"')
})
