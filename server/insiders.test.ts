/**
 * Insiders against what is somebody else's: each role asks for objects that are there, and are another person's. The matrix of
 * authorisation.test.ts says who may ask at all; this one what they get.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '@/scenarios/engine/role'
import { PRIVATE, type Populated, populated } from '@/tests/support/populated'
import { somebody } from '@/tests/support/people'
import { Visitor } from '@/tests/support/visitor'

const ACTORS = ['learner', 'facilitator', 'author', 'owner', 'administrator'] as const satisfies readonly Role[]
/** What another person's object answers: it is shown, it is as if it were not there, or the role opens nothing of the kind. */
type Gets = 'shown' | 'gone' | 'refused'
type Row = Record<(typeof ACTORS)[number], Gets>
const nobody: Row = { learner: 'gone', facilitator: 'gone', author: 'gone', owner: 'gone', administrator: 'gone' }
const only = (others: Gets, shown: Partial<Row>): Row => ({ learner: others, facilitator: others, author: others, owner: others, administrator: others, ...shown })

/** `{attempt}` and the like are of one person with every role, whom each actor is not. */
const TABLE: Record<string, Row> = {
  // What a learner did is the learner's alone, whoever asks.
  '/en/learn/attempts/{attempt}': nobody,
  '/en/learn/attempts/{attempt}/debrief': nobody,
  '/en/courses/{enrolment}': nobody,
  '/en/courses/{enrolment}/items/{item}': nobody,
  '/en/courses/{enrolment}/certificate': nobody,
  '/en/courses/{enrolment}/certificate/badge': nobody,
  // A session for groups is that of whoever opened it.
  '/en/live/{session}/cockpit': nobody,
  '/en/live/{session}/run-sheet': nobody,
  '/en/live/{session}/report': nobody,
  '/en/live/{session}/report/csv': nobody,
  '/en/live/{session}/report/json': nobody,
  // Courses are those of all owners together: an owner sees another's. Administrators build courses, and see no records.
  '/en/manage/courses/{course}': only('refused', { owner: 'shown', administrator: 'shown' }),
  '/en/manage/courses/{course}/people/{cohort}': only('refused', { owner: 'shown', administrator: 'shown' }),
  '/en/manage/courses/{course}/records': only('refused', { owner: 'shown' }),
  '/en/manage/courses/{course}/records/csv': only('refused', { owner: 'shown' }),
  '/en/manage/courses/{course}/records/xlsx': only('refused', { owner: 'shown' }),
  '/en/manage/courses/{course}/analytics': only('refused', { owner: 'shown' }),
  // Accounts are administrators' business, what is learned with them is not.
  '/en/manage/people/{user}': only('refused', { administrator: 'shown' }),
}

describe('what insiders get of what is another person’s', () => {
  let all: Populated
  const actors = new Map<string, Visitor>()
  beforeAll(async () => {
    all = await populated()
    for (const role of ACTORS) actors.set(role, new Visitor(all.server.url, (await somebody({ directory: all.directory }, all.server.port, [role])).cookie))
  })
  afterAll(() => all?.stop())
  const at = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => all.ids[name]!)

  test.each(Object.entries(TABLE))('%s [p:insiders-matrix]', async (path, row) => {
    // It is there: its own person is shown it.
    expect((await new Visitor(all.server.url, all.owner.cookie).get(at(path))).status).toBe(path.endsWith('/attempts/{attempt}') ? 307 : 200)
    for (const role of ACTORS) {
      const { status, location, body } = await actors.get(role)!.get(at(path))
      const got: Gets = status === 200 ? 'shown' : location === '/en/no-access' || status === 403 ? 'refused' : 'gone'
      expect(got, `${role}: ${status} ${location}`).toBe(row[role])
      if (got !== 'shown') for (const text of PRIVATE) expect(body).not.toContain(text)
    }
  })

  test('an export holds what is its own person’s alone, whatever the role [p:insiders-matrix]', async () => {
    for (const role of ACTORS) {
      const { body } = await actors.get(role)!.get('/en/learn/data/export')
      for (const text of [...PRIVATE, all.ids.attempt!, all.ids.enrolment!, all.ids.session!, all.owner.email]) expect(body, role).not.toContain(text)
    }
  })

  test('nothing that insiders post changes what is another’s [p:insiders-matrix]', async () => {
    const { attempt, enrolment, session } = all.ids
    const before = await Promise.all((['attempt', 'event', 'enrolment', 'enrolment_item', 'certificate', 'room'] as const).map((t) => all.store.db.selectFrom(t as 'attempt').selectAll().execute()))
    for (const role of ACTORS) {
      const browser = actors.get(role)!
      for (const path of [`/en/learn/attempts/${attempt}/events`, `/en/courses/${enrolment}/renew`, `/en/courses/${enrolment}/certificate/name`, `/en/courses/${enrolment}/certificate/withdraw`, `/en/live/${session}/delete`, `/en/live/${session}/host`]) {
        const { status, location } = await browser.post(path, { name: 'Mine now' })
        expect([303, 307, 403, 404].includes(status), `${role} ${path}: ${status}`).toBe(true)
        expect(location, `${role} ${path}`).not.toContain(`/host/`)
      }
    }
    expect(await Promise.all((['attempt', 'event', 'enrolment', 'enrolment_item', 'certificate', 'room'] as const).map((t) => all.store.db.selectFrom(t as 'attempt').selectAll().execute()))).toEqual(before)
  })
})
