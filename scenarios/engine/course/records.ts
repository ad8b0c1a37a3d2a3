/** The completion matrix of a course: which enrolments are shown, in what order, and how many of each. Never a score. */
import { z } from 'zod'
import type { Standing } from './course'

/** An enrolment as the owner of its course may see it. */
export interface RecordRow {
  enrolment: string
  /** What a page calls it. */
  handle: string
  /** The name or its substitute; the code where the course shows only codes. */
  who: string
  /** Null where the course shows only codes, and for a learner without an account. */
  email: string | null
  code: string
  /** Whether dates show only the day, and nobody is named. */
  coded: boolean
  cohort: string
  version: number
  enrolledAt: number
  dueAt: number | null
  /**
   * Also null where the course shows only codes: the day somebody said they were done would reveal whose code it is. So would
   * the two days that follow from it.
   */
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

/** The query of an address. Values that cannot be read are ignored. */
export const RecordFilter = z.object({
  cohort: z.string().max(40).optional().catch(undefined),
  standing: z
    .enum([...STANDINGS, 'overdue'])
    .optional()
    .catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: z.enum(SORTS).catch('who'),
  order: z.enum(['up', 'down']).catch('up'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  /** Leavers only. */
  ended: z.literal('1').optional().catch(undefined),
  results: z.literal('1').optional().catch(undefined),
})
export type RecordFilter = z.infer<typeof RecordFilter>

export const isOverdue = ({ dueAt, standing, endedAt }: Pick<RecordRow, 'dueAt' | 'standing' | 'endedAt'>, now: number): boolean =>
  endedAt === null && (standing === 'not-started' || standing === 'under-way') && dueAt !== null && dueAt < now

const ASCII = /^[\0-\x7f]*$/
/** Lower case, without accents. */
export const fold = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

export function filterRecords(rows: readonly RecordRow[], { cohort, standing, q, ended }: RecordFilter, now: number): RecordRow[] {
  const wanted = q ? fold(q) : ''
  return rows.filter(
    (row) =>
      (row.endedAt !== null) === (ended === '1') &&
      (!cohort || row.cohort === cohort) &&
      (!standing || (standing === 'overdue' ? isOverdue(row, now) : row.standing === standing)) &&
      (wanted === '' || fold(`${row.who}\n${row.email ?? ''}\n${row.code}`).includes(wanted)),
  )
}

/**
 * Ignores accents: comparing by each language's own rules would take longer than everything else here. Missing values come last
 * in both directions.
 */
export function sortRecords(
  rows: readonly RecordRow[],
  { sort, order }: Pick<RecordFilter, 'sort' | 'order'>,
  cohorts: ReadonlyMap<string, string>,
  locale: string,
): RecordRow[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  const cohortRank = new Map([...cohorts].sort(([, a], [, b]) => compare(a, b)).map(([id], rank) => [id, rank]))
  const value = {
    who: () => 0,
    cohort: (r: RecordRow) => cohortRank.get(r.cohort) ?? 0,
    standing: (r: RecordRow) => STANDINGS.indexOf(r.standing),
    done: (r: RecordRow) => r.done,
    due: (r: RecordRow) => r.dueAt,
    completed: (r: RecordRow) => r.completedAt,
  }[sort]
  const way = order === 'up' ? 1 : -1
  const nameWay = sort === 'who' ? way : 1
  return rows
    .map((row) => ({ row, by: value(row), name: fold(row.who) }))
    .sort((a, b) => {
      if (a.by !== b.by) return a.by === null ? 1 : b.by === null ? -1 : way * (a.by - b.by)
      return nameWay * (a.name < b.name ? -1 : a.name > b.name ? 1 : a.row.code < b.row.code ? -1 : 1)
    })
    .map(({ row }) => row)
}

export interface CohortTotals {
  cohort: string
  enrolled: number
  standings: Record<Standing, number>
  overdue: number
  ended: number
}
export const noTotals = (cohort: string): CohortTotals => ({
  cohort,
  enrolled: 0,
  overdue: 0,
  ended: 0,
  standings: { 'not-started': 0, 'under-way': 0, complete: 0, 'not-passed': 0 },
})

/** Leavers are counted separately, and only there. */
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
