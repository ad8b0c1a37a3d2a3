import 'server-only'
import type { Course, Item } from '@/scenarios/engine/course/course'
import { nameOf } from '@/scenarios/engine/course/items'
import {
  type CohortTotals,
  PAGE_ROWS,
  type RecordFilter,
  type RecordRow,
  filterRecords,
  noTotals,
  sortRecords,
  totalsOf,
} from '@/scenarios/engine/course/records'
import { database } from '../database'
import { presentOf } from '../library/library'
import { type ByCode, shownByCode } from './cohorts'
import { courseVersion } from './courses'
import { readRows } from './record-rows'
import { type Erased, erasedOf } from './tombstones'

export type ItemState = 'done' | 'under-way' | 'not-begun' | 'not-included'
export interface MatrixRow extends RecordRow {
  items: ItemState[]
  /** The score of the first attempt by column, only if the version of the course says so and the learner was shown that; otherwise null. */
  results: (number | null)[]
}

export interface Records {
  columns: Item[]
  rows: MatrixRow[]
  /** The number of rows that pass the filter, on all pages. */
  found: number
  page: number
  pages: number
  cohorts: Map<string, string>
  totals: CohortTotals[]
  /** Records of people who have been erased. */
  erased: Erased[]
  /** Whether any version of the course in use shows results. */
  sharesResults: boolean
  byCode: ByCode
}

/**
 * Who has completed what, one page of it or everything.
 * @param all every row that passes the filter, for a file
 */
export async function readRecords(
  course: string,
  filter: RecordFilter,
  { now = Date.now(), locale, all = false }: { now?: number; locale: string; all?: boolean },
): Promise<Records> {
  const versions = await versionsOf(course)
  const [everyone, cohorts, erased, byCode] = await Promise.all([
    readRows(course, versions),
    cohortsOf(course),
    erasedOf(course),
    shownByCode(course),
  ])
  const found = sortRecords(filterRecords(everyone, filter, now), filter, cohorts, locale)
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS))
  const page = Math.min(filter.page, pages)
  const chosen = all ? found : found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  const columns = columnsOf(versions, chosen)
  const totals = totalsOf(everyone, now)
  return {
    columns,
    found: found.length,
    page,
    pages,
    cohorts,
    erased,
    rows: await withItems(course, chosen, columns, versions, filter.results === '1'),
    totals: [...cohorts.keys()].flatMap((id) => totals.get(id) ?? []),
    sharesResults: [...versions.values()].some((v) => v.shares === 'results'),
    byCode,
  }
}

async function versionsOf(course: string): Promise<Map<number, Course>> {
  const rows = await database().selectFrom('course_version').select('version').where('course_id', '=', course).orderBy('version').execute()
  return new Map(await Promise.all(rows.map(async ({ version }) => [version, await courseVersion(course, version)] as const)))
}

/** Names by id, in the order of creation. */
export async function cohortsOf(course: string): Promise<Map<string, string>> {
  const rows = await database()
    .selectFrom('cohort')
    .select(['id', 'name'])
    .where('course_id', '=', course)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * Identifies an item by what its learners saw: the same id with another title is a column of its own, so that no record claims what its
 * learner never saw.
 */
const wordsOf = (item: Item): string => `${item.id} ${item.kind} ${nameOf(item)}`

/** The items of the newest version, then those that only older versions had, or had under another title. */
function columnsOf(versions: Map<number, Course>, rows: readonly RecordRow[]): Item[] {
  const used = new Set(rows.map((r) => r.version))
  const newestFirst = [...versions].reverse().filter(([version], i) => i === 0 || used.has(version))
  const columns = new Map<string, Item>()
  for (const [, { items }] of newestFirst) for (const item of items) if (!columns.has(wordsOf(item))) columns.set(wordsOf(item), item)
  return [...columns.values()]
}

async function withItems(
  course: string,
  rows: RecordRow[],
  columns: Item[],
  versions: Map<number, Course>,
  results: boolean,
): Promise<MatrixRow[]> {
  const [states, seen] = await Promise.all([readItems(course, rows), results ? readResults(course, rows, versions) : null])
  return rows.map((row) => {
    const included = new Set(versions.get(row.version)?.items.map(wordsOf))
    return {
      ...row,
      items: columns.map(
        (item): ItemState => (included.has(wordsOf(item)) ? (states.get(`${row.enrolment} ${item.id}`) ?? 'not-begun') : 'not-included'),
      ),
      results: columns.map((item) => (included.has(wordsOf(item)) ? (seen?.get(`${row.enrolment} ${item.id}`) ?? null) : null)),
    }
  })
}

/** Up to this many enrolments a query names each; for more it reads the whole course. */
const NAMED = 500

async function readItems(course: string, rows: readonly RecordRow[]): Promise<Map<string, ItemState>> {
  if (rows.length === 0) return new Map()
  const few = rows.length <= NAMED ? rows.map((r) => r.enrolment) : null
  const items = await database()
    .selectFrom('enrolment_item as i')
    .select(['i.enrolment_id', 'i.item', 'i.tries', 'i.done_at'])
    .$if(few !== null, (q) => q.where('i.enrolment_id', 'in', few!))
    .$if(few === null, (q) =>
      q.where('i.enrolment_id', 'in', (e) => e.selectFrom('enrolment').select('id').where('course_id', '=', course)),
    )
    .execute()
  return new Map(items.map((i) => [`${i.enrolment_id} ${i.item}`, i.done_at !== null ? 'done' : i.tries > 0 ? 'under-way' : 'not-begun']))
}

/** Only for enrolments whose version shows results and whose learner was informed; a tutorial has no result. */
async function readResults(course: string, rows: readonly RecordRow[], versions: Map<number, Course>): Promise<Map<string, number>> {
  const sharing = [...versions].filter(([, v]) => v.shares === 'results').map(([version]) => version)
  if (sharing.length === 0 || rows.length === 0) return new Map()
  const few = rows.length <= NAMED ? rows.map((r) => r.enrolment) : null
  const found = await database()
    .selectFrom('enrolment as e')
    .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
    .innerJoin('attempt as a', 'a.id', 'i.attempt_id')
    .innerJoin('attempt_result as r', 'r.attempt_id', 'a.id')
    .select(['e.id', 'i.item', 'a.nature', 'r.structure', 'r.quality'])
    .where('e.course_id', '=', course)
    .where('e.version', 'in', sharing)
    .where('e.terms_seen_at', 'is not', null)
    .$if(few !== null, (q) => q.where('e.id', 'in', few!))
    .execute()
  const natures = new Map(found.map((r) => [r.structure, r.nature]))
  const kinds = new Map(
    await Promise.all([...natures].map(async ([structure, nature]) => [structure, (await presentOf({ structure, nature })).kind] as const)),
  )
  return new Map(found.filter((r) => kinds.get(r.structure) !== 'tutorial').map(({ id, item, quality }) => [`${id} ${item}`, quality]))
}

/** How many people of a course are at which stage, for a digest: only counts. */
export async function countRecords(course: string, now = Date.now()): Promise<Omit<CohortTotals, 'cohort'>> {
  const rows = await readRows(course, await versionsOf(course))
  const { cohort: _, ...total } =
    totalsOf(
      rows.map((row) => ({ ...row, cohort: '' })),
      now,
    ).get('') ?? noTotals('')
  return total
}
