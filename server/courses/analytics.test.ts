/** Analytics from rows, on both databases: they agree with counting by hand, never cover fewer than a crowd, and are written once. */
import { beforeAll, describe, expect, test } from 'vitest'
import { legendOf, unpackMarks } from '@/scenarios/engine/score/marks'
import { ownDomain } from '@/tests/support/courses'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { setRoles } from '../accounts/people'
import { eraseLearner } from '../learning/learners'
import { libraryIn, presentOf } from '../library/library'
import { courseAnalytics, keepAnalytics, scenarioStatistics } from './analytics'
import { analyticsView } from './analytics-view'
import { SMALL } from './analytics-rows'
import { releaseCourse } from './figure-release'
import { versionOf } from './version'
import { moveTo } from '@/tests/support/line-acts'

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  let seeded: ManyLearners
  /** What a course's owner reads, as text: figures of every group, and the statistics. */
  const read = async (course: string) => {
    const { all, groups } = await courseAnalytics(course)
    return JSON.stringify([all, [...groups].sort(), [...(await scenarioStatistics())].sort()])
  }
  beforeAll(async () => {
    await ownDomain()
    seeded = await manyLearners(store(), { course: courseOfMany(3), cohorts: [60, 40, 7, 6, 5], complete: 1, seed: 11 })
    expect(await courseAnalytics(seeded.course)).toEqual({ all: null, groups: new Map() })
    expect(await releaseCourse(seeded.course)).toBe(true)
  })

  describe('the analytics of a course', () => {
    test('cover each cohort that is a crowd; smaller ones are taken together', async () => {
      const { groups, all } = await courseAnalytics(seeded.course)
      expect([...groups.keys()].sort()).toEqual([seeded.cohorts[0]!, seeded.cohorts[1]!, SMALL].sort())
      expect(all!.figures.attempts).toBe([...groups.values()].reduce((sum, g) => sum + g.figures.attempts, 0))
      for (const { cells } of [all!, ...groups.values()])
        for (const cell of cells) {
          const sizes = [cell.n, ...cell.seen, ...cell.chosen.map((c) => c.reduce((a, b) => a + b, 0))]
          expect(sizes.filter((n) => n > 0 && n < 8)).toEqual([])
        }
    })
    test('count what the rows say, for each cohort, item and version', async () => {
      const { groups } = await courseAnalytics(seeded.course)
      const { structure } = (await libraryIn('en')).scenario('P01', 'hostile')!.identity
      const version = versionOf({ structure, nature: 'hostile' })
      const counted = await store()
        .db.selectFrom('enrolment as e')
        .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
        .innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
        .selectAll('r')
        .where('e.cohort_id', '=', seeded.cohorts[0]!)
        .where('i.item', '=', 'p1')
        .where('r.structure', '=', structure)
        .where('r.nature', '=', 'hostile')
        .execute()
      const cell = groups.get(seeded.cohorts[0]!)!.cells.find((c) => c.item === 'p1' && c.version === version)!
      expect(cell.n).toBe(counted.length)
      expect(counted.length).toBeGreaterThanOrEqual(16)
      expect(cell.quality).toBeCloseTo(
        counted.reduce((sum, r) => sum + r.quality, 0),
        9,
      )
      expect([cell.right, cell.judged]).toEqual([
        counted.filter((r) => r.looks === 'approach').length,
        counted.filter((r) => r.looks !== 'unsure').length,
      ])
      expect(cell.approached).toBe(counted.filter((r) => r.chances > 0).length)
      expect(cell.firstTold).toEqual(cell.firstTold.map((_, i) => counted.filter((r) => r.first_told === i + 1).length))
      expect(cell.firstTold.some((n) => n > 0)).toBe(true)
      const { key } = await presentOf({ structure, nature: 'hostile' })
      const legend = legendOf(key)
      const seen = counted.map((r) => unpackMarks(legend, r.marks).seen)
      legend.segments.forEach((id, i) => {
        const n = seen.filter((s) => s[id] !== undefined).length
        expect([id, cell.seen[i], cell.flagged[i]]).toEqual(n >= 8 ? [id, n, seen.filter((s) => s[id] === 1).length] : [id, 0, 0])
      })
    })
    test('are added up once after each release, and nobody who reads them waits for that again', async () => {
      const first = await courseAnalytics(seeded.course)
      expect(await courseAnalytics(seeded.course)).toBe(first)
      await store()
        .db.updateTable('course')
        .set((e) => ({ releases: e('releases', '+', 1) }))
        .where('id', '=', seeded.course)
        .execute()
      await keepAnalytics()
      const again = await courseAnalytics(seeded.course)
      expect(again).not.toBe(first)
      expect(again).toEqual(first)
    })
    test('are written once: counting again, and a second process at the same moment, adds nothing', async () => {
      const before = await read(seeded.course)
      expect(await releaseCourse(seeded.course)).toBe(false)
      expect(await read(seeded.course)).toBe(before)
      const twice = await manyLearners(store(), { course: courseOfMany(2), cohorts: [30], complete: 1, seed: 15 })
      await Promise.all([releaseCourse(twice.course), releaseCourse(twice.course)])
      await releaseCourse(twice.course)
      const { all } = await courseAnalytics(twice.course)
      const attempts = await store()
        .db.selectFrom('attempt_result as r')
        .innerJoin('enrolment_item as i', 'i.attempt_id', 'r.attempt_id')
        .innerJoin('enrolment as e', 'e.id', 'i.enrolment_id')
        .select('r.counted')
        .where('e.course_id', '=', twice.course)
        .where('r.counted', 'like', '1%')
        .execute()
      expect(all!.figures.attempts).toBe(attempts.length)
    })
    test('leave out repeats and practice', async () => {
      const again = await manyLearners(store(), { course: courseOfMany(1), cohorts: [30], complete: 1, seed: 16 })
      const own = store()
        .db.selectFrom('enrolment_item')
        .select('attempt_id')
        .where('enrolment_id', 'in', again.enrolments)
        .where('attempt_id', 'is not', null)
        .$castTo<{ attempt_id: string }>()
      await store().db.updateTable('attempt_result').set({ first: 0 }).where('attempt_id', 'in', own).execute()
      expect(await releaseCourse(again.course)).toBe(false)
    })
    test('show texts: quotes from the scenario, and options whose shares add up to one', async () => {
      const { all } = await courseAnalytics(seeded.course)
      const view = await analyticsView(all!.cells, 'en')
      expect(view.missed.length).toBeGreaterThan(5)
      expect(view.missed.map((d) => d.share)).toEqual(view.missed.map((d) => d.share).sort((a, b) => b - a))
      for (const { quote, seen } of [...view.missed, ...view.flagged]) {
        expect(quote.length).toBeGreaterThan(0)
        expect(quote).not.toMatch(/\{\w+\}/)
        expect(seen).toBeGreaterThanOrEqual(8)
      }
      for (const { decisions } of view.scenarios)
        for (const { of, options } of decisions) {
          expect(of).toBeGreaterThanOrEqual(8)
          expect(options.reduce((sum, o) => sum + o.share, 0)).toBeCloseTo(1, 9)
        }
    })
    test('hold nothing that leads to a learner', async () => {
      const { all, groups } = await courseAnalytics(seeded.course)
      const told = JSON.stringify([all, ...groups.values(), [...(await scenarioStatistics()).values()]])
      for (const id of [...seeded.learners, ...seeded.enrolments, ...seeded.emails]) expect(told).not.toContain(id)
    })
    test('are empty for seven learners, for seventeen proven addresses, and for people who are not proven or have a role [p:groups-of-eight] [p:figures-of-the-proven]', async () => {
      const of = async (cohorts: number[], known: 'vouched' | 'proven' | 'unproven', accounts = true) =>
        manyLearners(store(), { course: courseOfMany(1), cohorts, complete: 1, seed: 12, known, accounts })
      const told = async ({ course }: ManyLearners) => {
        await releaseCourse(course)
        return (await courseAnalytics(course)).all?.figures.attempts ?? 0
      }
      // Natures are drawn at random: with so many people each has a crowd, or neither has.
      expect(await told(await of([7], 'vouched'))).toBe(0)
      expect(await told(await of([17], 'proven'))).toBe(0)
      expect(await told(await of([60], 'proven'))).toBe(60)
      expect(await told(await of([60], 'unproven'))).toBe(0)
      const elsewhere = await of([60], 'proven')
      await store()
        .db.updateTable('user')
        .set((e) => ({ email: e.fn<string>('replace', ['email', e.val('@example.org'), e.val('@evil.example')]) }))
        .where('email', 'in', elsewhere.emails)
        .execute()
      expect(await told(elsewhere)).toBe(0)
      expect(await told(await of([60], 'vouched', false))).toBe(0)
      const owners = await of([60], 'vouched')
      const users = await store().db.selectFrom('learner').select('user_id').where('id', 'in', owners.learners).execute()
      await setRoles(users[0]!.user_id!, ['administrator', 'owner'])
      for (const { user_id } of users.slice(1, 56))
        await store().db.insertInto('user_role').values({ user_id: user_id!, role: 'owner' }).execute()
      expect(await told(owners)).toBe(0)
    })
  })

  test('item statistics cover the same attempts as the analytics of all courses', async () => {
    const other = await manyLearners(store(), { course: courseOfMany(3), cohorts: [30], complete: 1, seed: 13 })
    await releaseCourse(other.course)
    const statistics = await scenarioStatistics()
    const courses = (await store().db.selectFrom('release').select('course_id').distinct().execute()).map((r) => r.course_id)
    const cells = (await Promise.all(courses.map(async (course) => (await courseAnalytics(course)).all?.cells ?? []))).flat()
    for (const { version, n, quality } of statistics.values()) {
      const own = cells.filter((c) => c.version === version)
      expect(n).toBe(own.reduce((sum, c) => sum + c.n, 0))
      expect(quality * n).toBeCloseTo(
        own.reduce((sum, c) => sum + c.quality, 0),
        6,
      )
    }
    // The seed makes able people better everywhere.
    for (const { qualityRest } of statistics.values()) expect(qualityRest!.r).toBeGreaterThan(0.4)
  })

  test('moving, ending or erasing changes no figure, and nothing in it leads to people who are gone [p:figures-are-final]', async () => {
    const group = await manyLearners(store(), { course: courseOfMany(2), cohorts: [30, 30], complete: 1, seed: 14 })
    await releaseCourse(group.course)
    const before = await read(group.course)
    for (const handle of group.handles.slice(0, 20)) expect(await moveTo(group.course, handle, group.cohorts[1]!)).toBe(true)
    for (const learner of group.learners.slice(10, 25)) await eraseLearner(learner)
    await store().db.updateTable('enrolment').set({ ended_at: 1 }).where('id', 'in', group.enrolments.slice(40)).execute()
    await releaseCourse(group.course)
    expect(await read(group.course)).toBe(before)
    const kept = JSON.stringify(await store().db.selectFrom('release').selectAll().execute())
    for (const id of [...group.learners, ...group.enrolments, ...group.emails]) expect(kept).not.toContain(id)
  })
  test('moving one person out and another in reveals nothing about either (S-03) [p:figures-are-final]', async () => {
    // The first is the owner's own account; then the victim takes its place.
    const group = await manyLearners(store(), { course: courseOfMany(1), cohorts: [24, 30], complete: 1, seed: 17 })
    await releaseCourse(group.course)
    const before = await read(group.course)
    await moveTo(group.course, group.handles[0]!, group.cohorts[1]!)
    await moveTo(group.course, group.handles[24]!, group.cohorts[0]!)
    await releaseCourse(group.course)
    expect(await read(group.course)).toBe(before)
  })
})
