import 'server-only'
import { ROLES, type Role } from '@/server/platform/role'
import { database } from '../database'

export interface LeaverTotals {
  accounts: number
  roles: number
}
export async function losingBy(run: string): Promise<LeaverTotals> {
  const { accounts, roles } = await database()
    .selectFrom('directory_change')
    .innerJoin('member', 'member.id', 'member_id')
    .leftJoin('user_role', 'user_role.user_id', 'member.user_id')
    .select((e) => e.fn.count('member.user_id').distinct().as('accounts'))
    .select((e) => e.fn.count('user_role.user_id').distinct().as('roles'))
    .where('run_id', '=', run)
    .where('kind', '=', 'leave')
    .executeTakeFirstOrThrow()
  return { accounts: Number(accounts), roles: Number(roles) }
}

export interface LeaverAccess {
  account: boolean
  roles: Role[]
  invitations: number
}
export async function heldBy(members: readonly string[], now = Date.now()): Promise<Map<string, LeaverAccess>> {
  if (members.length === 0) return new Map()
  const people = await database().selectFrom('member').select(['id', 'user_id', 'address']).where('id', 'in', members).execute()
  const users = people.flatMap(({ user_id }) => user_id ?? [])
  const roles =
    users.length === 0 ? [] : await database().selectFrom('user_role').select(['user_id', 'role']).where('user_id', 'in', users).execute()
  const open = await database()
    .selectFrom('invitation')
    .innerJoin('member', 'member.address', 'invitation.email')
    .select('member.id')
    .where('member.id', 'in', members)
    .where('kind', '=', 'invite')
    .where((e) => e.or([e('expires_at', '>', now), e('cohort_id', 'is not', null)]))
    .execute()
  return new Map(
    people.map(({ id, user_id }) => [
      id,
      {
        account: user_id !== null,
        roles: ROLES.filter((role) => roles.some((one) => one.user_id === user_id && one.role === role)),
        invitations: open.filter((one) => one.id === id).length,
      },
    ]),
  )
}
