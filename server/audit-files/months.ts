import 'server-only'
import { monthOf } from '@/scenarios/engine/course/records'
import { type Facts, stateOf } from '@/scenarios/engine/course/state'
import { database } from '../database'
import type { CourseRecord } from '../records/records'
import type { Period } from './extensions'

/** Of people shown by name. Erased records are in no month. */
export interface MonthCounts {
  month: string
  enrolled: number
  /** As the states of the record have it: people who failed are counted apart, if the course shares results. */
  completed: number
  failed: number
  /** The state of these people became “expired”. */
  renewalDue: number
  ended: number
}

/** @param left when the people who are listed as left did so, also those who were only invited */
export async function monthsOf(
  course: string,
  { scope, versions }: Pick<CourseRecord, 'scope' | 'versions'>,
  left: readonly number[],
  { from, until }: Period,
): Promise<MonthCounts[]> {
  const months = new Map<string, MonthCounts>()
  const count = (what: Exclude<keyof MonthCounts, 'month'>, at: number) => {
    if (at < from || at >= until || at > scope.now) return
    const month = monthOf(at)
    const counts = months.get(month) ?? { month, enrolled: 0, completed: 0, failed: 0, renewalDue: 0, ended: 0 }
    counts[what]++
    months.set(month, counts)
  }
  for (const at of left) count('ended', at)
  for (const { version, enrolledAt, againAt, ...facts } of await attemptsOf(course, scope.named)) {
    const stateAt = (at: number, own: Facts) => stateOf(own, versions.get(version)!, at)
    count('enrolled', enrolledAt)
    const { completedAt, renewAt, endedAt, exemptAt } = facts
    if (completedAt === null) continue
    const failed = stateAt(completedAt, { ...facts, endedAt: null, exemptAt: null }) === 'failed'
    count(failed ? 'failed' : 'completed', completedAt)
    // People who take the course again before that day have a new line by then.
    if (renewAt === null || (againAt !== null && againAt <= renewAt)) continue
    const then = { ...facts, endedAt: by(renewAt, endedAt), exemptAt: by(renewAt, exemptAt) }
    if (stateAt(renewAt, then) === 'expired') count('renewalDue', renewAt)
  }
  return [...months.values()].sort((a, b) => a.month.localeCompare(b.month))
}

const by = (day: number, at: number | null): number | null => (at !== null && at <= day ? at : null)

interface Attempt extends Facts {
  version: number
  enrolledAt: number
  /** When the same learner took the course again. */
  againAt: number | null
}
/** All, also those that a newer one has replaced in the record. */
async function attemptsOf(course: string, named: readonly number[]): Promise<Attempt[]> {
  const rows = await database()
    .selectFrom('enrolment as e')
    .select(['version', 'enrolled_at', 'begun_at', 'completed_at', 'passed', 'renew_at', 'due_at', 'exempt_at', 'ended_at'])
    .select((e) =>
      e
        .selectFrom('enrolment as n')
        .select((n) => n.fn.min('n.enrolled_at').as('at'))
        .whereRef('n.learner_id', '=', 'e.learner_id')
        .whereRef('n.course_id', '=', 'e.course_id')
        .whereRef('n.enrolled_at', '>', 'e.enrolled_at')
        .as('again_at'),
    )
    .where('course_id', '=', course)
    .where('version', 'in', named.length > 0 ? named : [-1])
    .execute()
  return rows.map((row) => ({
    version: row.version,
    enrolledAt: row.enrolled_at,
    againAt: row.again_at === null ? null : Number(row.again_at),
    enrolled: true,
    begunAt: row.begun_at,
    completedAt: row.completed_at,
    passed: row.passed === null ? null : row.passed === 1,
    renewAt: row.renew_at,
    dueAt: row.due_at,
    exemptAt: row.exempt_at,
    endedAt: row.ended_at,
  }))
}
