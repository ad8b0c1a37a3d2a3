import 'server-only'
import { z } from 'zod'
import { audit } from '../accounts/audit'
import type { Person } from '../accounts/people'
import { mayRead, readableBy } from '../courses/owners'
import { database } from '../database'
import type { CourseTables } from '../database/row-types/courses'
import { newId } from '../platform/tokens'
import { everythingHeld } from '../organisation/held'
import type { Selectable } from 'kysely'

/** Audit files that people asked for. A job makes them (`make.ts`), and they are kept for a while. */
export const AUDIT_FILE_DAYS = 30
const DAY = 24 * 3600_000
const PART = 384 * 1024
/** How many audit files of one person may wait at once. */
const MOST_WAITING = 5

export type AuditFile = Selectable<CourseTables['audit_file']>

const Day = z.iso.date()
/** An empty course stands for all courses. */
export const AuditFileForm = z
  .object({ course: z.string().max(40), from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'ends before it begins' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 10 * 366 * DAY, { path: ['from'], message: 'is longer than ten years' })
  .refine(({ from }) => Date.parse(from) <= Date.now(), { path: ['from'], message: 'is in the future' })
export type AuditFileRequest = z.infer<typeof AuditFileForm>

/** Anyone who may read a course may have one: it contains nothing that they could not read, and making it changes no record. */
export async function askAuditFile(
  { course, from, to }: AuditFileRequest,
  person: Person,
  locale: string,
): Promise<'asked' | 'not-theirs' | 'waiting'> {
  const theirs = course === '' ? (await readableBy(person)) === null : await mayRead(person, course)
  if (!theirs) return 'not-theirs'
  const waiting = await database()
    .selectFrom('audit_file')
    .select('id')
    .where('user_id', '=', person.id)
    .where('state', '=', 'waiting')
    .execute()
  if (waiting.length >= MOST_WAITING) return 'waiting'
  await database()
    .insertInto('audit_file')
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
  await audit({ actor: person.id, action: 'audit-file.asked', ...(course && { thing: course }), detail: { period: `${from} to ${to}` } })
  return 'asked'
}

/** The audit files somebody may download, newest first: those of courses they may read, and those of all courses if they may read all. */
export async function auditFilesFor(person: Person): Promise<(AuditFile & { by: string; mayRemove: boolean })[]> {
  const readable = await readableBy(person)
  const rows = await database()
    .selectFrom('audit_file')
    .innerJoin('user', 'user.id', 'audit_file.user_id')
    .selectAll('audit_file')
    .select('user.name as by')
    .orderBy('asked_at', 'desc')
    .orderBy('audit_file.id')
    .execute()
  return rows
    .filter(({ course_id }) => readable === null || (course_id !== null && readable.has(course_id)))
    .map((row) => ({ ...row, mayRemove: row.user_id === person.id || person.roles.includes('administrator') }))
}

export const auditFileFor = async (person: Person, id: string): Promise<AuditFile | null> =>
  (await auditFilesFor(person)).find((file) => file.id === id) ?? null

/** @returns false if there is none that they may remove */
export async function removeAuditFile(person: Person, id: string): Promise<boolean> {
  const file = (await auditFilesFor(person)).find((one) => one.id === id)
  if (!file?.mayRemove) return false
  await database().deleteFrom('audit_file').where('id', '=', id).execute()
  await audit({ actor: person.id, action: 'audit-file.removed', ...(file.course_id && { thing: file.course_id }) })
  return true
}

/** Reads an audit file in parts, so that it is never in memory as a whole. */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const row = await database()
      .selectFrom('audit_file_part')
      .select('body')
      .where('audit_file_id', '=', file)
      .where('part', '=', part)
      .executeTakeFirst()
    if (!row) return
    yield Buffer.from(row.body, 'base64')
  }
}

/** It stays as it was made, even if people in it are erased later. @returns false if it was removed meanwhile */
export async function keepAuditFile(id: string, file: Uint8Array, now = Date.now()): Promise<boolean> {
  return database()
    .transaction()
    .execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('audit_file')
        .set({ state: 'ready', progress: 100, made_at: now, bytes: file.length })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await db.deleteFrom('audit_file_part').where('audit_file_id', '=', id).execute()
      for (let part = 0; part * PART < file.length; part++)
        await db
          .insertInto('audit_file_part')
          .values({ audit_file_id: id, part, body: Buffer.from(file.subarray(part * PART, (part + 1) * PART)).toString('base64') })
          .execute()
      return true
    })
}

export async function sweepAuditFiles(now = Date.now()): Promise<number> {
  if (await everythingHeld(now)) return 0
  const { numDeletedRows } = await database()
    .deleteFrom('audit_file')
    .where('asked_at', '<', now - AUDIT_FILE_DAYS * DAY)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
