import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '@/server/platform/role'
import { openStore } from '@/server/database'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type Route, addressOf, routes } from '@/tests/support/routes'
import { type TestServer, startServer } from '@/tests/support/server'

const IDS = { course: 'course-of-somebody', cohort: 'cohort-of-somebody', handle: 'handle-of-somebody', item: 'read', kind: 'page' }
const BODY = JSON.stringify({
  title: 'A title that only they may read',
  summary: 'Short.',
  passing: 'debrief',
  shares: 'completion',
  people: 'names',
  due_days: null,
  renew_months: null,
  items: [{ id: 'read', kind: 'page', title: 'Read', body: 'Text', minutes: 2 }],
})
const mine = routes.filter(({ path }) => /^\/\[locale\]\/manage\/courses(?!.*\/(records|figures))/.test(path))
const of = routes.filter(({ path }) => path.includes('/manage/courses/[course]') && !/\/records(\/csv|\/xlsx)?$/.test(path))
/** Enough for each handler to do something if it were allowed. */
const FORM =
  'from=empty&title=Mine&do=end&confirm=on&remove=read&seen=1&kind=page&body=b&minutes=1&name=n&account=x&item=read&text=title%3A+x'

describe('what is an owner’s', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-owner-'))
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    const { db } = openStore({ directory })
    const now = Date.now()
    await db
      .insertInto('course')
      .values({ id: IDS.course, draft: BODY, version: 1, created_at: now, updated_at: 1, archived_at: null })
      .execute()
    await db.insertInto('course_version').values({ course_id: IDS.course, version: 1, body: BODY, at: now }).execute()
    await db
      .insertInto('cohort')
      .values({ id: IDS.cohort, course_id: IDS.course, name: 'All', link: 'token', due_at: null, created_at: now })
      .execute()
    await db.insertInto('learner').values({ id: 'a-learner', user_id: null, created_at: now }).execute()
    await db
      .insertInto('enrolment')
      .values({
        id: 'enrolment-of-somebody',
        handle: IDS.handle,
        course_id: IDS.course,
        version: 1,
        learner_id: 'a-learner',
        cohort_id: IDS.cohort,
        code: 'AAAA-2222',
        enrolled_at: now,
      } as never)
      .execute()
    await db.destroy()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const ask = (route: Route, cookie: string) =>
    fetch(`${server.url}${addressOf(route, IDS)}`, {
      method: route.method,
      redirect: 'manual',
      headers: { cookie, ...(route.method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(route.method === 'POST' && { body: FORM }),
    })
  const stored = async () => {
    const { db } = openStore({ directory })
    const rows = await Promise.all(
      (['course', 'course_version', 'cohort', 'enrolment', 'audit', 'invitation', 'attempt', 'kept_form'] as const).map((table) =>
        db.selectFrom(table).selectAll().execute(),
      ),
    )
    await db.destroy()
    return rows
  }

  test('there are routes to try', () => expect(mine.length).toBeGreaterThan(25))

  test.each<[string, Role[] | null]>([
    ['nobody', null],
    ['a learner', []],
    ['a facilitator', ['facilitator']],
    ['an author', ['author']],
  ])('is closed to %s: nothing is read and nothing is written', async (_, roles) => {
    const cookie = roles ? (await somebody({ directory }, server.port, roles)).cookie : ''
    const before = await stored()
    for (const route of mine) {
      const reply = await ask(route, cookie)
      const text = await reply.text()
      expect([303, 307, 403], `${route.name}: ${reply.status}`).toContain(reply.status)
      if (reply.status !== 403) expect(reply.headers.get('location'), route.name).toMatch(/^\/en\/(sign-in|no-access)/)
      expect(text).not.toContain('only they may read')
      expect(text).not.toContain('AAAA-2222')
    }
    expect(await stored()).toEqual(before)
  })

  const own = async (user: string) => {
    const { db } = openStore({ directory })
    await db.insertInto('course_owner').values({ course_id: IDS.course, user_id: user, since: 0 }).execute()
    await db.destroy()
  }
  test.each<[string, Role[]]>([
    ['another owner', ['owner']],
    ['an auditor', ['auditor']],
  ])('is not there for %s: nothing is read and nothing is written [p:owners-own] [p:completion-for-readers]', async (_, roles) => {
    const { cookie } = await somebody({ directory }, server.port, roles)
    const before = await stored()
    for (const route of of) {
      const reply = await ask(route, cookie)
      const text = await reply.text()
      expect([303, 307, 403], `${route.name}: ${reply.status}`).toContain(reply.status)
      if (reply.status !== 403) expect(reply.headers.get('location'), route.name).toMatch(/^\/en\/(gone|no-access)/)
      expect(text).not.toContain('only they may read')
      expect(text).not.toContain('AAAA-2222')
    }
    expect(await stored()).toEqual(before)
  })
  test('an owner’s list has their own courses alone, an auditor’s all of them, to read [p:owners-own]', async () => {
    const list = async (roles: Role[]) =>
      (
        await fetch(`${server.url}/en/manage/courses`, { headers: { cookie: (await somebody({ directory }, server.port, roles)).cookie } })
      ).text()
    expect(await list(['owner'])).not.toContain('only they may read')
    expect(await list(['administrator'])).toContain(`href="/en/manage/courses/${IDS.course}"`)
    const read = await list(['auditor'])
    expect(read).toContain(`href="/en/manage/courses/${IDS.course}/records"`)
    expect(read).not.toContain('/manage/courses/new')
  })
  test('an owner who loses the role loses the courses, and gets them back with the role [p:owners-own]', async () => {
    const { id, cookie } = await somebody({ directory }, server.port, ['owner'])
    await own(id)
    const page = async () =>
      (await fetch(`${server.url}/en/manage/courses/${IDS.course}`, { redirect: 'manual', headers: { cookie } })).status
    expect(await page()).toBe(200)
    const { db } = openStore({ directory })
    await db.updateTable('user_role').set({ role: 'author' }).where('user_id', '=', id).execute()
    expect(await page()).toBe(307)
    await db.updateTable('user_role').set({ role: 'owner' }).where('user_id', '=', id).execute()
    expect(await page()).toBe(200)
    await db.destroy()
  })

  test.each<Role>(['owner', 'administrator'])('opens to an %s', async (role) => {
    const { cookie, id } = await somebody({ directory }, server.port, [role])
    if (role === 'owner') await own(id)
    for (const route of mine.filter((r) => r.method === 'GET')) expect((await ask(route, cookie)).status, route.name).toBe(200)
  })

  test('a cohort and an enrolment are only found in their own course', async () => {
    const { cookie } = await somebody({ directory }, server.port, ['owner'])
    const made = await fetch(`${server.url}/en/manage/courses/create`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'from=empty&title=Another',
    })
    const other = /courses\/([^?]+)/.exec(made.headers.get('location')!)![1]!
    for (const route of mine.filter((r) => r.path.includes('[cohort]'))) {
      const reply = await fetch(`${server.url}${addressOf(route, { ...IDS, course: other })}`, {
        method: route.method,
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        ...(route.method === 'POST' && { body: FORM }),
      })
      expect(reply.headers.get('location'), route.name).toBe('/en/gone')
    }
  })
})
