import 'server-only'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { audit } from '../accounts/audit'
import { database, isDuplicate } from '../database'
import type { CourseTables } from '../database/row-types/courses'
import { CODE_LETTERS, codeOf, newCode } from '../platform/tokens'
import type { Enrolment } from '../enrolment/enrolment'

export interface Certificate {
  /** `7K2F-M9QX-4TRB` */
  code: string
  /** Of the day of issue, until the holder takes over a new one of the organisation's; empty if they left it out or removed it. */
  name: string
  /** `account` if the organisation gave the name, `holder` if only the holder vouches for it. */
  nameBy: 'account' | 'holder'
  title: string
  issuedAt: number
  completedAt: number
  /** When to take the course again; null for never. */
  expiresAt: number | null
  revokedAt: number | null
}

export const CertificateName = z.string().trim().max(120)

export function readCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return plain.length === 12 && [...plain].every((c) => CODE_LETTERS.includes(c)) ? codeOf(plain) : null
}

type Row = Selectable<CourseTables['certificate']> & { completed_at: number | null }
const read = (row: Row): Certificate => ({
  code: row.code,
  name: row.name,
  nameBy: row.name_by,
  title: row.title,
  issuedAt: row.issued_at,
  completedAt: row.completed_at ?? row.issued_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
})
const certificates = () =>
  database()
    .selectFrom('certificate')
    .innerJoin('enrolment', 'enrolment.id', 'enrolment_id')
    .selectAll('certificate')
    .select('completed_at')

export const isEarned = ({ row }: Pick<Enrolment, 'row'>): boolean => row.completed_at !== null && row.passed !== 0

export async function certificateOf(enrolment: string): Promise<Certificate | null> {
  const row = await certificates().where('enrolment_id', '=', enrolment).executeTakeFirst()
  return row ? read(row) : null
}

/** The first call fixes the name. @param asked empty for no name; in a course with names, anything else means the account's name */
export async function issueCertificate({ row, course }: Enrolment, asked: string, now = Date.now()): Promise<Certificate | null> {
  if (!isEarned({ row })) return null
  const account = course.people === 'names' ? await accountName(row.learner_id) : null
  const name = account ? asked && account.name : asked
  const name_by = account?.given ? 'account' : 'holder'
  const insert = (code: string) =>
    database()
      .insertInto('certificate')
      .values({
        code,
        enrolment_id: row.id,
        name,
        name_by,
        title: course.title,
        issued_at: now,
        expires_at: row.renew_at,
        revoked_at: null,
      })
      .onConflict((c) => c.column('enrolment_id').doNothing())
      .execute()
  await insert(newCode(3)).catch((error: unknown) => {
    // The code exists already, which happens once in 2^60 times.
    if (!isDuplicate(error)) throw error
    return insert(newCode(3))
  })
  return certificateOf(row.id)
}

/** `given` if the organisation gave it. Null without an account. */
export async function accountName(learner: string): Promise<{ name: string; given: boolean } | null> {
  const found = await database()
    .selectFrom('learner')
    .innerJoin('user', 'user.id', 'learner.user_id')
    .select(['user.name', 'namedBy'])
    .where('learner.id', '=', learner)
    .executeTakeFirst()
  return found ? { name: found.name, given: found.namedBy === 'organisation' } : null
}

/** The account's name of today, if the organisation gave both, so that a certificate cannot be lent. */
export async function renewCertificateName(enrolment: string, learner: string): Promise<void> {
  const account = await accountName(learner)
  if (!account?.given) return
  await database()
    .updateTable('certificate')
    .set({ name: account.name })
    .where('enrolment_id', '=', enrolment)
    .where('name_by', '=', 'account')
    .where('name', '!=', '')
    .where('revoked_at', 'is', null)
    .execute()
}

/** For good, also for people who verify it. */
export async function removeCertificateName(enrolment: string): Promise<void> {
  await database().updateTable('certificate').set({ name: '' }).where('enrolment_id', '=', enrolment).execute()
}

/** For good, at the learner's request. The name goes, too. */
export async function withdrawCertificate(enrolment: string, now = Date.now()): Promise<boolean> {
  const { numUpdatedRows } = await database()
    .updateTable('certificate')
    .set({ revoked_at: now, name: '' })
    .where('enrolment_id', '=', enrolment)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @param actor the owner's user id @returns whether there was one to revoke */
export async function revokeCertificate(enrolment: string, actor: string): Promise<boolean> {
  const revoked = await withdrawCertificate(enrolment)
  if (revoked) await audit({ actor, action: 'certificate.revoked', thing: enrolment })
  return revoked
}

/** Of a revoked one, only that it was revoked. */
export type Verification = { state: 'valid' | 'expired'; certificate: Certificate } | { state: 'revoked' | 'unknown' }

export async function verifyCertificate(typed: string, now = Date.now()): Promise<Verification> {
  const code = readCode(typed)
  const row = code && (await certificates().where('certificate.code', '=', code).executeTakeFirst())
  if (!row) return { state: 'unknown' }
  if (row.revoked_at !== null) return { state: 'revoked' }
  return { state: row.expires_at !== null && row.expires_at <= now ? 'expired' : 'valid', certificate: read(row) }
}

export async function revokedCodes(): Promise<string[]> {
  const rows = await database().selectFrom('certificate').select('code').where('revoked_at', 'is not', null).orderBy('revoked_at').execute()
  return rows.map((r) => r.code)
}
