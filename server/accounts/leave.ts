import 'server-only'
import { sql } from 'kysely'
import { type Database, database } from '../database'
import { audit } from './audit'
import { changeMember, markBack, markLeft } from './members'
import { hasAdministrator, lockAdministrators } from './people'
import { giveBack, setAside, withdrawPromised } from './withdrawn-invitations'

/** Who recorded it. A file does not undo what a person decided. */
export type LeaveSource = 'hand' | 'directory'
export type LeaveResult = { ok: true; changed: boolean; invitations: number } | { ok: false; reason: 'last-administrator' | 'unknown' }

/** A rule that had enrolled them may enrol them again. @param by a user or `system` @param run the reading of the directory that said so */
export async function leave(member: string, how: LeaveSource, by: string, now = Date.now(), run?: string): Promise<LeaveResult> {
  const done = await database()
    .transaction()
    .execute(async (db): Promise<LeaveResult & { user?: string | null; lost?: string[] }> => {
      await lockAdministrators(db)
      const who = await db.selectFrom('member').select(['user_id', 'address', 'state']).where('id', '=', member).executeTakeFirst()
      if (!who) return { ok: false, reason: 'unknown' }
      if (who.state === 'left') return { ok: true, changed: false, invitations: 0 }
      if (who.user_id && (await hasAdministrator(db)) && !(await hasAdministrator(db, who.user_id)))
        return { ok: false, reason: 'last-administrator' }
      await markLeft(db, member, now, how)
      const invitations = await setAside(who.address, who.user_id !== null, db, now)
      await forgetJoining(member, who.address, db)
      const lost = who.user_id ? await closeAccount(who.user_id, db) : []
      return { ok: true, changed: true, invitations, user: who.user_id, lost }
    })
  // For people without an account, the line about the reading of the directory counts them.
  if (done.ok && done.changed && (done.user || how === 'hand'))
    await audit({
      actor: by,
      action: 'account.deactivated',
      ...(done.user ? { about: done.user, ...(run && { thing: run }) } : { thing: member }),
      detail: {
        directory: how === 'directory',
        ...(how === 'hand' && done.invitations > 0 && { ended: done.invitations }),
        ...(done.lost && done.lost.length > 0 && { lost: done.lost }),
      },
    })
  return done.ok ? { ok: true, changed: done.changed, invitations: done.invitations } : done
}

/** A rule enrols nobody twice, because an owner may have removed them. Leaving is no such decision. */
const forgetJoining = (member: string, address: string, db: Database): Promise<unknown> =>
  db
    .deleteFrom('cohort_joiner')
    .where('member_id', '=', member)
    .where(
      sql<boolean>`(exists (select 1 from enrolment e
          where e.member_id = cohort_joiner.member_id and e.cohort_id = cohort_joiner.cohort_id and e.newest = 1 and e."left" = 1)
        or exists (select 1 from invitation i where i.kind = 'left' and i.email = ${address} and i.cohort_id = cohort_joiner.cohort_id))`,
    )
    .execute()

/** @returns the roles that ended */
async function closeAccount(user: string, db: Database): Promise<string[]> {
  await withdrawPromised(user, db)
  const roles = await db.selectFrom('user_role').select('role').where('user_id', '=', user).orderBy('role').execute()
  await db.deleteFrom('user_role').where('user_id', '=', user).execute()
  await db.deleteFrom('session').where('userId', '=', user).execute()
  await db.deleteFrom('invitation').where('user_id', '=', user).where('kind', 'in', ['reset', 'verify']).execute()
  return [...new Set(roles.map(({ role }) => role))]
}

/** Enrolments and invitations that ended go on, but roles have to be given again. @returns how many invitations are open again */
export async function comeBack(member: string, how: LeaveSource, by: string, now = Date.now(), run?: string): Promise<number> {
  const who = await database()
    .transaction()
    .execute(async (db) => {
      const left = await db
        .selectFrom('member')
        .select(['user_id', 'left_by', 'address', 'left_at'])
        .where('id', '=', member)
        .where('state', '=', 'left')
        .executeTakeFirst()
      if (!left) return null
      await markBack(db, member)
      const invitations = await giveBack(left.address, Number(left.left_at ?? now), db, now)
      // A person brought back by hand who is no longer listed must not leave again at the next reading. But somebody who is listed and has
      // no account stays listed, because we forget people who are known by nothing.
      if (how === 'hand' && (left.user_id || left.left_by === 'directory')) await changeMember(db, member, { source: 'hand' })
      return { ...left, invitations }
    })
  if (who && (who.user_id || how === 'hand'))
    await audit({
      actor: by,
      action: 'account.reactivated',
      ...(who.user_id ? { about: who.user_id, ...(run && { thing: run }) } : { thing: member }),
      detail: { directory: how === 'directory', ...(how === 'hand' && who.invitations > 0 && { reopened: who.invitations }) },
    })
  return who?.invitations ?? 0
}

export const hasLeft = async (user: string, db: Database = database()): Promise<boolean> =>
  (await db.selectFrom('member').select('id').where('user_id', '=', user).where('state', '=', 'left').executeTakeFirst()) !== undefined

export async function leftAmong(addresses: readonly string[], db: Database = database()): Promise<Set<string>> {
  const left = new Set<string>()
  for (let from = 0; from < addresses.length; from += 500) {
    const rows = await db
      .selectFrom('member')
      .select('address')
      .where('state', '=', 'left')
      .where(
        'address',
        'in',
        addresses.slice(from, from + 500).map((address) => address.toLowerCase()),
      )
      .execute()
    for (const { address } of rows) left.add(address)
  }
  return left
}
