import 'server-only'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { audit } from '../accounts/audit'
import { database, isDuplicate } from '../database'
import type { CourseTables } from '../database/row-types/courses'
import { CODE_LETTERS, codeOf, newCode } from '../platform/tokens'
import type { Enrolment } from '../enrolment/enrolment'

export interface Certificate {
  /** The code for verifying it: `7K2F-M9QX-4TRB`. */
  code: string
  /** Fixed on the day of issue; empty if it was left off or removed later. */
  name: string
  /** Who vouches for the name: the account, if the organisation gave it, or only the holder. */
  nameBy: 'account' | 'holder'
  title: string
  /** Milliseconds since 1970, like all times here. */
  issuedAt: number
  completedAt: number
  /** When the course is to be taken again; null for never. */
  expiresAt: number | null
  revokedAt: number | null
}

export const CertificateName = z.string().trim().max(120)

/** Normalises a typed code; null if it cannot be one. */
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

/** Whether a certificate is earned: everything done, and passed if the course requires it. */
export const isEarned = ({ row }: Pick<Enrolment, 'row'>): boolean => row.completed_at !== null && row.passed !== 0

export async function certificateOf(enrolment: string): Promise<Certificate | null> {
  const row = await certificates().where('enrolment_id', '=', enrolment).executeTakeFirst()
  return row ? read(row) : null
}

/**
 * The certificate of an enrolment, created on the first call with the name given then, so that nobody can lend it. Null if it was not
 * earned.
 * @param asked the name that its holder states, empty for none; in a course with names, anything but empty means the account's name
 */
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

/** The name of a learner's account, and whether the organisation gave it; null without an account. */
export async function accountName(learner: string): Promise<{ name: string; given: boolean } | null> {
  const found = await database()
    .selectFrom('learner')
    .innerJoin('user', 'user.id', 'learner.user_id')
    .select(['user.name', 'namedBy'])
    .where('learner.id', '=', learner)
    .executeTakeFirst()
  return found ? { name: found.name, given: found.namedBy === 'organisation' } : null
}

/** Removes the name for good, also for anybody who verifies it. It never gets another name. */
export async function removeCertificateName(enrolment: string): Promise<void> {
  await database().updateTable('certificate').set({ name: '' }).where('enrolment_id', '=', enrolment).execute()
}

/** Withdraws it for good, at its learner's request. The name is removed, too. */
export async function withdrawCertificate(enrolment: string, now = Date.now()): Promise<boolean> {
  const { numUpdatedRows } = await database()
    .updateTable('certificate')
    .set({ revoked_at: now, name: '' })
    .where('enrolment_id', '=', enrolment)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Revokes it. @param actor the owner's user id @returns whether there was one to revoke */
export async function revokeCertificate(enrolment: string, actor: string): Promise<boolean> {
  const revoked = await withdrawCertificate(enrolment)
  if (revoked) await audit({ actor, action: 'certificate.revoked', thing: enrolment })
  return revoked
}

/** What somebody with the code sees. For a revoked one, only that it was revoked. */
export type Verification = { state: 'valid' | 'expired'; certificate: Certificate } | { state: 'revoked' | 'unknown' }

export async function verifyCertificate(typed: string, now = Date.now()): Promise<Verification> {
  const code = readCode(typed)
  const row = code && (await certificates().where('certificate.code', '=', code).executeTakeFirst())
  if (!row) return { state: 'unknown' }
  if (row.revoked_at !== null) return { state: 'revoked' }
  return { state: row.expires_at !== null && row.expires_at <= now ? 'expired' : 'valid', certificate: read(row) }
}

/** Revoked codes, for verifiers of badges. */
export async function revokedCodes(): Promise<string[]> {
  const rows = await database().selectFrom('certificate').select('code').where('revoked_at', 'is not', null).orderBy('revoked_at').execute()
  return rows.map((r) => r.code)
}
