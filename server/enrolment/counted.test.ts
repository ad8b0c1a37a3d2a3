import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { dueAt, dueFrom } from '@/scenarios/engine/course/course'
import { EXPIRING, type Facts, STATES, type State, isOverdue, stateOf } from '@/scenarios/engine/course/state'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { newLearner } from '../learning/learners'
import { enrol } from './enrolment'
import { inviteAll } from '../accounts/invitations'
import { INVITED, invitedDueSql, invitedLine, invitedOverdueSql, invitedStateSql, overdueSql, stateSql } from './counted'

const NOW = Date.UTC(2026, 10, 27)
const BEFORE = NOW - 1
const DAY = 24 * 3600_000
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
      const { id, cohort } = await published({ ...exampleCourse, people: 'names' })
      const [made] = await inviteAll([{ email: 'invited@example.org', name: '', roles: [], cohort }], 'mail', null)
      const seen = new Set<string>()
      const published_at = NOW - 20 * DAY
      for (const exempt_at of [null, BEFORE])
        for (const ended_at of [null, BEFORE])
          for (const own of [null, BEFORE, NOW])
            for (const ofCohort of [null, NOW])
              for (const due_days of [null, 10])
                for (const joined_at of [null, published_at - 1, published_at, BEFORE - 10 * DAY])
                  for (const named_at of [null, BEFORE - 10 * DAY]) {
                    const created_at = NOW - DAY
                    const { db } = store()
                    await db
                      .updateTable('invitation')
                      .set({
                        kind: ended_at === null ? 'invite' : 'left',
                        exempt_at,
                        ended_at,
                        due_at: own,
                        named_at,
                        created_at,
                        expires_at: 5,
                      })
                      .where('id', '=', made!.id)
                      .execute()
                    await db.updateTable('cohort').set({ due_at: ofCohort }).where('id', '=', cohort).execute()
                    await db.updateTable('course').set({ due_days, published_at }).where('id', '=', id).execute()
                    await db.updateTable('member').set({ joined_at }).where('address', '=', 'invited@example.org').execute()
                    const { rows } = await sql<{
                      state: State
                      overdue: unknown
                      due: number | string | null
                    }>`select ${invitedStateSql} as state,
                      case when ${invitedOverdueSql(NOW)} then 1 else 0 end as overdue, ${invitedDueSql} as due
                      from ${INVITED} where ${invitedLine}`.execute(db)
                    const dueAtIs = own ?? dueAt({ due_days }, dueFrom(named_at ?? created_at, joined_at, published_at), ofCohort)
                    const nothing = { begunAt: null, completedAt: null, passed: null, renewAt: null }
                    const state = stateOf(
                      { enrolled: false, exemptAt: exempt_at, endedAt: ended_at, dueAt: dueAtIs, ...nothing },
                      { shares: 'results' },
                      NOW,
                    )
                    const told = rows.map((r) => ({
                      state: r.state,
                      overdue: Number(r.overdue) === 1,
                      due: r.due === null ? null : Number(r.due),
                    }))
                    expect(told).toEqual([{ state, overdue: isOverdue(state, dueAtIs, NOW), due: dueAtIs }])
                    seen.add(`${state} ${told[0]!.overdue}`)
                  }
      expect([...seen].sort()).toEqual(['exempt false', 'invited false', 'invited true', 'left false'])
    })
  })
})
