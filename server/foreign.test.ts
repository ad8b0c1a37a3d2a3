/** What belongs to one person is as good as not there for another: every address that names a thing, with somebody else's ids. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES } from '@/scenarios/engine/role'
import { ask } from '@/tests/support/live'
import { type Somebody, somebody } from '@/tests/support/people'
import { type Populated, PRIVATE, populated } from '@/tests/support/populated'
import { type Route, addressOf, routes } from '@/tests/support/routes'
import { everything } from '@/tests/support/store'

/** Parts that name a learner's or a facilitator's own things. */
const OWN = /\[(attempt|enrolment|session)\]/
const own = routes.filter(({ path }) => OWN.test(path) && !path.includes('/manage/'))
/** Enough for each handler to do something, if it were let. */
const FORM = 'seq=0&type=flag&submission=0&confirm=yes&name=Mine&answer=0&locale=en'

let at: Populated
let other: Somebody
beforeAll(async () => {
  at = await populated()
  // Every role but the administrator's: none of them opens what is another's.
  other = await somebody({ directory: at.directory }, at.server.port, ROLES.filter((r) => r !== 'administrator'), 'Somebody Else')
})
afterAll(() => at.stop())

const asked = (route: Route, cookie: string) => ask(`${at.server.url}${addressOf(route, at.ids)}${route.path.endsWith('stream') || route.path.endsWith('state') ? '?as=host' : ''}`, {
  method: route.method, cookie, ...(route.method !== 'GET' && { body: FORM, type: 'application/x-www-form-urlencoded' }),
})
/** Rows about the owner and their things, without what anybody's visit changes. */
const rows = async () => (await everything(at.store)).filter(({ table, row }) =>
  !['setting', 'session'].includes(table) && [at.owner.id, at.ids.attempt!, at.ids.enrolment!, at.ids.session!].some((id) => row.includes(id)))

test('there are addresses to try', () => expect(own.length).toBeGreaterThan(25))

test.each(own)('$name is closed to another: nothing is read, nothing is written', async (route) => {
  const before = await rows()
  for (const cookie of ['', other.cookie]) {
    const reply = await asked(route, cookie)
    expect([303, 307, 400, 403, 404], `${reply.status}`).toContain(reply.status)
    for (const text of PRIVATE) expect(reply.body).not.toContain(text)
    expect(reply.body).not.toMatch(/"nature"|"host":\{|"events":\[\{/)
  }
  expect(await rows()).toEqual(before)
})

test('and open to whose they are, so that the addresses are right', async () => {
  const pages = own.filter(({ page, path }) => page && !/\/live\/\[session\]$|host\/\[token\]/.test(path))
  const statuses = await Promise.all(pages.map(async (route) => `${route.path} ${(await asked(route, at.owner.cookie)).status}`))
  // A finished attempt is read in its debrief.
  expect(statuses.filter((s) => !s.endsWith(' 200'))).toEqual(['/[locale]/learn/attempts/[attempt] 307'])
})
