import 'server-only'
import { sql } from 'kysely'
import { fold } from '@/scenarios/engine/course/records'
import { type Database, database } from '../database'
import type { MemberRow } from '../database/row-types/members'
import { newId } from '../platform/tokens'
import { followAddress } from './withdrawn-invitations'

/** The people the organisation knows: anyone with an account, an open invitation, or a line in the directory. */

export type MemberFacts = Pick<
  MemberRow,
  'address' | 'name' | 'unit' | 'site' | 'manager' | 'groups' | 'source' | 'external_id' | 'language' | 'joined_at'
>

/** People without a name are sorted by their address. */
const wordsOf = ({ name, address, unit, site }: Pick<MemberFacts, 'name' | 'address' | 'unit' | 'site'>): string =>
  fold([...(name ? [name] : []), address, unit, site].join('\n'))

const newMember = ({ address, ...known }: Partial<MemberFacts> & { address: string }, user: string | null = null): MemberRow => {
  const row = {
    id: newId(),
    user_id: user,
    address: address.toLowerCase(),
    name: '',
    unit: '',
    site: '',
    manager: '',
    groups: '[]',
    state: 'active' as const,
    source: 'hand' as const,
    external_id: null,
    left_at: null,
    joined_at: null,
    left_by: '' as const,
    former_address: null,
    language: '',
    created_at: Date.now(),
    overdue_told_at: null,
    ...known,
  }
  return { ...row, words: wordsOf(row) }
}

/** The person of an account. If the organisation knew its address before, it is that person. */
export async function memberOfUser(user: string, db: Database = database()): Promise<string> {
  const known = await db.selectFrom('member').select('id').where('user_id', '=', user).executeTakeFirst()
  if (known) return known.id
  const { email, name } = await db.selectFrom('user').select(['email', 'name']).where('id', '=', user).executeTakeFirstOrThrow()
  const address = email.toLowerCase()
  await db
    .insertInto('member')
    .values(newMember({ address, name }, user))
    .onConflict((c) => c.column('address').doUpdateSet({ user_id: user }).where('member.user_id', 'is', null))
    .execute()
  const own = await db.selectFrom('member').selectAll().where('user_id', '=', user).executeTakeFirstOrThrow()
  // The directory's name wins over the account's.
  if (name && own.name !== name && own.source !== 'directory') await changeMember(db, own.id, { name })
  return own.id
}

export async function noteInvited(db: Database, people: readonly { email: string; name: string }[]): Promise<void> {
  const rows = [...new Map(people.map(({ email, name }) => [email.toLowerCase(), newMember({ address: email, name })])).values()]
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('member')
      .values(rows.slice(from, from + 500))
      .onConflict((c) => c.column('address').doNothing())
      .execute()
}

export const nameKnown = async (address: string): Promise<string> =>
  (await database().selectFrom('member').select('name').where('address', '=', address).executeTakeFirst())?.name ?? ''

/** Notes people whom the directory lists. People who became known in another way count as listed from now on. */
export async function listInDirectory(db: Database, people: readonly (Partial<MemberFacts> & { address: string })[]): Promise<void> {
  if (people.length === 0) return
  const addresses = people.map(({ address }) => address.toLowerCase())
  const there = await db.selectFrom('member').select(['id', 'address']).where('address', 'in', addresses).execute()
  const known = new Map(there.map(({ id, address }) => [address, id]))
  const fresh = people.filter(({ address }) => !known.has(address.toLowerCase()))
  if (fresh.length > 0)
    await db
      .insertInto('member')
      .values(fresh.map((one) => newMember(one)))
      .onConflict((c) => c.column('address').doNothing())
      .execute()
  for (const one of people) {
    const id = known.get(one.address.toLowerCase())
    if (id !== undefined) await changeMember(db, id, one)
  }
}

export async function changeMember(db: Database, id: string, change: Partial<MemberFacts>): Promise<void> {
  const before = await db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) return
  const address = (change.address ?? before.address).toLowerCase()
  await db
    .updateTable('member')
    .set({
      ...change,
      address,
      words: wordsOf({ ...before, ...change, address }),
      ...(address !== before.address && { former_address: before.address }),
    })
    .where('id', '=', id)
    .execute()
  // Invitations of an account follow its own address, not the directory's.
  if (before.user_id === null && address !== before.address) await followAddress(before.address, address, db)
}

/** By an address that the directory has changed, if nobody has it now: the person's present one. */
export async function movedAddresses(emails: readonly string[]): Promise<Map<string, string>> {
  const moved = new Map<string, string>()
  for (let from = 0; from < emails.length; from += AT_ONCE) {
    const rows = await database()
      .selectFrom('member as m')
      .select(['m.former_address', 'm.address'])
      .where('m.former_address', 'in', emails.slice(from, from + AT_ONCE))
      .where((e) => e.not(e.exists(e.selectFrom('member as n').select('n.id').whereRef('n.address', '=', 'm.former_address'))))
      .execute()
    for (const { former_address, address } of rows) moved.set(former_address!, address)
  }
  return moved
}
const AT_ONCE = 500

/** A completed enrolment under a code does not end when its holder leaves, as that would reveal whose it is. See docs/decisions/codes.md. */
const namesPeople = sql<boolean>`exists (select 1 from course_version v where v.course_id = enrolment.course_id
  and v.version = enrolment.version and v.body like '%"people":"names"%')`

export async function markLeft(db: Database, id: string, now = Date.now(), by: 'hand' | 'directory' = 'hand'): Promise<void> {
  await db
    .updateTable('member')
    .set({ state: 'left', left_at: now, left_by: by })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .execute()
  await db
    .updateTable('enrolment')
    .set({ ended_at: now, left: 1 })
    .where('member_id', '=', id)
    .where('ended_at', 'is', null)
    .where((e) => e.or([e('completed_at', 'is', null), namesPeople]))
    .execute()
}

export async function markBack(db: Database, id: string): Promise<void> {
  await db.updateTable('member').set({ state: 'active', left_at: null, left_by: '' }).where('id', '=', id).execute()
  await db.updateTable('enrolment').set({ ended_at: null, left: 0 }).where('member_id', '=', id).where('left', '=', 1).execute()
}

/** Of several processes, one writes to a manager. @returns false if it was another */
export async function claimOverdueLetter(id: string, before: number | null, now: number | null): Promise<boolean> {
  const { numUpdatedRows } = await database()
    .updateTable('member')
    .set({ overdue_told_at: now })
    .where('id', '=', id)
    .where('overdue_told_at', before === null ? 'is' : '=', before)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Forgets people without an account who have no invitation and are in no directory. @returns how many */
export async function forgetUnknown(db: Database = database()): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('member')
    .where('user_id', 'is', null)
    .where('source', '=', 'hand')
    .where((e) => e.not(e.exists(e.selectFrom('invitation').select('invitation.id').whereRef('invitation.email', '=', 'member.address'))))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
