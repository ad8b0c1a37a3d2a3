import 'server-only'
import { sql } from 'kysely'
import type { Database } from '../database'
import { hashToken, newId, newToken } from '../platform/tokens'
import type { Action } from './audit'

/** A former administrator must not be able to give anything; invitations to courses stay. @param db the transaction that removes the role */
export async function withdrawPromised(user: string, db: Database): Promise<void> {
  const gone = await db
    .deleteFrom('invitation')
    .where('invited_by', '=', user)
    .where((e) => e.or([e.and([e('kind', '=', 'invite'), e('roles', '!=', '[]')]), e.and([e('kind', '=', 'reset'), e('shown', '=', 1)])]))
    .returning(['id', 'kind'])
    .execute()
  for (const { id } of gone.filter(({ kind }) => kind === 'invite')) {
    const action: Action = 'invitation.withdrawn'
    await db.insertInto('audit').values({ id: newId(), at: Date.now(), actor: 'system', action, subject: id, detail: null }).execute()
  }
}

/** Sets open invitations and all into a course aside, without the roles and courses they bring; with an account, only the latter. @returns how many */
export async function setAside(address: string, hasAccount: boolean, db: Database, now: number): Promise<number> {
  const open = await db
    .updateTable('invitation')
    .set({ kind: 'left', roles: '[]', owns: '[]', ended_at: now })
    .where('email', '=', address)
    .where('kind', '=', 'invite')
    .where((e) => e.or([e('expires_at', '>', now), e('cohort_id', 'is not', null)]))
    .$if(hasAccount, (q) => q.where('cohort_id', 'is not', null))
    .executeTakeFirst()
  await db.deleteFrom('invitation').where('email', '=', address).where('kind', '=', 'invite').execute()
  return Number(open.numUpdatedRows)
}

/** Days of absence do not count, and a newer invitation wins. @returns how many are open again */
export async function giveBack(address: string, leftAt: number, db: Database, now: number): Promise<number> {
  await db
    .deleteFrom('invitation')
    .where('email', '=', address)
    .where('kind', '=', 'left')
    .where(
      sql<boolean>`exists (select 1 from invitation n where n.email = invitation.email and n.kind = 'invite'
        and (n.expires_at > ${now} or n.cohort_id is not null) and coalesce(n.cohort_id, '') = coalesce(invitation.cohort_id, ''))`,
    )
    .execute()
  const open = await db
    .updateTable('invitation')
    .set((e) => ({ kind: 'invite', ended_at: null, expires_at: e('expires_at', '+', Math.max(0, now - leftAt)) }))
    .where('email', '=', address)
    .where('kind', '=', 'left')
    .executeTakeFirst()
  return Number(open.numUpdatedRows)
}

/**
 * A link mailed to the old address stops working, because that mailbox may be somebody else's now. A newer invitation wins. The job that
 * reminds sends the new link.
 */
export async function followAddress(from: string, to: string, db: Database): Promise<void> {
  await db
    .deleteFrom('invitation')
    .where('email', '=', from)
    .where('kind', 'in', ['invite', 'left', 'ended'])
    .where(
      sql<boolean>`exists (select 1 from invitation n where n.email = ${to} and n.kind = 'invite'
        and coalesce(n.cohort_id, '') = coalesce(invitation.cohort_id, ''))`,
    )
    .execute()
  const open = await db
    .selectFrom('invitation')
    .select(['id', 'mail'])
    .where('email', '=', from)
    .where('kind', 'in', ['invite', 'left', 'ended'])
    .execute()
  for (const { id, mail } of open)
    await db
      .updateTable('invitation')
      .set({ email: to, ...(mail !== 'none' && { id: hashToken(newToken()), mail: 'waiting', mail_answer: '', reminders: 0 }) })
      .where('id', '=', id)
      .execute()
}
