import { beforeAll, describe, expect, test } from 'vitest'
import { EXPIRING, type Facts, STATES, isOverdue, stateOf } from '@/scenarios/engine/course/state'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { newLearner } from '../learning/learners'
import { enrol } from '../enrolment/enrolment'
import { inviteAll } from '../accounts/invitations'
import { invitedDueSql, invitedOverdueSql, invitedStateSql, overdueSql, stateSql } from './state-sql'

const NOW = Date.UTC(2026, 10, 27)
const BEFORE = NOW - 1
/** Every combination, with days on both sides of each limit. */
const FACTS: Facts[] = [null, BEFORE].flatMap((endedAt) =>
  [null, BEFORE].flatMap((exemptAt) =>
    [null, BEFORE].flatMap((begunAt) =>
      [null, BEFORE].flatMap((completedAt) =>
        [null, true, false].flatMap((passed) =>
          [null, BEFORE, NOW, NOW + 1, NOW + EXPIRING, NOW + EXPIRING + 1].flatMap((renewAt) =>
            [null, BEFORE, NOW].map((dueAt) => ({ enrolled: true, endedAt, exemptAt, begunAt, completedAt, passed, renewAt, dueAt })),
          ),
        ),
      ),
    ),
  ),
)

describe('where somebody stands', () => {
  onEachDatabase((fresh) => {
    const store = holdStore(fresh)
    const ids = { completion: '', results: '' }
    beforeAll(async () => {
      for (const shares of ['completion', 'results'] as const) {
        const { cohort } = await published({ ...exampleCourse, people: 'names', shares })
        const enrolled = await enrol({ learner: (await newLearner()).learner, cohort })
        if (enrolled.ok) ids[shares] = enrolled.id
      }
    })

    test.each(['completion', 'results'] as const)('is the same by the function and by the database, sharing %s', async (shares) => {
      const seen = new Set<string>()
      for (const facts of FACTS) {
        const { endedAt, exemptAt, begunAt, completedAt, passed, renewAt, dueAt } = facts
        await store()
          .db.updateTable('enrolment')
          .set({
            ended_at: endedAt,
            exempt_at: exemptAt,
            begun_at: begunAt,
            completed_at: completedAt,
            passed: passed === null ? null : Number(passed),
            renew_at: renewAt,
            due_at: dueAt,
          })
          .where('id', '=', ids[shares])
          .execute()
        const { state, overdue } = await store()
          .db.selectFrom('enrolment as e')
          .select([stateSql(NOW).as('state'), overdueSql(NOW).as('overdue')])
          .where('e.id', '=', ids[shares])
          .executeTakeFirstOrThrow()
        const expected = stateOf(facts, { shares }, NOW)
        expect({ facts, state, overdue: Boolean(overdue) }).toEqual({ facts, state: expected, overdue: isOverdue(expected, dueAt, NOW) })
        seen.add(state)
      }
      expect([...seen].sort()).toEqual(STATES.filter((s) => s !== 'invited' && (shares === 'results' || s !== 'failed')).toSorted())
    })

    test('is the same by the function and by the database for somebody who has not joined', async () => {
      const { cohort } = await published({ ...exampleCourse, people: 'names' })
      const [made] = await inviteAll([{ email: 'invited@example.org', name: '', roles: [], cohort }], 'mail', null)
      const seen = new Set<string>()
      for (const exemptAt of [null, BEFORE])
        for (const own of [null, BEFORE, NOW])
          for (const ofCohort of [null, BEFORE, NOW]) {
            await store().db.updateTable('invitation').set({ exempt_at: exemptAt, due_at: own }).where('id', '=', made!.id).execute()
            await store().db.updateTable('cohort').set({ due_at: ofCohort }).where('id', '=', cohort).execute()
            const row = await store()
              .db.selectFrom('invitation as i')
              .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
              .select([invitedStateSql().as('state'), invitedOverdueSql(NOW).as('overdue'), invitedDueSql().as('due')])
              .where('i.id', '=', made!.id)
              .executeTakeFirstOrThrow()
            const dueAt = own ?? ofCohort
            const nothing = { endedAt: null, begunAt: null, completedAt: null, passed: null, renewAt: null }
            const state = stateOf({ enrolled: false, exemptAt, dueAt, ...nothing }, { shares: 'results' }, NOW)
            const told = { state: row.state, overdue: Boolean(row.overdue), due: row.due === null ? null : Number(row.due) }
            expect(told).toEqual({ state, overdue: isOverdue(state, dueAt, NOW), due: dueAt })
            seen.add(`${state} ${told.overdue}`)
          }
      expect([...seen].sort()).toEqual(['exempt false', 'invited false', 'invited true'])
    })
  })
})
