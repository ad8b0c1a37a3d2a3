import 'server-only'
import { ROLES, type Role } from '@/server/platform/role'
import { type Database, database, locked } from '../database'
import { newId } from '../platform/tokens'
import { withdrawPromised } from './withdrawn-invitations'

export interface Person {
  id: string
  name: string
  email: string
  roles: Role[]
  /** They must have a second factor but have none. Until then they have no role, and as learners only what needs no factor. */
  lacksFactor?: true
}

export async function rolesOf(user: string): Promise<Role[]> {
  const rows = await database().selectFrom('user_role').select('role').where('user_id', '=', user).execute()
  return ROLES.filter((role) => role === 'learner' || rows.some((r) => r.role === role))
}

export const userOfAddress = async (email: string): Promise<string | null> =>
  (await database().selectFrom('user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst())?.id ?? null

export const emailOf = async (user: string): Promise<string | null> =>
  (await database().selectFrom('user').select('email').where('id', '=', user).executeTakeFirst())?.email ?? null

export async function setRoles(user: string, roles: readonly Role[]): Promise<{ ok: true } | { ok: false; reason: 'last-administrator' }> {
  return database()
    .transaction()
    .execute(async (db) => {
      await lockAdministrators(db)
      const given = roles.filter((role) => role !== 'learner')
      await db
        .deleteFrom('user_role')
        .where('user_id', '=', user)
        .$if(given.length > 0, (q) => q.where('role', 'not in', given))
        .execute()
      await addRoles(db, user, given)
      if (!given.includes('administrator')) await withdrawPromised(user, db)
      if (await hasAdministrator(db)) return { ok: true } as const
      throw new LastAdministrator()
    })
    .catch((error: unknown) => {
      if (error instanceof LastAdministrator) return { ok: false, reason: 'last-administrator' } as const
      throw error
    })
}

export async function addRoles(db: Database, user: string, roles: readonly Role[]): Promise<void> {
  const given = roles.filter((role) => role !== 'learner')
  if (given.length > 0)
    await db
      .insertInto('user_role')
      .values(given.map((role) => ({ user_id: user, role })))
      .onConflict((c) => c.doNothing())
      .execute()
}

/** Locks until the transaction ends. If two administrators remove each other's role at once, the second has to wait and is refused. */
export const lockAdministrators = (db: Database): Promise<unknown> =>
  locked(db.selectFrom('user_role').select('user_id').where('role', '=', 'administrator').orderBy('user_id'), 'update').execute()

class LastAdministrator extends Error {}

/** @param beside a user to leave out */
export const hasAdministrator = async (db: Database = database(), beside = ''): Promise<boolean> =>
  (await db
    .selectFrom('user_role')
    .select('user_id')
    .where('role', '=', 'administrator')
    .where('user_id', '!=', beside)
    .executeTakeFirst()) !== undefined

export async function learnerOfUser(user: string): Promise<string> {
  const known = await database().selectFrom('learner').select('id').where('user_id', '=', user).executeTakeFirst()
  if (known) return known.id
  await database()
    .insertInto('learner')
    .values({ id: newId(), user_id: user, created_at: Date.now() })
    .onConflict((c) => c.column('user_id').doNothing())
    .execute()
  return (await database().selectFrom('learner').select('id').where('user_id', '=', user).executeTakeFirstOrThrow()).id
}
