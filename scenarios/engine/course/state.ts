/** The state of a person in a course. `server/enrolment/counted.ts` has the same in SQL. */
import type { Course } from './course'

export const STATES = ['invited', 'not-started', 'in-progress', 'complete', 'expiring', 'expired', 'failed', 'exempt', 'left'] as const
export type State = (typeof STATES)[number]

const DAY = 24 * 3600_000
export const EXPIRING = 30 * DAY

/** What a state follows from; times in milliseconds since 1970. */
export interface Facts {
  enrolled: boolean
  endedAt: number | null
  exemptAt: number | null
  begunAt: number | null
  completedAt: number | null
  passed: boolean | null
  renewAt: number | null
  dueAt: number | null
}

export function stateOf(facts: Facts, { shares }: Pick<Course, 'shares'>, now: number): State {
  if (facts.endedAt !== null) return 'left'
  if (!facts.enrolled) return facts.exemptAt === null ? 'invited' : 'exempt'
  if (facts.exemptAt !== null) return 'exempt'
  if (facts.completedAt === null) return facts.begunAt === null ? 'not-started' : 'in-progress'
  if (facts.passed === false && shares === 'results') return 'failed'
  if (facts.renewAt === null || facts.renewAt > now + EXPIRING) return 'complete'
  return facts.renewAt > now ? 'expiring' : 'expired'
}

export const OPEN_STATES = ['invited', 'not-started', 'in-progress'] as const satisfies readonly State[]
export const isOverdue = (state: State, dueAt: number | null, now: number): boolean =>
  dueAt !== null && dueAt < now && OPEN_STATES.some((open) => open === state)
