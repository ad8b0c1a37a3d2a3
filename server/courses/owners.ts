import 'server-only'
import { aliasOf, audit } from '../accounts/audit'
import { type Person, rolesOf } from '../accounts/people'
import { type Database, database, locked } from '../database'
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

export interface Owner {
  /** Of the account or, before they have joined, of the invitation. */
  id: string
  name: string
  email: string
  active: boolean
  invited: boolean
}
export async function ownersOf(course: string): Promise<Owner[]> {
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
  const invited = await invitedOwners(course)
  return [
    ...rows.map(({ roles, ...owner }) => ({ ...owner, active: Number(roles) > 0, invited: false })),
    ...invited.map(({ id, name, email, roles }) => ({ id, name: name || email!, email: email!, active: isBuilder(roles), invited: true })),
  ]
}
/** The ids of courses are random, so that none is part of another. */
const invitedOwners = (course: string) =>
  database()
    .selectFrom('invitation')
    .select(['id', 'name', 'email', 'roles', 'owns'])
    .where('kind', '=', 'invite')
    .where('owns', 'like', `%"${course}"%`)
    .orderBy('email')
    .orderBy('id')
    .execute()

/** @returns whether they did not own it already */
export async function giveCourse(course: string, user: string, db: Database = database()): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('course_owner')
    .values({ course_id: course, user_id: user, since: Date.now() })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What an invitation promised, of courses that are still there. */
export async function giveCourses(courses: readonly string[], user: string, db: Database): Promise<void> {
  if (courses.length === 0) return
  const there = await db.selectFrom('course').select('id').where('id', 'in', courses).execute()
  for (const { id } of there) await giveCourse(id, user, db)
}

/** Makes the account with this address an owner, or who is invited by it. Without the role they would see nothing, so they are refused. */
export async function addOwner(course: string, address: string, by: string): Promise<'added' | 'already' | 'unknown' | 'role'> {
  const email = address.trim().toLowerCase()
  const user = await database().selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()
  if (!user) return addInvited(course, email, by)
  const roles = await rolesOf(user.id)
  if (!BUILDERS.some((role) => roles.includes(role))) return 'role'
  if (!(await giveCourse(course, user.id))) return 'already'
  await audit({ actor: by, action: 'course.owner-added', thing: course, detail: { owner: await aliasOf(user.id) } })
  return 'added'
}

async function addInvited(course: string, email: string, by: string): Promise<'added' | 'already' | 'unknown' | 'role'> {
  const open = await database()
    .selectFrom('invitation as i')
    .leftJoin('member as m', 'm.address', 'i.email')
    .select(['i.id', 'i.roles', 'i.owns', 'm.id as member'])
    .where('i.kind', '=', 'invite')
    .where('i.email', '=', email)
    .where('i.expires_at', '>', Date.now())
    .orderBy('i.created_at', 'desc')
    .execute()
  if (open.length === 0) return 'unknown'
  if (open.some(({ owns }) => idsIn(owns).includes(course))) return 'already'
  const one = open.find(({ roles }) => isBuilder(roles))
  if (!one) return 'role'
  await changeOwned(one.id, (courses) => [...courses, course])
  await audit({ actor: by, action: 'course.owner-added', thing: course, detail: { owner: one.member ?? '' } })
  return 'added'
}
const isBuilder = (roles: string): boolean => BUILDERS.some((role) => idsIn(roles).includes(role))
const idsIn = (json: string): string[] => JSON.parse(json) as string[]
/** Locked, because the invitation may be given another course at the same time. */
const changeOwned = (invitation: string, change: (courses: string[]) => string[]): Promise<void> =>
  database()
    .transaction()
    .execute(async (db) => {
      const [one] = await locked(db.selectFrom('invitation').select('owns').where('id', '=', invitation), 'update').execute()
      if (!one) return
      const owns = JSON.stringify([...new Set(change(idsIn(one.owns)))])
      await db.updateTable('invitation').set({ owns }).where('id', '=', invitation).execute()
    })

async function removeInvited(course: string, invitation: string, by: string): Promise<boolean> {
  const one = (await invitedOwners(course)).find(({ id }) => id === invitation)
  if (!one) return false
  const member = await database().selectFrom('member').select('id').where('address', '=', one.email!).executeTakeFirst()
  await changeOwned(one.id, (courses) => courses.filter((id) => id !== course))
  await audit({ actor: by, action: 'course.owner-removed', thing: course, detail: { owner: member?.id ?? '' } })
  return true
}

/** @param user an account or an invitation, as in `ownersOf` @returns whether there was one to remove */
export async function removeOwner(course: string, user: string, by: string): Promise<boolean> {
  const { numDeletedRows } = await database()
    .deleteFrom('course_owner')
    .where('course_id', '=', course)
    .where('user_id', '=', user)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return removeInvited(course, user, by)
  await audit({ actor: by, action: 'course.owner-removed', thing: course, detail: { owner: await aliasOf(user) } })
  return true
}
