import 'server-only'
import type { Role } from '@/server/platform/role'
import { database } from '../database'
import { type Person, rolesOf } from './people'

export async function readPerson(
  id: string,
): Promise<(Person & { formerEmail: string | null; bySso: Role[]; sessions: number; leftAt: number | null }) | null> {
  const user = await database().selectFrom('user').select(['id', 'name', 'email', 'formerEmail']).where('id', '=', id).executeTakeFirst()
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

export const endSessions = (user: string): Promise<unknown> => database().deleteFrom('session').where('userId', '=', user).execute()
