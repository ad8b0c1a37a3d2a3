import 'server-only'
import { aliasOf, audit } from '../accounts/audit'
import { type Person, rolesOf } from '../accounts/people'
import { type Database, database } from '../database'
import type { Role } from '../platform/role'

/** Owners read and change their own courses, administrators all; auditors read all records and change none. */
export const BUILDERS = ['owner', 'administrator'] as const satisfies readonly Role[]
export const READERS = ['owner', 'administrator', 'auditor'] as const satisfies readonly Role[]

type Who = Pick<Person, 'id' | 'roles'>

/** Null for all. */
export const ownedBy = (who: Who): Promise<ReadonlySet<string> | null> => coursesOf(who, ['administrator'])
/** Null for all. */
export const readableBy = (who: Who): Promise<ReadonlySet<string> | null> => coursesOf(who, ['administrator', 'auditor'])

export const owns = async (who: Who, course: string): Promise<boolean> => (await ownedBy(who))?.has(course) ?? true
export const mayRead = async (who: Who, course: string): Promise<boolean> => (await readableBy(who))?.has(course) ?? true

async function coursesOf({ id, roles }: Who, all: readonly Role[]): Promise<ReadonlySet<string> | null> {
  if (all.some((role) => roles.includes(role))) return null
  // Keep the rows, so that somebody who gets the role back finds their courses again.
  if (!roles.includes('owner')) return new Set()
  const rows = await database().selectFrom('course_owner').select('course_id').where('user_id', '=', id).execute()
  return new Set(rows.map((row) => row.course_id))
}

export async function ownersOf(course: string): Promise<{ id: string; name: string; email: string; active: boolean }[]> {
  const rows = await database()
    .selectFrom('course_owner as o')
    .innerJoin('user as u', 'u.id', 'o.user_id')
    .leftJoin('user_role as r', (join) => join.onRef('r.user_id', '=', 'u.id').on('r.role', 'in', [...BUILDERS]))
    .select((e) => ['u.id', 'u.name', 'u.email', e.fn.count<number | string>('r.role').as('roles')])
    .where('o.course_id', '=', course)
    .groupBy(['u.id', 'u.name', 'u.email'])
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
  return rows.map(({ roles, ...owner }) => ({ ...owner, active: Number(roles) > 0 }))
}

/** @returns whether they did not own it already */
export async function giveCourse(course: string, user: string, db: Database = database()): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('course_owner')
    .values({ course_id: course, user_id: user, since: Date.now() })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Makes the account with this address an owner. Without the role it would see nothing, so it is refused. */
export async function addOwner(course: string, address: string, by: string): Promise<'added' | 'already' | 'unknown' | 'role'> {
  const user = await database().selectFrom('user').select('id').where('email', '=', address.trim().toLowerCase()).executeTakeFirst()
  if (!user) return 'unknown'
  const roles = await rolesOf(user.id)
  if (!BUILDERS.some((role) => roles.includes(role))) return 'role'
  if (!(await giveCourse(course, user.id))) return 'already'
  await audit({ actor: by, action: 'course.owner-added', thing: course, detail: { owner: await aliasOf(user.id) } })
  return 'added'
}

/** @returns whether there was one to remove */
export async function removeOwner(course: string, user: string, by: string): Promise<boolean> {
  const { numDeletedRows } = await database()
    .deleteFrom('course_owner')
    .where('course_id', '=', course)
    .where('user_id', '=', user)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await audit({ actor: by, action: 'course.owner-removed', thing: course, detail: { owner: await aliasOf(user) } })
  return true
}
