import 'server-only'
import { z } from 'zod'
import { type Role, ROLES } from '../platform/role'
import { database } from '../database'

/** From the audit log, because the record keeps only the last leaving. */
export interface Leaving {
  kind: 'gone' | 'back'
  at: number
  /** A name; null if the directory did it, or if the account is gone. */
  by: string | null
  /** Whether the directory recorded it, and from which file; empty if we no longer know. */
  directory: boolean
  file: string
  /** After leaving, the roles that ended. After a return, those that nobody has given back. */
  roles: Role[]
}

const Detail = z.object({
  directory: z.boolean().catch(false),
  lost: z.array(z.enum(ROLES)).catch([]),
})

/** Oldest first. */
export async function leavingsOf(member: string | null): Promise<Leaving[]> {
  if (member === null) return []
  const { user_id, alias } = (await database()
    .selectFrom('member as m')
    .leftJoin('user_alias as u', 'u.user_id', 'm.user_id')
    .select(['m.user_id', 'u.alias'])
    .where('m.id', '=', member)
    .executeTakeFirst()) ?? { user_id: null, alias: null }
  const rows = await database()
    .selectFrom('audit as a')
    .leftJoin('user_alias as u', 'u.alias', 'a.actor')
    .leftJoin('user', 'user.id', 'u.user_id')
    .leftJoin('directory_run as r', 'r.id', 'a.thing')
    .select(['a.at', 'a.action', 'a.detail', 'user.name', 'r.file'])
    .where('a.subject', 'in', alias === null ? [member] : [member, alias])
    .where('a.action', 'in', ['account.deactivated', 'account.reactivated'])
    .orderBy('a.at')
    .orderBy('a.id')
    .execute()
  const held = user_id === null ? [] : await database().selectFrom('user_role').select('role').where('user_id', '=', user_id).execute()
  const now = new Set<Role>(held.map(({ role }) => role))
  let lost: Role[] = []
  return rows.map((row): Leaving => {
    const { directory, lost: ended } = Detail.parse(JSON.parse(row.detail ?? '{}'))
    const gone = row.action === 'account.deactivated'
    if (gone) lost = ended
    const roles = gone ? ended : lost.filter((role) => !now.has(role))
    return { kind: gone ? 'gone' : 'back', at: row.at, by: row.name, directory, file: row.file ?? '', roles }
  })
}

export const memberOfEnrolment = async (enrolment: string): Promise<string | null> =>
  (await database().selectFrom('enrolment').select('member_id').where('id', '=', enrolment).executeTakeFirst())?.member_id ?? null
