import 'server-only'
import { type Course, DraftSchema, partsFor, turnsFault } from '@/scenarios/engine/course/course'
import { nameOf } from '@/scenarios/engine/course/items'
import { type Database, database, locked } from '../database'
import { libraryIn } from '../library/library'
import { DEFAULT_LOCALE } from '../platform/locales'
import { newId } from '../platform/tokens'
import { itemsIn } from './items'
import { giveCourse } from './owners'
import { courseFaults } from './text-faults'

export interface OwnedCourse {
  id: string
  draft: Course
  version: number
  updatedAt: number
  archivedAt: number | null
}

/** Drops what this version of Second Look cannot read in a draft that another version wrote. */
const read = (body: string): Course => DraftSchema.parse(JSON.parse(body))

/** Nobody can be enrolled before it is published. */
export async function createCourse(draft: Course, cohort: string, owner?: string): Promise<string> {
  const id = newId()
  const now = Date.now()
  await database()
    .transaction()
    .execute(async (db) => {
      await db
        .insertInto('course')
        .values({ id, draft: JSON.stringify(draft), version: 0, created_at: now, updated_at: now, archived_at: null })
        .execute()
      await db
        .insertInto('cohort')
        .values({ id: newId(), course_id: id, name: cohort, link: null, due_at: null, created_at: now })
        .execute()
      if (owner !== undefined) await giveCourse(id, owner, db)
    })
  return id
}

/** @param seen the `updatedAt` of the draft that was edited @returns false if somebody else has saved one since */
export async function saveDraft(id: string, draft: Course, seen: number): Promise<boolean> {
  const { numUpdatedRows } = await database()
    .updateTable('course')
    .set({ draft: JSON.stringify(draft), updated_at: Math.max(Date.now(), seen + 1) })
    .where('id', '=', id)
    .where('updated_at', '=', seen)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What people who take it again get now; null if it is not published. */
export async function renewalOf(id: string): Promise<Course | null> {
  const course = await readCourse(id)
  return course && course.version > 0 ? partsFor(await courseVersion(id, course.version), 'renewal') : null
}

export async function unknownScenarios({ items }: Course): Promise<string[]> {
  return items.filter(itemsIn(await libraryIn(DEFAULT_LOCALE)).isMissing).map(nameOf)
}

/** People already enrolled keep their version. @param seen the `updatedAt` of the draft shown: not published if it was changed since */
export async function publishCourse(id: string, seen?: number): Promise<PublishResult> {
  const course = await readCourse(id)
  if (!course || course.archivedAt !== null) return { ok: false, reason: 'gone' }
  if (course.draft.items.length === 0) return { ok: false, reason: 'empty' }
  const scenarios = await unknownScenarios(course.draft)
  if (scenarios.length > 0) return { ok: false, reason: 'unknown-scenarios', scenarios }
  if ((await courseFaults(id, course.draft)).length > 0 || turnsFault(course.draft)) return { ok: false, reason: 'faults' }
  const now = Date.now()
  return database()
    .transaction()
    .execute(async (db) => {
      // The update locks the row: if two people publish at once, the second creates the next version.
      const row = await db
        .updateTable('course')
        .set((e) => ({
          version: e('version', '+', 1),
          due_days: course.draft.due_days,
          published_at: e.fn.coalesce('published_at', e.val(now)),
        }))
        .where('id', '=', id)
        .where('updated_at', '=', seen ?? course.updatedAt)
        .returning('version')
        .executeTakeFirst()
      if (!row) return { ok: false, reason: 'changed' } as const
      await db
        .insertInto('course_version')
        .values({ course_id: id, version: row.version, body: JSON.stringify(course.draft), at: now })
        .execute()
      return { ok: true, version: row.version } as const
    })
}
export type PublishResult =
  | { ok: true; version: number }
  | { ok: false; reason: 'gone' | 'empty' | 'changed' | 'faults' }
  | { ok: false; reason: 'unknown-scenarios'; scenarios: string[] }

export async function readCourse(id: string): Promise<OwnedCourse | null> {
  const row = await database().selectFrom('course').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { id, draft: read(row.draft), version: row.version, updatedAt: row.updated_at, archivedAt: row.archived_at } : null
}

/** Those in use first, then by title. */
export async function listCourses(only: ReadonlySet<string> | null = null): Promise<OwnedCourse[]> {
  const rows = await database().selectFrom('course').selectAll().execute()
  return rows
    .filter(({ id }) => only?.has(id) ?? true)
    .map((row) => ({ id: row.id, draft: read(row.draft), version: row.version, updatedAt: row.updated_at, archivedAt: row.archived_at }))
    .sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null) || a.draft.title.localeCompare(b.draft.title))
}

/** A published version. Versions never change, so they are cached. @param db the current transaction */
export async function courseVersion(id: string, version: number, db: Database = database()): Promise<Course> {
  const key = `${id} ${version}`
  const known = versions.get(key)
  if (known) return known
  const { body } = await db
    .selectFrom('course_version')
    .select('body')
    .where('course_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const course = read(body)
  versions.set(key, course)
  return course
}
const versions = new Map<string, Course>()

export async function codeVersions(course: string): Promise<number[]> {
  const rows = await database().selectFrom('course_version').select('version').where('course_id', '=', course).execute()
  const versions = await Promise.all(
    rows.map(async ({ version }) => ((await courseVersion(course, version)).people === 'codes' ? [version] : [])),
  )
  return versions.flat()
}

/** People already enrolled can go on. */
export async function archiveCourse(id: string, archived: boolean): Promise<void> {
  await database()
    .updateTable('course')
    .set({ archived_at: archived ? Date.now() : null })
    .where('id', '=', id)
    .execute()
}

/** Only if nobody was ever enrolled, erased people included. Invitations into it remain invitations to an account. */
export async function deleteCourse(id: string): Promise<boolean> {
  return database()
    .transaction()
    .execute(async (db) => {
      // Enrolling locks this row, too.
      await locked(db.selectFrom('course').select('id').where('id', '=', id), 'update').execute()
      if (await wasUsed(id, db)) return false
      await db
        .updateTable('invitation')
        .set({ cohort_id: null })
        .where('cohort_id', 'in', (q) => q.selectFrom('cohort').select('id').where('course_id', '=', id))
        .execute()
      await db.deleteFrom('course').where('id', '=', id).execute()
      return true
    })
}

export async function wasUsed(id: string, db = database()): Promise<boolean> {
  for (const table of ['enrolment', 'record_tombstone'] as const) {
    if (await db.selectFrom(table).select('id').where('course_id', '=', id).limit(1).executeTakeFirst()) return true
  }
  return false
}
