import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import en from '@/messages/en.json'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { courseOf, published } from '@/tests/support/courses'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { learnerOfUser } from '../accounts/people'
import { change, isTarget, selectedLines } from '../records/bulk-acts'
import { enrol } from '../enrolment/enrolment'
import { held, migrate, openStore } from '../database'
import { KIND_NAMES } from './processing'

const directory = mkdtempSync(join(tmpdir(), 'second-look-shown-'))
let server: TestServer
let [ivy, boss]: TestPerson[] = []
let enrolment: string
const plain = (html: string) =>
  html
    .replaceAll(/<(script|style).*?<\/\1>/gs, '')
    .replaceAll(/<!--.*?-->|<[^>]+>/g, '')
    .replaceAll('&#x27;', '’')

beforeAll(async () => {
  const port = await freePort()
  const store = (held.store = openStore({ directory }))
  await migrate(store)
  ;[ivy, boss] = [await somebody({ directory }, port, [], 'Ivy Lane'), await somebody({ directory }, port, ['administrator'], 'Bo Stern')]
  const { id, cohort } = await published(courseOf(['P01'], { title: 'Asked of everybody', people: 'names', due_days: 10 }))
  const enrolled = await enrol({ learner: await learnerOfUser(ivy.id), cohort })
  if (!enrolled.ok) throw new Error(enrolled.reason)
  enrolment = enrolled.id
  const lines = (await selectedLines(id, { filter: RecordFilter.parse({}) })).filter(isTarget)
  await change(id, lines, { act: 'exempt', reason: 'On leave until <May>' }, boss.id)
  held.store = undefined
  await store.db.destroy()
  server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET } })
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})
const get = async (who: TestPerson | undefined, path: string) => (await new Visitor(server.url, who?.cookie).get(path)).body

test('“Your data”, the privacy page and the record of processing show every kind [p:all-told]', async () => {
  const [own, everybody, record] = [
    plain(await get(ivy, '/en/learn/data')),
    plain(await get(undefined, '/en/privacy')),
    plain(await get(boss, '/en/manage/data')),
  ]
  for (const kind of KIND_NAMES) {
    const { title, what } = en.privacy.kinds[kind]
    expect(own).toContain(title)
    expect(own).toContain(en.data.kinds[kind].split('{')[0])
    for (const page of [everybody, record]) for (const words of [title, what]) expect(page).toContain(words)
  }
  // A text whose days nobody fills in says "undefined".
  for (const page of [own, everybody, record]) expect(page.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/undefined/)
  expect(everybody).toContain(en.privacy.rights.left)
})
test('somebody who is exempt reads since when and why on the page of the course [p:hold-told]', async () => {
  const page = plain(await get(ivy, `/en/courses/${enrolment}`))
  expect(page).toContain('You have been exempt from this course since')
  expect(page).toContain('The reason given: On leave until &lt;May&gt;')
})
test('the data about a leaver are handed over only by an administrator who proves who they are [p:leaver-data]', async () => {
  const admin = new Visitor(server.url, boss!.cookie)
  const page = `/en/manage/people/${ivy!.id}`
  const ask = (visitor: Visitor, password: string) => visitor.post(`${page}/export`, { export_password: password })
  expect((await admin.get(page)).body).not.toContain(en.people.person.exportDo)
  expect((await ask(admin, PASSWORD)).location).toContain('note=signs-in')
  expect((await admin.post(`${page}/left`, { do: 'left', left_password: PASSWORD })).location).toContain('note=left')
  expect((await admin.get(page)).body).toContain(en.people.person.exportDo)
  expect((await ask(admin, 'not my password')).location).toContain('note=wrong')
  const { status, body } = await ask(admin, PASSWORD)
  expect(status).toBe(200)
  expect(JSON.parse(body)).toMatchObject({ account: { email: ivy!.email }, records: [{ course: 'Asked of everybody' }] })
})
