import { beforeAll, describe, expect, test } from 'vitest'
import { scenarioFigures } from '@/scenarios/engine/score/figures'
import { ownDomain } from '@/tests/support/courses'
import { moveTo } from '@/tests/support/line-acts'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { setRoles } from '../accounts/people'
import { eraseLearner } from '../learning/learners'
import { SMALL, courseFigures, publishCourseFigures } from './figures'

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  let seeded: ManyLearners
  const read = async (course: string) => (await courseFigures(course)).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const finished = async (course: string) => scenarioFigures(await courseFigures(course)).reduce((sum, f) => sum + f.finished, 0)
  beforeAll(async () => {
    await ownDomain()
    seeded = await manyLearners(store(), { course: courseOfMany(3), cohorts: [60, 40, 7, 6, 5], complete: 1, seed: 11 })
    expect(await courseFigures(seeded.course)).toEqual([])
    expect(await publishCourseFigures(seeded.course)).toBeGreaterThan(0)
  })

  describe('the figures of a course', () => {
    test('cover each cohort that is a crowd; smaller ones are taken together', async () => {
      const rows = await courseFigures(seeded.course)
      expect([...new Set(rows.map(({ group }) => group))].sort()).toEqual([seeded.cohorts[0]!, seeded.cohorts[1]!, SMALL].sort())
      for (const { judged } of rows) expect(judged.genuine + judged.unsure + judged.approach).toBeGreaterThanOrEqual(8)
    })
    test('count what the rows say, for each cohort, scenario and variant', async () => {
      const counted = await store()
        .db.selectFrom('enrolment as e')
        .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
        .innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
        .selectAll('r')
        .where('e.cohort_id', '=', seeded.cohorts[0]!)
        .where('i.item', '=', 'p1')
        .execute()
      const [hostile, genuine] = (['hostile', 'genuine'] as const).map((variant) => counted.filter((r) => r.variant === variant)) as [
        typeof counted,
        typeof counted,
      ]
      const rows = (await courseFigures(seeded.course)).filter(({ group }) => group === seeded.cohorts[0])
      const figures = scenarioFigures(rows).find(({ scenario }) => scenario === 'P01')!
      const times = hostile.flatMap((r) => r.first_report ?? []).sort((a, b) => a - b)
      expect(times.length).toBeGreaterThan(3)
      expect(figures).toEqual({
        scenario: 'P01',
        finished: counted.length,
        hostile: {
          of: hostile.length,
          recognised: hostile.filter((r) => r.looks === 'approach').length,
          unsure: hostile.filter((r) => r.looks === 'unsure').length,
          reported: times.length,
          halfBy: times[Math.ceil(times.length / 2) - 1],
        },
        genuine: {
          of: genuine.length,
          leftAlone: genuine.filter((r) => r.looks === 'genuine').length,
          unsure: genuine.filter((r) => r.looks === 'unsure').length,
        },
      })
    })
    test('are published once: counting again, and a second process at the same moment, adds nothing', async () => {
      const before = await read(seeded.course)
      expect(await publishCourseFigures(seeded.course)).toBe(0)
      expect(await read(seeded.course)).toEqual(before)
      const twice = await manyLearners(store(), { course: courseOfMany(2), cohorts: [60], complete: 1, seed: 15 })
      await Promise.all([publishCourseFigures(twice.course), publishCourseFigures(twice.course)])
      await publishCourseFigures(twice.course)
      const { counted } = await store()
        .db.selectFrom('attempt_result as r')
        .innerJoin('enrolment_item as i', 'i.attempt_id', 'r.attempt_id')
        .innerJoin('enrolment as e', 'e.id', 'i.enrolment_id')
        .select((e) => e.fn.sum<number | string>('r.counted').as('counted'))
        .where('e.course_id', '=', twice.course)
        .executeTakeFirstOrThrow()
      expect([await finished(twice.course), Number(counted)]).toEqual([120, 120])
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
      expect(await publishCourseFigures(again.course)).toBe(0)
    })
    test('are empty for seven learners, for seventeen proven addresses, and for people who are not proven or have a role [p:groups-of-eight]', async () => {
      const of = async (cohorts: number[], known: 'vouched' | 'proven' | 'unproven', accounts = true) =>
        manyLearners(store(), { course: courseOfMany(1), cohorts, complete: 1, seed: 12, known, accounts })
      const told = async ({ course }: ManyLearners) => {
        await publishCourseFigures(course)
        return finished(course)
      }
      // Variants are drawn at random, but with so many people each has a crowd, or neither has.
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

  test('moving, ending or erasing changes no figure, and nothing in it leads to anybody [p:figures-are-final]', async () => {
    const group = await manyLearners(store(), { course: courseOfMany(2), cohorts: [30, 30], complete: 1, seed: 14 })
    await publishCourseFigures(group.course)
    const before = await read(group.course)
    expect(before.length).toBeGreaterThan(2)
    for (const handle of group.handles.slice(0, 20)) expect(await moveTo(group.course, handle, group.cohorts[1]!)).toBe(true)
    for (const learner of group.learners.slice(10, 25)) await eraseLearner(learner)
    await store().db.updateTable('enrolment').set({ ended_at: 1 }).where('id', 'in', group.enrolments.slice(40)).execute()
    await publishCourseFigures(group.course)
    expect(await read(group.course)).toEqual(before)
    const kept = JSON.stringify(await store().db.selectFrom('published_figure').selectAll().execute())
    for (const id of [...group.learners, ...group.enrolments, ...group.emails]) expect(kept).not.toContain(id)
  })
  test('moving one person out and another in reveals nothing about either (S-03) [p:figures-are-final]', async () => {
    // First the owner's own account is in the group, then the victim takes its place.
    const group = await manyLearners(store(), { course: courseOfMany(1), cohorts: [24, 30], complete: 1, seed: 17 })
    await publishCourseFigures(group.course)
    const before = await read(group.course)
    await moveTo(group.course, group.handles[0]!, group.cohorts[1]!)
    await moveTo(group.course, group.handles[24]!, group.cohorts[0]!)
    await publishCourseFigures(group.course)
    expect(await read(group.course)).toEqual(before)
  })
})
