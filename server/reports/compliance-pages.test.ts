import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import en from '@/messages/en.json'
import type { Role } from '@/server/platform/role'
import { courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { held, openStore } from '../database'

const directory = mkdtempSync(join(tmpdir(), 'second-look-compliance-'))
let server: TestServer
let course: string
const read = async (role: Role, path: string) =>
  (await new Visitor(server.url, (await somebody({ directory }, server.port, [role])).cookie).get(path)).body.replaceAll('<!-- -->', '')

beforeAll(async () => {
  server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
  const store = (held.store = openStore({ directory }))
  course = (await manyLearners(store, { course: courseOfMany(1, { title: 'Asked of all' }), cohorts: [7], complete: 0, seed: 1 })).course
  for (const n of [1, 2])
    await store.db
      .insertInto('member')
      .values({ id: `idle-${n}`, address: `idle${n}@example.org`, name: `Idle ${n}`, words: `idle ${n}`, created_at: 0 })
      .execute()
  held.store = undefined
  await store.db.destroy()
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})

test('figures are there as soon as somebody is enrolled, and lead to the records they count', async () => {
  const page = await read('administrator', '/en/manage/compliance')
  expect(page).not.toContain(en.compliance.never)
  expect(page).toContain(`href="/en/manage/courses/${course}/records?state=in-progress"`)
  expect(page).toContain('not in any course by name')
  expect(page).toContain('href="/en/manage/people?who=no-course"')
  const people = await read('administrator', '/en/manage/people?who=no-course')
  expect(people).toContain('Idle 1')
  expect(people).not.toContain(`/manage/courses/${course}`)
  const one = await read('administrator', `/en/manage/compliance?course=${course}`)
  expect(one).toContain(`records?state=in-progress"`)
})
test('an auditor reads on the card what an auditor can do, may ask for audit files, and is led to no page of administrators', async () => {
  const manage = await read('auditor', '/en/manage')
  expect(manage).toContain(en.manage.courses.readText)
  expect(manage).not.toContain(en.manage.courses.text)
  expect(await read('owner', '/en/manage')).toContain(en.manage.courses.text)
  const page = await read('auditor', '/en/manage/compliance')
  expect(page).toContain('action="/en/manage/compliance/audit-files/create"')
  expect(page).toContain('not in any course by name')
  expect(page).not.toContain('/manage/people')
})
test('an owner of nothing sees no figure of others, nor how many people there are', async () => {
  const page = await read('owner', '/en/manage/compliance')
  expect(page).toContain(en.compliance.never)
  expect(page).not.toContain('not in any course by name')
  expect(page).not.toContain('Asked of all')
})
