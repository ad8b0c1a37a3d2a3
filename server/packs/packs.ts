import 'server-only'
import { z } from 'zod'
import { audit, logErased } from '../accounts/audit'
import type { Person } from '../accounts/people'
import { mayRead, readableBy } from '../courses/owners'
import { type Database, database } from '../database'
import type { CourseTables } from '../database/tables-courses'
import { newId } from '../platform/tokens'
import type { Selectable } from 'kysely'

/** Auditor's packs that were asked for: a job makes them (`make.ts`), and they are kept for a while. */
export const PACK_DAYS = 30
const DAY = 24 * 3600_000
/** Bytes of one part, before they are written as text. */
const PART = 384 * 1024
/** Packs of one person that wait at once. */
const MOST_WAITING = 5

export type Pack = Selectable<CourseTables['pack']>

const Day = z.iso.date()
/** The form that asks for one. An empty course is all courses. */
export const PackForm = z
  .object({ course: z.string().max(40), from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'ends before it begins' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 10 * 366 * DAY, { path: ['from'], message: 'is longer than ten years' })
  .refine(({ from }) => Date.parse(from) <= Date.now(), { path: ['from'], message: 'is in the future' })
export type AskedPack = z.infer<typeof PackForm>

/** Whoever may read a course may have a pack of it: nothing is in it that they could not read, and its making changes no record. */
export async function askPack(
  { course, from, to }: AskedPack,
  person: Person,
  locale: string,
): Promise<'asked' | 'not-theirs' | 'waiting'> {
  const theirs = course === '' ? (await readableBy(person)) === null : await mayRead(person, course)
  if (!theirs) return 'not-theirs'
  const waiting = await database().selectFrom('pack').select('id').where('user_id', '=', person.id).where('state', '=', 'waiting').execute()
  if (waiting.length >= MOST_WAITING) return 'waiting'
  await database()
    .insertInto('pack')
    .values({
      id: newId(),
      course_id: course || null,
      from_day: from,
      to_day: to,
      locale,
      user_id: person.id,
      state: 'waiting',
      asked_at: Date.now(),
      made_at: null,
    })
    .execute()
  await audit({ actor: person.id, action: 'pack.asked', ...(course && { thing: course }), detail: { period: `${from} to ${to}` } })
  return 'asked'
}

/** The packs somebody may download, the newest first: those of the courses they may read, and of all courses for who may read all. */
export async function packsFor(person: Person): Promise<(Pack & { by: string; mayRemove: boolean })[]> {
  const readable = await readableBy(person)
  const rows = await database()
    .selectFrom('pack')
    .innerJoin('user', 'user.id', 'pack.user_id')
    .selectAll('pack')
    .select('user.name as by')
    .orderBy('asked_at', 'desc')
    .orderBy('pack.id')
    .execute()
  return rows
    .filter(({ course_id }) => readable === null || (course_id !== null && readable.has(course_id)))
    .map((row) => ({ ...row, mayRemove: row.user_id === person.id || person.roles.includes('administrator') }))
}

export const packFor = async (person: Person, id: string): Promise<Pack | null> =>
  (await packsFor(person)).find((pack) => pack.id === id) ?? null

/** @returns whether there was one that they may remove */
export async function removePack(person: Person, id: string): Promise<boolean> {
  const pack = (await packsFor(person)).find((one) => one.id === id)
  if (!pack?.mayRemove) return false
  await database().deleteFrom('pack').where('id', '=', id).execute()
  await audit({ actor: person.id, action: 'pack.removed', ...(pack.course_id && { thing: pack.course_id }) })
  return true
}

/** The bytes of a pack, a part at a time. */
export async function* bytesOf(pack: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const row = await database()
      .selectFrom('pack_part')
      .select('body')
      .where('pack_id', '=', pack)
      .where('part', '=', part)
      .executeTakeFirst()
    if (!row) return
    yield Buffer.from(row.body, 'base64')
  }
}

/** Keeps what was made. @returns false if the pack was removed meanwhile, or somebody in it was erased */
export async function keepPack(id: string, file: Uint8Array, now = Date.now()): Promise<boolean> {
  return database()
    .transaction()
    .execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('pack')
        .set({ state: 'ready', progress: 100, made_at: now, bytes: file.length })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await db.deleteFrom('pack_part').where('pack_id', '=', id).execute()
      for (let part = 0; part * PART < file.length; part++)
        await db
          .insertInto('pack_part')
          .values({ pack_id: id, part, body: Buffer.from(file.subarray(part * PART, (part + 1) * PART)).toString('base64') })
          .execute()
      return true
    })
}

/** Deletes packs that were asked for too long ago. */
export async function sweepPacks(now = Date.now()): Promise<number> {
  const { numDeletedRows } = await database()
    .deleteFrom('pack')
    .where('asked_at', '<', now - PACK_DAYS * DAY)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * Empties the packs in which somebody may stand: those of the courses they were enrolled in or invited to, and those of all courses. A
 * line without contents stays, so that whoever has downloaded it knows to delete it, and to ask for another.
 * @param id of a user or a learner, as long as their rows are there
 */
export async function removePacksAbout(id: string, db: Database = database()): Promise<void> {
  const enrolled = db
    .selectFrom('enrolment')
    .innerJoin('learner', 'learner.id', 'enrolment.learner_id')
    .select('enrolment.course_id')
    .where((e) => e.or([e('learner.id', '=', id), e('learner.user_id', '=', id)]))
  const invited = db
    .selectFrom('invitation')
    .innerJoin('cohort', 'cohort.id', 'invitation.cohort_id')
    .innerJoin('user', 'user.email', 'invitation.email')
    .select('cohort.course_id')
    .where('user.id', '=', id)
  const about = await db
    .selectFrom('pack')
    .select(['id', 'course_id'])
    .where((e) => e.or([e('course_id', 'is', null), e('course_id', 'in', enrolled), e('course_id', 'in', invited)]))
    .execute()
  await emptyPacks(about, db)
}

/** Empties all packs: one that was restored may hold anybody who was erased. */
export const emptyAllPacks = async (db: Database): Promise<void> =>
  emptyPacks(await db.selectFrom('pack').select(['id', 'course_id']).execute(), db)

async function emptyPacks(packs: readonly Pick<Pack, 'id' | 'course_id'>[], db: Database): Promise<void> {
  for (const { id, course_id } of packs) {
    const { numUpdatedRows } = await db
      .updateTable('pack')
      .set({ state: 'erased', progress: 0, made_at: null, bytes: 0 })
      .where('id', '=', id)
      .where('state', '<>', 'erased')
      .executeTakeFirst()
    await db.deleteFrom('pack_part').where('pack_id', '=', id).execute()
    if (numUpdatedRows > 0n) await logErased('pack.removed', course_id, db)
  }
}
