/** The record of a course: one line with a state for each person, and totals. Never a score. */
import { z } from 'zod'
import type { Turn } from './items'
import { STATES, type State } from './state'

export interface RecordRow {
  /** The line's name in pages and forms: `e-` and a handle, or `i-` and an invitation. */
  key: string
  enrolment: string | null
  /** The name or its substitute; the code if the course shows only codes. */
  who: string
  /** Null if the course shows only codes, and for a learner without an account. */
  email: string | null
  unit: string
  site: string
  /** The directory's id of the person, for example their personnel number. */
  number: string
  /** Their manager's address, from the directory or single sign-on. */
  manager: string
  code: string
  /** Whether dates show only the day, and nobody is named. */
  coded: boolean
  cohort: string
  version: number | null
  /** Which parts they do: those of the first time, or of a renewal. */
  turn: Turn
  state: State
  overdue: boolean
  /** Null unless the state is exempt, and of codes. */
  exempted: Exemption | null
  since: number
  dueAt: number | null
  /**
   * Also null if the course shows only codes: a colleague's remark that they finished today would reveal their code. So would the two
   * days that follow from it.
   */
  completedAt: number | null
  renewAt: number | null
  endedAt: number | null
  /** When the invitation or the letter about the enrolment went out, and the last reminder; null if none did. */
  invitedAt: number | null
  remindedAt: number | null
  /** The mail server's answer if the invitation could not be mailed, empty if it gave none; otherwise null. */
  notMailed: string | null
}

export interface Exemption {
  reason: string
  at: number
  /** A name; empty once the account is gone. */
  by: string
}

export const idIn = (key: RecordRow['key']): string => key.slice('e-'.length)

export const SORTS = ['name', 'state', 'due', 'completed'] as const
export const PAGE_ROWS = 100

/** The query of a URL. Values that cannot be read are ignored. */
export const RecordFilter = z.object({
  cohort: z.string().max(40).optional().catch(undefined),
  state: z
    .enum([...STATES, 'overdue'])
    .optional()
    .catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  unit: z.string().max(200).optional().catch(undefined),
  site: z.string().max(200).optional().catch(undefined),
  sort: z.enum(SORTS).catch('name'),
  order: z.enum(['up', 'down']).catch('up'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  results: z.literal('1').optional().catch(undefined),
})
export type RecordFilter = z.infer<typeof RecordFilter>
/** What decides which lines a filter shows. */
export const WHICH = ['cohort', 'state', 'q', 'unit', 'site'] as const satisfies readonly (keyof RecordFilter)[]

const ASCII = /^[\0-\x7f]*$/
export const fold = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** The month of a moment, in UTC: `2026-11`. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

export interface CohortTotals {
  cohort: string
  /** Everybody except those who left. */
  people: number
  states: Record<State, number>
  overdue: number
}
export const noTotals = (cohort: string): CohortTotals => ({
  cohort,
  people: 0,
  overdue: 0,
  states: Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>,
})

export const ALWAYS_SHOWN: readonly State[] = ['not-started', 'in-progress', 'complete']

export interface StateCount {
  cohort: string
  state: State
  overdue: boolean
  count: number
}
export function totalsOf(counts: readonly StateCount[]): Map<string, CohortTotals> {
  const totals = new Map<string, CohortTotals>()
  for (const { cohort, state, overdue, count } of counts) {
    const own = totals.get(cohort) ?? noTotals(cohort)
    totals.set(cohort, own)
    own.states[state] += count
    if (state !== 'left') own.people += count
    if (overdue) own.overdue += count
  }
  return totals
}

export const sumOf = (totals: Iterable<CohortTotals>, cohort = ''): CohortTotals =>
  [...totals].reduce(
    (all, { people, states, overdue }) => ({
      cohort,
      people: all.people + people,
      overdue: all.overdue + overdue,
      states: Object.fromEntries(STATES.map((s) => [s, all.states[s] + states[s]])) as Record<State, number>,
    }),
    noTotals(cohort),
  )

export const shownBy = ({ people, states, overdue }: CohortTotals, state: RecordFilter['state']): number =>
  state === undefined ? people : state === 'overdue' ? overdue : states[state]

/** A share in whole percent. Less than one is never said to be nobody or one percent, nor more than 99 to be everybody. */
export type Percent = number | 'under-1' | 'over-99'
export const percentOf = (share: number, whole = Math.round(share * 100)): Percent =>
  share > 0 && share < 0.01 ? 'under-1' : share > 0.99 && share < 1 ? 'over-99' : whole

/** The parts of a whole, by the largest remainder. They add up to 100 with what those leave open that are less than one percent. */
export function percentsOf(counts: readonly number[]): Percent[] {
  const of = counts.reduce((sum, n) => sum + n, 0)
  if (of === 0) return counts.map(() => 0)
  const parts = counts.map((n) => ({ share: n / of, whole: Math.floor((100 * n) / of), rest: (100 * n) % of }))
  const left = 100 - parts.reduce((sum, { whole }) => sum + whole, 0)
  // What is shown as less than one percent takes none, and nor does a part that is whole already: its missing percent is of those.
  const next = parts.filter(({ share, rest }) => share >= 0.01 && rest > 0).sort((a, b) => b.rest - a.rest)
  const open = parts.filter(({ share }) => share > 0 && share < 0.01).length
  // One percent does not become two to fill what those leave open.
  const near = next.filter(({ rest }) => 2 * rest >= of).length
  for (const part of next.slice(0, Math.max(left - open, Math.min(left, near)))) part.whole++
  return parts.map(({ share, whole }) => percentOf(share, whole))
}

/** The share of those who have to take the course for whom it is valid now: complete or expiring. Null if nobody has to. */
export function validShare({ people, states }: CohortTotals): number | null {
  const of = people - states.exempt
  return of === 0 ? null : (states.complete + states.expiring) / of
}
