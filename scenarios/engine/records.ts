/** The completion matrix of a course: which enrolments are shown, in what order, and how many of each. Never a score. */
import { z } from 'zod'
import type { Standing } from './course'

/** An enrolment as its course's owner may see it. */
export interface RecordRow {
  enrolment: string
  /** The name, or what stands for it. Where the course shows codes alone this is the code. */
  who: string
  /** Null where the course shows codes alone, and for a learner without an account. */
  email: string | null
  code: string
  /** Whether dates are told by the day alone, and nobody by name. */
  coded: boolean
  cohort: string
  version: number
  enrolledAt: number
  dueAt: number | null
  completedAt: number | null
  renewAt: number | null
  endedAt: number | null
  remindedAt: number | null
  done: number
  standing: Standing
}

export const STANDINGS = ['not-started', 'under-way', 'complete', 'not-passed'] as const satisfies readonly Standing[]
export const SORTS = ['who', 'cohort', 'standing', 'done', 'due', 'completed'] as const
export const PAGE_ROWS = 100

/** What an address asks for. Whatever cannot be read is as if it were not there. */
export const RecordFilter = z.object({
  cohort: z.string().max(40).optional().catch(undefined),
  standing: z.enum([...STANDINGS, 'overdue']).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: z.enum(SORTS).catch('who'),
  order: z.enum(['up', 'down']).catch('up'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  /** Leavers, and nobody else. */
  ended: z.literal('1').optional().catch(undefined),
  results: z.literal('1').optional().catch(undefined),
})
export type RecordFilter = z.infer<typeof RecordFilter>

export const isOverdue = ({ dueAt, completedAt, endedAt }: Pick<RecordRow, 'dueAt' | 'completedAt' | 'endedAt'>, now: number): boolean =>
  endedAt === null && completedAt === null && dueAt !== null && dueAt < now

export function filterRecords(rows: readonly RecordRow[], { cohort, standing, q, ended }: RecordFilter, now: number, locale: string): RecordRow[] {
  const fold = (text: string) => text.toLocaleLowerCase(locale).normalize('NFKD').replace(/\p{M}/gu, '')
  const wanted = q ? fold(q) : ''
  return rows.filter((row) =>
    (row.endedAt !== null) === (ended === '1')
    && (!cohort || row.cohort === cohort)
    && (!standing || (standing === 'overdue' ? isOverdue(row, now) : row.standing === standing))
    && (wanted === '' || fold(`${row.who}\n${row.email ?? ''}\n${row.code}`).includes(wanted)))
}

/** In the reader's alphabet. What is not there comes last, whichever way round. */
export function sortRecords(rows: RecordRow[], { sort, order }: Pick<RecordFilter, 'sort' | 'order'>, cohorts: ReadonlyMap<string, string>, locale: string): RecordRow[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  const way = order === 'up' ? 1 : -1
  const byWho = (a: RecordRow, b: RecordRow) => compare(a.who, b.who) || compare(a.code, b.code)
  const value = {
    who: null,
    cohort: null,
    standing: (r: RecordRow) => STANDINGS.indexOf(r.standing),
    done: (r: RecordRow) => r.done,
    due: (r: RecordRow) => r.dueAt,
    completed: (r: RecordRow) => r.completedAt,
  }[sort]
  return rows.sort((a, b) => {
    if (sort === 'who') return way * byWho(a, b)
    if (!value) return way * compare(cohorts.get(a.cohort) ?? '', cohorts.get(b.cohort) ?? '') || byWho(a, b)
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byWho(a, b)
    // Equal days are told as equal: a finer order would tell the hour.
    return way * (x - y) || byWho(a, b)
  })
}

export interface CohortTotals { cohort: string; enrolled: number; standings: Record<Standing, number>; overdue: number; ended: number }
export const noTotals = (cohort: string): CohortTotals =>
  ({ cohort, enrolled: 0, overdue: 0, ended: 0, standings: { 'not-started': 0, 'under-way': 0, complete: 0, 'not-passed': 0 } })

/** Those who left are counted apart, and nowhere else. */
export function totalsOf(rows: readonly RecordRow[], now: number): Map<string, CohortTotals> {
  const totals = new Map<string, CohortTotals>()
  for (const row of rows) {
    const own = totals.get(row.cohort) ?? noTotals(row.cohort)
    totals.set(row.cohort, own)
    if (row.endedAt !== null) {
      own.ended++
      continue
    }
    own.enrolled++
    own.standings[row.standing]++
    if (isOverdue(row, now)) own.overdue++
  }
  return totals
}
