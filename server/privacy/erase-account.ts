import 'server-only'
import { leaveTombstones } from '../records/erased'
import { forgetActs } from '../records/undo'
import { type Database, database, scrubSoon } from '../database'
import { contains } from '../database/contains'
import { eraseLearner } from '../learning/learners'
import { hashToken } from '../platform/tokens'
import { facilitatorOfUser, userOfFacilitator } from '../live/facilitators'
import { logErased } from '../accounts/audit'
import type { Change } from '../directory/differences'
import { withdrawPromised } from '../accounts/withdrawn-invitations'

/** The ledger holds a hash of each erased id, so that people are erased again after an older backup is restored. */

/** Call it before anything is deleted, so that we do not forget a failure half-way. @param at the same for all ids of one person */
export async function recordErasure(id: string, db: Database = database(), at = Date.now()): Promise<void> {
  await db
    .insertInto('erasure')
    .values({ id: hashToken(id), at })
    .onConflict((c) => c.column('id').doNothing())
    .execute()
}

/** How many people or devices were erased. An account and its learner are two ids of one person, recorded at the same moment. */
export async function countErased(): Promise<number> {
  const { n } = await database()
    .selectFrom('erasure')
    .select((e) => e.fn.count<number | string>('at').distinct().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/**
 * Lines of the audit log stay but lead to nobody, and each required course keeps a tombstone. @param at when the person was erased
 * @returns the live sessions concerned, to notify the live core after the commit
 */
export async function eraseUser(user: string, within?: Database, at = Date.now()): Promise<HeldRooms> {
  const held = await (within
    ? erase(user, within, at)
    : database()
        .transaction()
        .execute((db) => erase(user, db, at)))
  scrubSoon()
  return held
}
async function erase(user: string, db: Database, at: number): Promise<HeldRooms> {
  await eraseLearning(user, db, at)
  for (const address of await addressesOf(user, db)) {
    await db.deleteFrom('invitation').where('email', '=', address).execute()
    await db
      .deleteFrom('verification')
      .where((e) => contains([e.ref('identifier'), e.ref('value')], address))
      .execute()
    await db.deleteFrom('directory_change').where('address', '=', address).execute()
    await db
      .deleteFrom('directory_change')
      .where('kind', 'in', ['problem', 'note'])
      .where((e) => contains([e.ref('body')], address))
      .execute()
    // Lists of people that others typed or uploaded and have not decided on. They have to enter them again.
    await db
      .deleteFrom('kept_form')
      .where((e) => contains([e.ref('body')], address))
      .execute()
  }
  await db
    .deleteFrom('verification')
    .where((e) => contains([e.ref('identifier'), e.ref('value')], user))
    .execute()
  const held = await endRooms(facilitatorOfUser(user), db)
  await withdrawPromised(user, db)
  await db.deleteFrom('user').where('id', '=', user).execute()
  // The acts on them while they were invited were deleted together with them.
  await forgetActs(db)
  return held
}

/** Their address, and earlier ones that the directory changed, unless these are somebody else's by now. */
async function addressesOf(user: string, db: Database): Promise<string[]> {
  const account = await db.selectFrom('user').select(['email', 'formerEmail']).where('id', '=', user).executeTakeFirst()
  if (!account) return []
  const changes = await db
    .selectFrom('directory_change')
    .innerJoin('member', 'member.id', 'member_id')
    .select('body')
    .where('member.user_id', '=', user)
    .execute()
  const before = changes.flatMap(({ body }) => (JSON.parse(body) as Partial<Change>).before?.address ?? [])
  const all = [...new Set([account.email, account.formerEmail, ...before])].filter((one): one is string => typeof one === 'string')
  const others = await db
    .selectFrom('member')
    .select('address')
    .where('address', 'in', all)
    .where((e) => e.or([e('user_id', 'is', null), e('user_id', '!=', user)]))
    .execute()
  return all.filter((one) => one === account.email || !others.some(({ address }) => address === one))
}

/** Live sessions that somebody controlled: `ended` were deleted with them, `left` still have another account, or an opener without one. */
export interface HeldRooms {
  ended: string[]
  left: string[]
}

/** Deletes sessions that no other account controlled and none was opened without one, with their notes. */
async function endRooms(facilitator: string, db: Database): Promise<HeldRooms> {
  const held = (await db.selectFrom('room_facilitator').select('room_id').where('facilitator', '=', facilitator).execute()).map(
    (row) => row.room_id,
  )
  await db.deleteFrom('room_facilitator').where('facilitator', '=', facilitator).execute()
  if (held.length === 0) return { ended: [], left: [] }
  const others = await db.selectFrom('room_facilitator').select(['room_id', 'facilitator', 'opened']).where('room_id', 'in', held).execute()
  const left = [...new Set(others.filter((row) => userOfFacilitator(row.facilitator) || row.opened === 1).map((row) => row.room_id))]
  const ended = held.filter((id) => !left.includes(id))
  if (ended.length > 0) await db.deleteFrom('room').where('id', 'in', ended).execute()
  return { ended, left }
}

export async function eraseLearning(user: string, db: Database, at = Date.now()): Promise<void> {
  const learner = await db.selectFrom('learner').select('id').where('user_id', '=', user).executeTakeFirst()
  if (!learner) return
  for (const course of await leaveTombstones(learner.id, at, db)) await logErased('data.erased', course, db, at)
  await eraseLearner(learner.id, db)
  await forgetActs(db)
}

const PAGE = 1_000

/** @param db a transaction, because half a restore must not remain @returns how many learners and users were erased */
export async function eraseAgain(db: Database): Promise<number> {
  const erased = new Map((await db.selectFrom('erasure').selectAll().execute()).map((row) => [row.id, row.at]))
  let count = 0
  // Users first: their learners go with them, and their records may leave a tombstone.
  for (const [table, eraseOne] of [
    ['user', eraseUser],
    ['learner', eraseLearner],
  ] as const) {
    for (let last = ''; ; ) {
      const rows = await db.selectFrom(table).select('id').where('id', '>', last).orderBy('id').limit(PAGE).execute()
      for (const { id } of rows) {
        const at = erased.get(hashToken(id))
        if (at === undefined) continue
        await eraseOne(id, db, at)
        count++
      }
      if (rows.length < PAGE) break
      last = rows.at(-1)!.id
    }
  }
  return count
}
