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
import { courseVersion } from './courses'
import { type Erased, erasedOf, standingOf } from './tombstones'

export type ItemState = 'done' | 'under-way' | 'not-begun' | 'not-included'
/** Only if the version of the course says so and the learner was shown that. */
export interface ItemResult {
  quality: number
  right: boolean
}
export interface MatrixRow extends RecordRow {
  items: ItemState[]
  /** By column; null where there is none or it is not to be seen. */
  results: (ItemResult | null)[]
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
  /** Whether any version in use shows only codes. */
  coded: boolean
}

const DAY = 24 * 3600_000
const startOfDay = (at: number): number => Math.floor(at / DAY) * DAY

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
  const [everyone, cohorts, erased] = await Promise.all([readRows(course, versions), cohortsOf(course), erasedOf(course)])
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
    coded: [...versions.values()].some((v) => v.people === 'codes'),
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

async function readRows(course: string, versions: Map<number, Course>): Promise<RecordRow[]> {
  const [rows, progress] = await Promise.all([enrolmentRows(course, versions), itemsDone(course)])
  const begun = new Map(progress.map(({ id, done }) => [id, Number(done)]))
  return rows.map((row) => recordRow(row, versions.get(row.version)!, begun))
}

/** If people are shown as codes, their names are not even read, and a code counts from the day it was listed with others: see docs/decisions/codes.md. */
function enrolmentRows(course: string, versions: Map<number, Course>) {
  const named = [...versions].filter(([, v]) => v.people === 'names').map(([version]) => version)
  return database()
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .leftJoin('user as u', (join) => join.onRef('u.id', '=', 'l.user_id').on('e.version', 'in', named.length > 0 ? named : [-1]))
    .select([
      'e.id',
      'e.handle',
      'e.code',
      'e.cohort_id',
      'e.version',
      'e.enrolled_at',
      'e.listed_at',
      'e.due_at',
      'e.completed_at',
      'e.passed',
      'e.renew_at',
      'e.ended_at',
      'e.reminded_at',
      'u.name',
      'u.email',
    ])
    .where('e.course_id', '=', course)
    .where((x) => x.or([x('e.version', 'in', named.length > 0 ? named : [-1]), x('e.listed_at', 'is not', null)]))
    .execute()
}

/** How many items are done in each enrolment that was started. Completed ones need no count. */
const itemsDone = (course: string) =>
  database()
    .selectFrom('enrolment_item as i')
    .innerJoin('enrolment as e', 'e.id', 'i.enrolment_id')
    .select((x) => ['i.enrolment_id as id', x.fn.count<number>('i.done_at').as('done')])
    .where('e.course_id', '=', course)
    .where('e.completed_at', 'is', null)
    .where((x) => x.or([x('i.done_at', 'is not', null), x('i.tries', '>', 0)]))
    .groupBy('i.enrolment_id')
    .execute()

function recordRow(r: Awaited<ReturnType<typeof enrolmentRows>>[number], version: Course, begun: Map<string, number>): RecordRow {
  const coded = version.people !== 'names'
  const day = (at: number | null) => (at === null || !coded ? at : startOfDay(at))
  return {
    enrolment: r.id,
    handle: r.handle,
    who: coded ? r.code : (r.name ?? ''),
    email: coded ? null : r.email,
    code: r.code,
    coded,
    cohort: r.cohort_id,
    version: r.version,
    enrolledAt: day(coded ? r.listed_at : r.enrolled_at)!,
    endedAt: day(r.ended_at),
    ...(coded
      ? { completedAt: null, renewAt: null, remindedAt: null }
      : { completedAt: r.completed_at, renewAt: r.renew_at, remindedAt: r.reminded_at }),
    // Everything listed is complete; its due day would reveal when somebody enrolled.
    dueAt: coded ? null : r.due_at,
    done: r.completed_at === null ? (begun.get(r.id) ?? 0) : version.items.length,
    standing: standingOf(version, r, begun.has(r.id)),
  }
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

/** Only for enrolments whose version shows results and whose learner was informed. */
async function readResults(course: string, rows: readonly RecordRow[], versions: Map<number, Course>): Promise<Map<string, ItemResult>> {
  const sharing = [...versions].filter(([, v]) => v.shares === 'results').map(([version]) => version)
  if (sharing.length === 0 || rows.length === 0) return new Map()
  const few = rows.length <= NAMED ? rows.map((r) => r.enrolment) : null
  const found = await database()
    .selectFrom('enrolment as e')
    .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
    .innerJoin('attempt as a', 'a.id', 'i.attempt_id')
    .innerJoin('attempt_result as r', 'r.attempt_id', 'a.id')
    .select(['e.id', 'i.item', 'a.nature', 'r.looks', 'r.quality'])
    .where('e.course_id', '=', course)
    .where('e.version', 'in', sharing)
    .where('e.terms_seen_at', 'is not', null)
    .$if(few !== null, (q) => q.where('e.id', 'in', few!))
    .execute()
  return new Map(
    found.map((r) => [`${r.id} ${r.item}`, { quality: r.quality, right: (r.looks === 'approach') === (r.nature === 'hostile') }]),
  )
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
