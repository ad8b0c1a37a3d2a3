import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Database, database } from '../database'
import { hashToken, newToken } from '../platform/tokens'
import { audit } from './audit'
import { memberOfUser } from './members'
import { SSO_ID } from './paths'
import type { Claims } from './single-sign-on'

/** A domain that gets no mail and that no provider vouches for: `.invalid` is reserved. */
export const FREED = '@freed.invalid'
export const isFreed = (email: string): boolean => email.endsWith(FREED)
/** How long the other account's enrolments wait for the person who is arriving. */
const WAIT = 3600_000

/**
 * Frees an address for a person arriving from the identity provider, which has verified it. An account that never proved the address has
 * it, and may belong to anyone. It loses the address and every way in, and remains until an administrator removes it. Its enrolments wait
 * for the person as an invitation. We leave an account with a role alone: somebody trusted it, and it may be the only administrator.
 */
export async function freeAddress({ email: said, email_verified }: Claims): Promise<void> {
  if (email_verified !== true || !said) return
  const email = said.toLowerCase()
  const freed = await database()
    .transaction()
    .execute(async (db) => {
      const other = await db.selectFrom('user').select(['id', 'emailVerified', 'formerEmail']).where('email', '=', email).executeTakeFirst()
      // An address that the directory gave says nothing about who made the account.
      if (!other || other.emailVerified || other.formerEmail !== null) return null
      const vouched = await db
        .selectFrom('account')
        .select('id')
        .where('userId', '=', other.id)
        .where('providerId', '=', SSO_ID)
        .executeTakeFirst()
      const trusted = await db.selectFrom('user_role').select('role').where('user_id', '=', other.id).executeTakeFirst()
      if (vouched || trusted) return null
      // If two arrivals come at once, only one frees the address.
      const { numUpdatedRows } = await db
        .updateTable('user')
        .set({ email: `${randomBytes(9).toString('hex')}${FREED}` })
        .where('id', '=', other.id)
        .where('email', '=', email)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return null
      for (const table of ['account', 'passkey', 'session'] as const)
        await db
          .deleteFrom(table as 'session')
          .where('userId', '=', other.id)
          .execute()
      await db.deleteFrom('invitation').where('user_id', '=', other.id).execute()
      await keepEnrolments(db, other.id, email)
      await partMembers(db, other.id, email)
      return other.id
    })
  if (freed) await audit({ actor: 'system', action: 'account.address-freed', about: freed })
}

/** What the organisation knows of the address stays with the address. The account that lost it becomes a person of its own. */
async function partMembers(db: Database, user: string, email: string): Promise<void> {
  await db.updateTable('member').set({ user_id: null }).where('user_id', '=', user).where('address', '=', email).execute()
  const member_id = await memberOfUser(user, db)
  await db
    .updateTable('enrolment')
    .set({ member_id })
    .where('learner_id', 'in', (q) => q.selectFrom('learner').select('id').where('user_id', '=', user))
    .execute()
}

async function keepEnrolments(db: Database, user: string, email: string): Promise<void> {
  const now = Date.now()
  const cohorts = await db
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .select((x) => ['e.cohort_id', x.fn.min<number>(x.fn.coalesce('e.due_from', 'e.enrolled_at')).as('named_at')])
    .where('l.user_id', '=', user)
    .where('e.ended_at', 'is', null)
    .groupBy('e.cohort_id')
    .execute()
  for (const { cohort_id, named_at } of cohorts) {
    await db
      .insertInto('invitation')
      .values({
        id: hashToken(newToken()),
        kind: 'invite',
        email,
        name: '',
        user_id: null,
        roles: '[]',
        cohort_id,
        mail: 'none',
        shown: 1,
        created_at: now,
        named_at: Number(named_at),
        expires_at: now + WAIT,
      })
      .execute()
  }
}
