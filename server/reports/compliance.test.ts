import { beforeAll, describe, expect, test } from 'vitest'
import { RecordFilter, validShare } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { database } from '../database'
import { countInNoCourse, listKnown } from '../accounts/people-search'
import { complianceRows, countStanding, endStanding, presentCompliance, readCompliance, readOutside } from './compliance'
import { eachLine, courseRecordOf } from '../records/records'

const DAY = 24 * 3600_000
const NOW = Date.UTC(2026, 5, 15, 12)

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  let [one, two, coded] = ['', '', '']
  beforeAll(async () => {
    const many = await manyLearners(store(), {
      course: courseOfMany(1, { title: 'One', renew_months: 12 }),
      cohorts: [12],
      seed: 1,
      dueAt: NOW - DAY,
    })
    one = many.course
    two = (await manyLearners(store(), { course: courseOfMany(1, { title: 'Two' }), cohorts: [5], complete: 0, seed: 2 })).course
    coded = (await manyLearners(store(), { course: courseOfMany(1, { people: 'codes' }), cohorts: [9], seed: 3 })).course
    const rows = await database().selectFrom('enrolment').select(['id', 'learner_id']).where('course_id', '=', one).orderBy('id').execute()
    for (const [i, { id, learner_id }] of rows.entries()) {
      const learner = await database()
        .selectFrom('learner')
        .innerJoin('user', 'user.id', 'learner.user_id')
        .select(['user.id', 'user.email', 'user.name'])
        .where('learner.id', '=', learner_id)
        .executeTakeFirstOrThrow()
      const member = await database().selectFrom('member').select('id').where('user_id', '=', learner.id).executeTakeFirst()
      const [unit, site] = [['Harbour', 'Customs', ''][i % 3]!, i % 2 ? 'Vilnius' : 'Kaunas']
      const known = member?.id ?? `member-${i}`
      if (member) await database().updateTable('member').set({ unit, site }).where('id', '=', known).execute()
      else
        await database()
          .insertInto('member')
          .values({
            id: known,
            user_id: learner.id,
            address: learner.email,
            name: learner.name,
            words: learner.email,
            unit,
            site,
            created_at: 0,
          })
          .execute()
      await database()
        .updateTable('enrolment')
        .set({
          member_id: known,
          ...(i === 0 && { ended_at: NOW - DAY }),
          ...(i === 1 && { exempt_at: NOW - DAY }),
          ...(i === 2 && { completed_at: NOW - 400 * DAY, renew_at: NOW - DAY }),
          ...(i === 3 && { completed_at: NOW - 350 * DAY, renew_at: NOW + DAY }),
        })
        .where('id', '=', id)
        .execute()
    }
    await countStanding(NOW)
  })

  test('what was counted is what a plain recount of the records gives, for each course, unit and state', async () => {
    for (const course of [one, two]) {
      const recorded = await courseRecordOf(course, NOW)
      const plain = new Map<string, number>()
      for (const state of [undefined, 'left'])
        await eachLine(recorded, RecordFilter.parse({ state }), async (lines) => {
          for (const { unit, state: s } of lines) plain.set(`${unit} ${s}`, (plain.get(`${unit} ${s}`) ?? 0) + 1)
        })
      const counted = new Map<string, number>()
      for (const { unit, state, people } of await complianceRows(null, course))
        counted.set(`${unit} ${state}`, (counted.get(`${unit} ${state}`) ?? 0) + people)
      expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(plain))
    }
    const { all, units, sites, courses } = await readCompliance(null)
    for (const part of [units, sites, courses])
      for (const state of STATES) expect([...part.values()].reduce((sum, own) => sum + own.states[state], 0)).toBe(all.states[state])
    for (const state of ['left', 'exempt', 'expired', 'expiring'] as const) expect(all.states[state], state).toBeGreaterThan(0)
    expect(validShare(all)).toBeLessThan(1)
  })

  test('people shown by code are in no figure by unit or site [p:counts]', async () => {
    expect((await complianceRows(null)).some(({ course }) => course === coded)).toBe(false)
  })

  test('somebody sees the figures of the courses they may read, and no sum in which others are [p:owners-own]', async () => {
    const own = await readCompliance(new Set([two]))
    expect([...own.courses.keys()]).toEqual([two])
    expect(own.all.people).toBe(5)
    expect(await readCompliance(new Set(), one)).toMatchObject({ at: null, all: { people: 0 } })
    expect(await complianceRows(new Set([two]), one)).toEqual([])
  })

  describe('somebody who opens the page', () => {
    const FRESH = 5 * 60_000
    const forget = () => database().deleteFrom('standing_month').execute()
    const at = async (now: number, courses: Set<string> | null = null) => (await presentCompliance(courses, '', now)).at
    test('before the job has found anybody has them counted, all at once, and not again for five minutes', async () => {
      await forget()
      const [first, ...others] = await Promise.all([at(NOW), at(NOW + 1), at(NOW + 2)])
      expect([NOW, NOW + 1, NOW + 2]).toContain(first)
      for (const other of others) expect(other).toBe(first)
      expect(await at(NOW + 5)).toBe(first)
      await forget()
      expect(await at(NOW + FRESH - 1)).toBeNull()
      expect(await at(NOW + FRESH + 2)).toBe(NOW + FRESH + 2)
    })
    test('has figures counted again that are older than five minutes, and the table says of when they are', async () => {
      await countStanding(NOW + 2 * FRESH)
      expect(await at(NOW + 3 * FRESH - 1)).toBe(NOW + 2 * FRESH)
      expect(await at(NOW + 3 * FRESH)).toBe(NOW + 3 * FRESH)
      expect(new Set((await complianceRows(null)).map((row) => row.at))).toEqual(new Set([NOW + 3 * FRESH]))
    })
    test('nothing is counted for somebody whose courses are empty', async () => {
      await forget()
      expect(await at(NOW + 60 * FRESH, new Set())).toBeNull()
      expect(await at(NOW + 60 * FRESH, new Set([two]))).toBe(NOW + 60 * FRESH)
      await countStanding(NOW)
    })
  })

  test('people in no course are counted and can be listed; of a course by codes nothing tells who is in it', async () => {
    const before = await readOutside()
    const known = (id: string, more = {}) =>
      database()
        .insertInto('member')
        .values({ id, address: `${id}@example.org`, name: id, words: id, created_at: 0, ...more })
        .execute()
    for (const id of ['idle', 'gone', 'asked', 'veiled']) await known(id, id === 'gone' ? { state: 'left', left_at: 0 } : {})
    const cohortIn = async (course: string) =>
      (await database().selectFrom('cohort').select('id').where('course_id', '=', course).executeTakeFirstOrThrow()).id
    for (const [name, course] of [
      ['asked', two],
      ['veiled', coded],
    ] as const)
      await database()
        .insertInto('invitation')
        .values({
          id: `i-${name}`,
          kind: 'invite',
          email: `${name}@example.org`,
          name,
          user_id: null,
          roles: '[]',
          cohort_id: await cohortIn(course),
          created_at: 0,
          expires_at: NOW + DAY,
        })
        .execute()
    await countStanding(NOW)
    expect(await readOutside()).toBe(before! + 2)
    const found = await listKnown({ search: '', standing: 'no-course', page: 1 })
    expect(found.total).toBe(await countInNoCourse())
    const ids = found.people.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['idle', 'veiled']))
    for (const id of ['gone', 'asked']) expect(ids).not.toContain(id)
    await database().deleteFrom('invitation').execute()
    await database().deleteFrom('member').where('id', 'in', ['idle', 'gone', 'asked', 'veiled']).execute()
    await countStanding(NOW)
  })

  test('a past month stays as it was counted last, and the present one is counted again', async () => {
    await database().updateTable('enrolment').set({ ended_at: NOW }).where('course_id', '=', two).execute()
    await countStanding(NOW + DAY)
    expect((await readCompliance(null, two)).all).toMatchObject({ people: 0, states: { left: 5 } })
    await database().updateTable('enrolment').set({ ended_at: null }).where('course_id', '=', two).execute()
    await countStanding(NOW + 31 * DAY)
    const { months } = await readCompliance(null, two)
    expect([...months].map(([month, { people }]) => [month, people])).toEqual([
      ['2026-06', 0],
      ['2026-07', 5],
    ])
    expect(await endStanding(NOW + 31 * DAY)).toBeGreaterThan(0)
    expect([...(await readCompliance(null)).months.keys()]).toEqual(['2026-07'])
  })
})
