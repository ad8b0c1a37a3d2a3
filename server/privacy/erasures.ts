import 'server-only'
import { leaveTombstones } from '../courses/tombstones'
import { type Database, database, scrubSoon } from '../database'
import { contains } from '../database/contains'
import { eraseLearner } from '../learning/learners'
import { hashToken, newId } from '../platform/tokens'
import { hostOfUser } from '../live/facilitators'
import type { Action } from '../accounts/audit'
import { withdrawPromised } from '../accounts/withdrawn-invitations'

/**
 * Whoever was erased stays erased: the ledger holds the hash of each erased id, which leads to nobody, and a backup
 * that is older than the erasure is gone through again after it was restored.
 */

/** Enters a user's or learner's id in the ledger. To be called before anything is deleted, so that nothing is forgotten half-way. */
export async function recordErasure(id: string, db: Database = database()): Promise<void> {
  await db
    .insertInto('erasure')
    .values({ id: hashToken(id), at: Date.now() })
    .onConflict((c) => c.column('id').doNothing())
    .execute()
}

/**
 * Deletes an account with everything that hangs on it: sign-ins, passkeys, roles, alias, invitations, its sessions for groups,
 * and its learner. The lines of the audit log stay, and lead to nobody; of a course that was asked of the person a tombstone
 * stays, and a line that says so.
 * @param at when the person was erased, where that was before
 * @param within the transaction that it is part of; without one it is a transaction of its own
 * @returns whose sessions for groups were, for the live core to be told once it is committed
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
  const known = await db.selectFrom('user').select('email').where('id', '=', user).executeTakeFirst()
  if (known) {
    await db.deleteFrom('invitation').where('email', '=', known.email).execute()
    await db
      .deleteFrom('verification')
      .where((e) => contains([e.ref('identifier'), e.ref('value')], known.email))
      .execute()
    // Lists of people that others have handed in and not yet decided on: they hand them in again.
    for (const table of ['kept_form', 'invitation_list'] as const)
      await db
        .deleteFrom(table)
        .where((e) => contains([e.ref('body')], known.email))
        .execute()
  }
  await db
    .deleteFrom('verification')
    .where((e) => contains([e.ref('identifier'), e.ref('value')], user))
    .execute()
  const held = await endRooms(hostOfUser(user), db)
  await withdrawPromised(user, db)
  await db.deleteFrom('user').where('id', '=', user).execute()
  return held
}

/** Sessions for groups that somebody held: `ended` went with them, in `left` others are in control. */
export interface HeldRooms {
  ended: string[]
  left: string[]
}

/** Sessions that a person held alone go, with the notes in them. Those that somebody else controls too stay theirs. */
async function endRooms(host: string, db: Database): Promise<HeldRooms> {
  const held = (await db.selectFrom('room_host').select('room_id').where('facilitator', '=', host).execute()).map((row) => row.room_id)
  await db.deleteFrom('room_host').where('facilitator', '=', host).execute()
  if (held.length === 0) return { ended: [], left: [] }
  const left = (await db.selectFrom('room_host').select('room_id').distinct().where('room_id', 'in', held).execute()).map(
    (row) => row.room_id,
  )
  const ended = held.filter((id) => !left.includes(id))
  if (ended.length > 0) await db.deleteFrom('room').where('id', 'in', ended).execute()
  return { ended, left }
}

/** Deletes what was learned with an account, and nothing else of it. */
export async function eraseLearning(user: string, db: Database, at = Date.now()): Promise<void> {
  const learner = await db.selectFrom('learner').select('id').where('user_id', '=', user).executeTakeFirst()
  if (!learner) return
  for (const course of await leaveTombstones(learner.id, at, db)) {
    const action: Action = 'data.erased'
    // The month, as the line that stays: a moment would tell whose it is to whoever saw somebody go.
    const month = new Date(at)
    await db
      .insertInto('audit')
      .values({
        id: newId(),
        at: Date.UTC(month.getUTCFullYear(), month.getUTCMonth()),
        actor: 'system',
        action,
        subject: course,
        detail: null,
      })
      .execute()
  }
  await eraseLearner(learner.id, db)
}

/** Ids read at once. */
const PAGE = 1_000

/**
 * Erases everybody who is in the ledger and still, or again, in the database.
 * @param db a transaction: of a restore, half of it must not stand
 * @returns how many learners and users that were
 */
export async function eraseAgain(db: Database): Promise<number> {
  const erased = new Map((await db.selectFrom('erasure').selectAll().execute()).map((row) => [row.id, row.at]))
  let count = 0
  // Users first: with them their learners go, whose records may leave a tombstone.
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
