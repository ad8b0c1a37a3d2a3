import 'server-only'
import { type Course, type Item, partsFor } from '@/scenarios/engine/course/course'
import { nameOf } from '@/scenarios/engine/course/items'
import type { Ended } from '@/scenarios/engine/course/ended'
import {
  type CohortTotals,
  PAGE_ROWS,
  type RecordFilter,
  type RecordRow,
  shownBy,
  sumOf,
  totalsOf,
} from '@/scenarios/engine/course/records'
import { ORIGINAL } from '@/scenarios/engine/play/language'
import { database } from '../database'
import { type ByCode, shownByCode } from '../enrolment/cohorts'
import { courseVersion } from '../courses/courses'
import { itemsIn } from '../courses/items'
import { endedIn } from '../enrolment/enrolment'
import { libraryIn } from '../library/library'
import { type Scope, countFound, countLines, linesOf, placesOf } from './record-lines'
import { readLines } from './read-lines'
import { type ErasedCount, erasedOf } from './erased'

export const ITEM_STATES = ['done', 'under-way', 'not-begun', 'not-included'] as const
export type ItemState = (typeof ITEM_STATES)[number]
export interface MatrixRow extends RecordRow {
  items: ItemState[]
  /** Best attempts, by column. Null unless the version shares results and the learner was shown that. */
  results: (Ended | null)[]
}
export const doneOf = ({ items }: Pick<MatrixRow, 'items'>): number => items.filter((state) => state === 'done').length

export interface CourseRecord {
  scope: Scope
  versions: Map<number, Course>
  cohorts: Map<string, string>
  byCode: ByCode
  /** Whether any version in use does. */
  sharesResults: boolean
}
export interface Records extends CourseRecord {
  columns: Item[]
  rows: MatrixRow[]
  /** On all pages. */
  found: number
  page: number
  pages: number
  totals: CohortTotals[]
  /** The same, of the unit and site asked for. */
  placed: CohortTotals[]
  units: string[]
  sites: string[]
  erased: ErasedCount[]
}

export async function courseRecordOf(course: string, now = Date.now()): Promise<CourseRecord> {
  const [versions, cohorts, byCode] = await Promise.all([versionsOf(course), cohortsOf(course), shownByCode(course)])
  return {
    scope: scopeOf(course, versions, now),
    versions,
    cohorts,
    byCode,
    sharesResults: [...versions.values()].some((v) => v.shares === 'results'),
  }
}
const scopeOf = (course: string, versions: Map<number, Course>, now: number): Scope => {
  const those = (people: Course['people']) => [...versions].filter(([, v]) => v.people === people).map(([version]) => version)
  return { course, now, named: those('names'), coded: those('codes') }
}

export async function readRecords(course: string, filter: RecordFilter, now = Date.now()): Promise<Records> {
  const { scope } = await scopeNow(course, now)
  const from = (asked: number) => linesOf(scope, filter, (asked - 1) * PAGE_ROWS, PAGE_ROWS)
  const [recorded, counts, own, places, searched, erased, asked] = await Promise.all([
    courseRecordOf(course, now),
    countLines(scope),
    filter.unit || filter.site ? countLines(scope, filter) : null,
    placesOf(scope),
    filter.q ? countFound(scope, filter) : null,
    erasedOf(course),
    from(filter.page),
  ])
  const { cohorts } = recorded
  const [totals, placed] = [totalsOf(counts), totalsOf(own ?? counts)]
  const found =
    searched ??
    shownBy(filter.cohort ? sumOf(placed.has(filter.cohort) ? [placed.get(filter.cohort)!] : []) : sumOf(placed.values()), filter.state)
  const pages = Math.max(1, Math.ceil(found / PAGE_ROWS))
  const page = Math.min(filter.page, pages)
  let keys = page === filter.page ? asked : await from(page)
  let lines = await readLines(keys, scope, recorded.versions)
  for (let tries = 1; tries < TRIES && lines.length < keys.length; tries++) {
    keys = await from(page)
    lines = await readLines(keys, scope, recorded.versions)
  }
  const columns = columnsOf(recorded.versions, new Set(lines.map((line) => line.version)))
  return {
    ...recorded,
    columns,
    found,
    page,
    pages,
    erased,
    rows: await withItems(lines, columns, recorded, filter.results === '1'),
    ...places,
    totals: [...cohorts.keys()].flatMap((id) => totals.get(id) ?? []),
    placed: [...cohorts.keys()].flatMap((id) => placed.get(id) ?? []),
  }
}

export async function countShown(course: string, filter: RecordFilter, now = Date.now()): Promise<number> {
  return countFound(scopeOf(course, await versionsOf(course), now), filter)
}
/** `each` gets them in order, a part at a time. */
export async function eachLine(
  { scope, versions }: Pick<CourseRecord, 'scope' | 'versions'>,
  filter: RecordFilter,
  each: (lines: RecordRow[]) => Promise<void>,
  size = PART,
): Promise<void> {
  const read = new Set<string>()
  const given = new Set<string | null>()
  for (let tries = 0; tries < TRIES; tries++) {
    const keys = (await linesOf(scope, filter, 0, MOST_LINES)).filter(({ id }) => !read.has(id))
    let gone = 0
    for (let from = 0; from < keys.length; from += size) {
      const part = keys.slice(from, from + size)
      const lines = await readLines(part, scope, versions)
      gone += part.length - lines.length
      const fresh = tries === 0 ? lines : lines.filter(({ email }) => email === null || !given.has(email))
      if (fresh.length > 0) await each(fresh)
      for (const { email } of lines) given.add(email)
      for (const { id } of part) read.add(id)
    }
    // Somebody joined or was sent a new link while we read: their line has another key now.
    if (gone === 0) return
  }
}
const TRIES = 5
/** A course has fewer people. */
const MOST_LINES = 1_000_000
const PART = 500
export const scopeNow = async (course: string, now = Date.now()): Promise<Pick<CourseRecord, 'scope' | 'versions'>> => {
  const versions = await versionsOf(course)
  return { scope: scopeOf(course, versions, now), versions }
}

async function versionsOf(course: string): Promise<Map<number, Course>> {
  const rows = await database().selectFrom('course_version').select('version').where('course_id', '=', course).orderBy('version').execute()
  return new Map(await Promise.all(rows.map(async ({ version }) => [version, await courseVersion(course, version)] as const)))
}

/** By id, in order of creation. */
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

/** The same id with another title is a column of its own, so that no record claims what its learner never saw. */
const wordsOf = (item: Item): string => `${item.id} ${item.kind} ${nameOf(item)}`

/** The newest version's, then those that only older versions had, or had under another title. */
export function columnsOf(versions: Map<number, Course>, used: ReadonlySet<number | null>): Item[] {
  const newestFirst = [...versions].reverse().filter(([version], i) => i === 0 || used.has(version))
  const columns = new Map<string, Item>()
  for (const [, { items }] of newestFirst) for (const item of items) if (!columns.has(wordsOf(item))) columns.set(wordsOf(item), item)
  return [...columns.values()]
}

export async function usedVersions(course: string): Promise<Set<number>> {
  const rows = await database().selectFrom('enrolment').select('version').distinct().where('course_id', '=', course).execute()
  return new Set(rows.map(({ version }) => version))
}

/** @param lines no more than one query can name */
export async function withItems(
  lines: RecordRow[],
  columns: Item[],
  { versions }: Pick<CourseRecord, 'versions'>,
  results: boolean,
): Promise<MatrixRow[]> {
  const enrolments = lines.flatMap(({ enrolment }) => enrolment ?? [])
  const [states, seen] = await Promise.all([readItems(enrolments), results ? readResults(enrolments, versions) : null])
  const included = new Map(
    lines.map(({ version, turn }) => {
      const course = versions.get(version ?? -1)
      const own = new Set(course && partsFor(course, turn).items.map(wordsOf))
      return [`${version} ${turn}`, columns.map((item) => own.has(wordsOf(item)))] as const
    }),
  )
  return lines.map((row) => {
    const has = included.get(`${row.version} ${row.turn}`)!
    const key = (item: Item) => `${row.enrolment} ${item.id}`
    return {
      ...row,
      items: columns.map((item, i): ItemState => (has[i] ? (states.get(key(item)) ?? 'not-begun') : 'not-included')),
      results: columns.map((item, i) => (has[i] ? (seen?.get(key(item)) ?? null) : null)),
    }
  })
}

async function readItems(enrolments: readonly string[]): Promise<Map<string, ItemState>> {
  if (enrolments.length === 0) return new Map()
  const items = await database()
    .selectFrom('enrolment_item as i')
    .select(['i.enrolment_id', 'i.item', 'i.tries', 'i.done_at'])
    .where('i.enrolment_id', 'in', enrolments)
    .execute()
  return new Map(items.map((i) => [`${i.enrolment_id} ${i.item}`, i.done_at !== null ? 'done' : i.tries > 0 ? 'under-way' : 'not-begun']))
}

/** Only if the version shares results and the learner was informed; only scenarios that count, by then and now. */
async function readResults(enrolments: readonly string[], versions: Map<number, Course>): Promise<Map<string, Ended>> {
  const sharing = [...versions].filter(([, v]) => v.shares === 'results').map(([version]) => version)
  if (sharing.length === 0 || enrolments.length === 0) return new Map()
  const found = await database()
    .selectFrom('enrolment as e')
    .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
    .select(['e.id', 'e.version', 'i.item', 'i.outcome', 'i.result'])
    .where('e.version', 'in', sharing)
    .where('e.terms_seen_at', 'is not', null)
    .where('e.id', 'in', enrolments)
    .execute()
  const { hasResult } = itemsIn(await libraryIn(ORIGINAL))
  return new Map(
    found.flatMap(({ id, version, item: itemId, ...row }) => {
      const ended = endedIn(row)
      const item = versions.get(version)?.items.find((i) => i.id === itemId)
      return ended && item && hasResult(item) ? [[`${id} ${itemId}`, ended] as const] : []
    }),
  )
}

/** Null if nobody is in it. */
export async function countCohort(course: string, cohort: string, now = Date.now()): Promise<CohortTotals | null> {
  return totalsOf(await countLines((await scopeNow(course, now)).scope)).get(cohort) ?? null
}

export async function countRecords(course: string, now = Date.now()): Promise<Omit<CohortTotals, 'cohort'>> {
  return sumOf(totalsOf(await countLines((await scopeNow(course, now)).scope)).values())
}
