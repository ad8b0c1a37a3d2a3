import 'server-only'
import { sql } from 'kysely'
import { type Database, database, isDuplicate } from '../database'
import { logFault } from '../platform/log'
import { audit } from './audit'
import { changeMember } from './members'
import { notify } from './notices'
import { followAddress } from './withdrawn-invitations'

/** Gives accounts the name and the address that the directory has for them, and tells their holders. @param by who read the directory */
export async function followDirectory(by: string | null): Promise<void> {
  const behind = await database()
    .selectFrom('member as m')
    .innerJoin('user as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email', 'm.name as listedName', 'm.address'])
    .where('m.source', '=', 'directory')
    .where('m.state', '=', 'active')
    .where((e) => e.or([e.and([e('m.name', '!=', ''), e('m.name', '!=', e.ref('u.name'))]), e('m.address', '!=', e.ref('u.email'))]))
    .execute()
  for (const one of behind)
    await follow(one, by).catch((error: unknown) => logFault('An account could not take over what the directory says', error))
}
interface Behind {
  id: string
  name: string
  email: string
  listedName: string
  address: string
}
async function follow({ id, name, email, listedName, address }: Behind, by: string | null): Promise<void> {
  if (listedName !== '' && listedName !== name) {
    await renameAccount(id, listedName)
    await audit({ actor: 'system', action: 'account.renamed', about: id })
    await notify(id, 'directory-name', by)
  }
  if (address !== email && (await moveAccount(id, email, address))) {
    await audit({ actor: 'system', action: 'account.address-changed', about: id })
    await notify(id, 'directory-address', by, { to: [email] })
  }
}

const renameAccount = (user: string, name: string, db: Database = database()): Promise<unknown> =>
  db.updateTable('user').set({ name, namedBy: 'organisation' }).where('id', '=', user).execute()

/**
 * The new address is unproven: the person who wrote it into the file may have the mailbox. Links to a new password go to the former one until the
 * holder proves it, and open links end, because they would prove an address to which they were not sent.
 * @returns false if another account has the address, which the next reading reports
 */
async function moveAccount(user: string, from: string, to: string): Promise<boolean> {
  return database()
    .transaction()
    .execute(async (db) => {
      const taken = await db.selectFrom('user').select('id').where('email', '=', to).executeTakeFirst()
      if (taken) return false
      await db
        .updateTable('user')
        .set((e) => ({ email: to, emailVerified: sql<never>`false`, formerEmail: e.fn.coalesce('formerEmail', 'email') }))
        .where('id', '=', user)
        .execute()
      await db.deleteFrom('invitation').where('user_id', '=', user).where('kind', 'in', ['reset', 'verify']).execute()
      await followAddress(from, to, db)
      return true
    })
    .catch((error: unknown) => {
      if (isDuplicate(error)) return false
      throw error
    })
}

/** Where a link to a new password goes. Null if the account has a new address, not proven yet, and somebody else has the former one. */
export async function resetAddress(user: string): Promise<string | null> {
  const { email, formerEmail } = await database()
    .selectFrom('user')
    .select(['email', 'formerEmail'])
    .where('id', '=', user)
    .executeTakeFirstOrThrow()
  if (formerEmail === null || formerEmail === email) return email
  const account = await database().selectFrom('user').select('id').where('email', '=', formerEmail).executeTakeFirst()
  // Owners can add any address, which must not close the way back.
  const colleague = await database()
    .selectFrom('member')
    .select('user_id')
    .where('address', '=', formerEmail)
    .where('source', '=', 'directory')
    .executeTakeFirst()
  const other = account !== undefined || (colleague !== undefined && colleague.user_id !== user)
  return other ? null : formerEmail
}

/** By hand, for people whom the directory does not name. @returns false if it does, or if there is no such person */
export async function correctName(member: string, name: string, by: string): Promise<boolean> {
  const who = await database().selectFrom('member').select(['user_id', 'name', 'source']).where('id', '=', member).executeTakeFirst()
  if (!who || who.source === 'directory') return false
  await database()
    .transaction()
    .execute(async (db) => {
      await changeMember(db, member, { name })
      if (who.user_id) await renameAccount(who.user_id, name, db)
    })
  await audit({ actor: by, action: 'account.renamed', ...(who.user_id ? { about: who.user_id } : { thing: member }) })
  if (who.user_id) await notify(who.user_id, 'renamed', by)
  return true
}
