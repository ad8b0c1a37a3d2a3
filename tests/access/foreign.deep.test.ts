import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES } from '@/server/platform/role'
import { ask } from '@/tests/support/live'
import { type TestPerson, somebody } from '@/tests/support/people'
import { type PopulatedServer, PRIVATE, populated } from '@/tests/support/populated'
import { type Route, addressOf, routes } from '@/tests/support/routes'
import { everything } from '@/tests/support/store'

const OWN = /\[(attempt|enrolment|session)\]/
const own = routes.filter(({ path }) => OWN.test(path) && !path.includes('/manage/'))
const FORM = 'seq=0&type=flag&submission=0&confirm=yes&name=Mine&answer=0&locale=en'

let at: PopulatedServer
let other: TestPerson
let admin: TestPerson
beforeAll(async () => {
  at = await populated()
  // Every role except administrator: none of them may open what belongs to another person.
  other = await somebody(
    { directory: at.directory },
    at.server.port,
    ROLES.filter((r) => r !== 'administrator'),
    'Somebody Else',
  )
  await at.store.db.insertInto('course_owner').values({ course_id: at.ids.course!, user_id: other.id, since: 0 }).execute()
  admin = await somebody({ directory: at.directory }, at.server.port, ['administrator'], 'Ad Minister')
})
afterAll(() => at.stop())

const asked = (route: Route, cookie: string) =>
  ask(
    `${at.server.url}${addressOf(route, at.ids)}${route.path.endsWith('stream') || route.path.endsWith('state') ? '?as=facilitator' : ''}`,
    {
      method: route.method,
      cookie,
      ...(route.method !== 'GET' && { body: FORM, type: 'application/x-www-form-urlencoded' }),
    },
  )
/** Rows about the owner and their things, without what any visit changes. */
const rows = async () =>
  (await everything(at.store)).filter(
    ({ table, row }) =>
      !['setting', 'session'].includes(table) &&
      [at.owner.id, at.ids.attempt!, at.ids.enrolment!, at.ids.session!].some((id) => row.includes(id)),
  )

test('there are addresses to try', () => expect(own.length).toBeGreaterThan(25))

test.each(own)(
  '$name is closed to another, and to an administrator: nothing is read, nothing is written [p:own-attempts] [p:every-route]',
  async (route) => {
    const before = await rows()
    for (const cookie of ['', other.cookie, admin.cookie]) {
      const reply = await asked(route, cookie)
      expect([303, 307, 400, 403, 404], `${reply.status}`).toContain(reply.status)
      for (const text of PRIVATE) expect(reply.body).not.toContain(text)
      expect(reply.body).not.toMatch(/"variant"|"facilitator":\{|"events":\[\{/)
    }
    expect(await rows()).toEqual(before)
  },
)

test('and they open for their own person, so the addresses are right', async () => {
  const pages = own.filter(({ page, path }) => page && !/\/live\/\[session\]$|facilitator\/\[token\]/.test(path))
  const statuses = await Promise.all(pages.map(async (route) => `${route.path} ${(await asked(route, at.owner.cookie)).status}`))
  expect(statuses.filter((s) => !s.endsWith(' 200'))).toEqual(['/[locale]/learn/attempts/[attempt] 307'])
})

describe.each(['completion', 'results'] as const)('of a course that shares the %s', (shares) => {
  test('no page or file of its owner tells what somebody flagged or decided, or leads to an attempt [p:owners-no-decisions]', async () => {
    const { db } = at.store
    const { body } = await db.selectFrom('course_version').select('body').where('course_id', '=', at.ids.course!).executeTakeFirstOrThrow()
    await db
      .updateTable('course_version')
      .set({ body: JSON.stringify({ ...(JSON.parse(body) as object), shares }) })
      .where('course_id', '=', at.ids.course!)
      .execute()
    const events = (await db.selectFrom('event').select('body').where('attempt_id', '=', at.ids.attempt!).execute()).map(
      (event) => event.body,
    )
    const chosen = new Set(events.flatMap((event) => event.match(/\bs[0-9a-z]{7}\b/g) ?? []))
    expect(chosen.size).toBeGreaterThan(3)
    const pages = routes.filter(
      ({ method, path }) => method === 'GET' && path.includes('/manage/courses/[course]') && !path.includes('/preview'),
    )
    expect(pages.length).toBeGreaterThan(10)
    for (const route of pages) {
      const { status, body: text } = await ask(`${at.server.url}${addressOf(route, at.ids)}?results=1`, { cookie: other.cookie })
      expect([200, 307], route.name).toContain(status)
      for (const secret of [...chosen, at.ids.attempt!]) expect(text.includes(secret), `${route.name} tells ${secret}`).toBe(false)
    }
    // These texts do appear on the learner's own page.
    const own = (await ask(`${at.server.url}/en/learn/attempts/${at.ids.attempt}/debrief`, { cookie: at.owner.cookie })).body
    expect([...chosen].some((secret) => own.includes(secret)) || own.includes(at.ids.attempt!)).toBe(true)
  })
})
