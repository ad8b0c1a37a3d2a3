import 'server-only'
import { ROLES, type Role } from '@/server/platform/role'
import { database } from '../database'
import { contains } from '../database/contains'
import { type Person, rolesOf } from './people'

/** A person with an account, as administrators see them. */
export interface Listed extends Person {
  /** The latest among sign-ins still valid, or null. */
  lastSignIn: Date | null
  hasLeft: boolean
}
export const PEOPLE_PAGE = 50

/** @param search part of a name or an address, in any case */
export async function listPeople(search: string, page: number): Promise<{ people: Listed[]; total: number }> {
  const found = database()
    .selectFrom('user')
    .where((e) => contains([e.ref('name'), e.ref('email')], search))
  const { n } = await found.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()
  const users = await found
    .select(['id', 'name', 'email'])
    .orderBy('name')
    .orderBy('id')
    .limit(PEOPLE_PAGE)
    .offset((page - 1) * PEOPLE_PAGE)
    .execute()
  const ids = users.map((u) => u.id)
  if (ids.length === 0) return { people: [], total: Number(n) }
  const roles = await database().selectFrom('user_role').select(['user_id', 'role']).where('user_id', 'in', ids).execute()
  const sessions = await database().selectFrom('session').select(['userId', 'createdAt']).where('userId', 'in', ids).execute()
  const left = await database().selectFrom('member').select('user_id').where('state', '=', 'left').where('user_id', 'in', ids).execute()
  const people = users.map((user) => {
    const times = sessions.filter((s) => s.userId === user.id).map((s) => new Date(s.createdAt).getTime())
    const own: Role[] = ROLES.filter((role) => role === 'learner' || roles.some((r) => r.user_id === user.id && r.role === role))
    return {
      ...user,
      hasLeft: left.some((l) => l.user_id === user.id),
      roles: own,
      lastSignIn: times.length > 0 ? new Date(Math.max(...times)) : null,
    }
  })
  return { people, total: Number(n) }
}

/** @returns null if there is no such account */
export async function readPerson(id: string): Promise<(Person & { bySso: Role[]; sessions: number; leftAt: number | null }) | null> {
  const user = await database().selectFrom('user').select(['id', 'name', 'email']).where('id', '=', id).executeTakeFirst()
  if (!user) return null
  const bySso = await database().selectFrom('user_role').select('role').where('user_id', '=', id).where('source', '=', 'sso').execute()
  const sessions = await database().selectFrom('session').select('expiresAt').where('userId', '=', id).execute()
  const member = await database().selectFrom('member').select(['state', 'left_at']).where('user_id', '=', id).executeTakeFirst()
  return {
    ...user,
    leftAt: member?.state === 'left' ? Number(member.left_at) : null,
    roles: await rolesOf(id),
    bySso: bySso.map((r) => r.role),
    sessions: sessions.filter((s) => new Date(s.expiresAt).getTime() > Date.now()).length,
  }
}

/** Signs a person out everywhere. */
export const endSessions = (user: string): Promise<unknown> => database().deleteFrom('session').where('userId', '=', user).execute()
