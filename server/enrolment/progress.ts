import 'server-only'
import type { Selectable } from 'kysely'
import { type Item, renewAt } from '@/scenarios/engine/course/course'
import type { Ended } from '@/scenarios/engine/course/ended'
import type { Variant } from '@/scenarios/engine/format/schema'
import { type Database, database } from '../database'
import type { CourseTables } from '../database/row-types/courses'
import { type Enrolment, enrolmentOf } from './enrolment'

/** Done items and the next one are open; none before the learner has seen the terms or after they left. */
export function openItem({ row, course, progress, items }: Enrolment, id: string): Item | null {
  const item = course.items.find((i) => i.id === id)
  if (!item || row.terms_seen_at === null || row.ended_at !== null) return null
  return item === progress.next || items.some((r) => r.item === id && r.doneAt !== null) ? item : null
}

/** No item opens before the learner has seen what the organisation sees of this course. */
export async function seeTerms(id: string, now = Date.now()): Promise<void> {
  await database().updateTable('enrolment').set({ terms_seen_at: now }).where('id', '=', id).where('terms_seen_at', 'is', null).execute()
}

/** Once and for good; the last item completes the course. Call it in a transaction. @param ended null if nothing counts how it was done */
export async function itemDone(db: Database, enrolment: string, item: string, ended: Ended | null, now: number): Promise<void> {
  await lockBegun(db, enrolment, now)
  const done = { done_at: now, outcome: ended?.outcome ?? null, result: ended?.result ?? null }
  await db
    .insertInto('enrolment_item')
    .values({ enrolment_id: enrolment, item, variant: null, attempt_id: null, tries: 0, ...done })
    .onConflict((c) => c.columns(['enrolment_id', 'item']).doUpdateSet(done).where('enrolment_item.done_at', 'is', null))
    .execute()
  const row = await db.selectFrom('enrolment').selectAll().where('id', '=', enrolment).executeTakeFirst()
  if (!row || row.completed_at !== null) return
  const { course, progress } = await enrolmentOf(row, db)
  if (progress.next !== null) return
  const mastered = course.passing === 'mastery' ? Number(progress.standing === 'complete') : null
  // Somebody who is shown as failed renews nothing. If that is not shared, a missing day would tell it.
  const renews = mastered !== 0 || course.shares !== 'results'
  await db
    .updateTable('enrolment')
    .set({ completed_at: now, renew_at: renews ? renewAt(course, now) : null, passed: mastered })
    .where('id', '=', enrolment)
    .where('completed_at', 'is', null)
    .execute()
}

/** Call it with the event that finishes an attempt. @param first the attempt itself, or the one that it repeats */
export async function completeItems(db: Database, first: string, ended: Ended | null, now: number): Promise<void> {
  const opened = await db.selectFrom('enrolment_item').select(['enrolment_id', 'item', 'done_at']).where('attempt_id', '=', first).execute()
  for (const { enrolment_id, item, done_at } of opened) {
    if (done_at === null) await itemDone(db, enrolment_id, item, ended, now)
    else if (ended) await improve(db, enrolment_id, item, ended, now)
  }
}

/** The best attempt counts. */
async function improve(db: Database, enrolment: string, item: string, ended: Ended, now: number): Promise<void> {
  await lockBegun(db, enrolment, now)
  const { numUpdatedRows } = await db
    .updateTable('enrolment_item')
    .set(ended)
    .where('enrolment_id', '=', enrolment)
    .where('item', '=', item)
    .where('result', '<', ended.result)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await pass(db, enrolment, now)
}

/** A course that was finished and not passed is passed once each of its scenarios has held. */
async function pass(db: Database, enrolment: string, now: number): Promise<void> {
  const row = await db.selectFrom('enrolment').selectAll().where('id', '=', enrolment).executeTakeFirst()
  if (!row || row.completed_at === null || row.passed !== 0) return
  const { course, progress } = await enrolmentOf(row, db)
  if (progress.standing !== 'complete') return
  // If the organisation does not see who passed, days that change would tell it.
  const days = course.shares === 'results' ? { completed_at: now, renew_at: renewAt(course, now) } : {}
  await db
    .updateTable('enrolment')
    .set({ passed: 1, ...days })
    .where('id', '=', enrolment)
    .execute()
}

export type ItemRow = Selectable<CourseTables['enrolment_item']>
interface Claim {
  /** The first attempt. */
  attempt: string
  variant: Variant | null
}
/**
 * A form sent twice opens one attempt.
 * @param draw the item's variant, from the rows of all items that were opened or done
 */
export const claimAttempt = (
  enrolment: string,
  item: string,
  attempt: string,
  draw: (rows: readonly ItemRow[]) => Variant | null = () => null,
): Promise<Claim> =>
  database()
    .transaction()
    .execute(async (db) => {
      await lockBegun(db, enrolment, Date.now())
      const rows = await db.selectFrom('enrolment_item').selectAll().where('enrolment_id', '=', enrolment).execute()
      const own = rows.find((row) => row.item === item)
      if (own?.attempt_id) return { attempt: own.attempt_id, variant: own.variant }
      const opened = { attempt_id: attempt, variant: draw(rows), tries: 1 }
      await db
        .insertInto('enrolment_item')
        .values({ enrolment_id: enrolment, item, done_at: null, outcome: null, result: null, ...opened })
        .onConflict((c) => c.columns(['enrolment_id', 'item']).doUpdateSet(opened))
        .execute()
      return { attempt, variant: opened.variant }
    })

/** The row is the lock: of two items opened or completed at once, the second sees the first. */
const lockBegun = (db: Database, enrolment: string, now: number): Promise<unknown> =>
  db
    .updateTable('enrolment')
    .set((e) => ({ begun_at: e.fn.coalesce('begun_at', e.val(now)) }))
    .where('id', '=', enrolment)
    .execute()

export const itemGoesOn = (from: string, to: string): Promise<unknown> =>
  database().updateTable('enrolment_item').set({ attempt_id: to }).where('attempt_id', '=', from).execute()

export const readItem = (enrolment: string, item: string, now = Date.now()): Promise<void> =>
  database()
    .transaction()
    .execute((db) => itemDone(db, enrolment, item, null, now))

/** Counts how often somebody played it, whether that counts or is practice. */
export async function repeated(enrolment: string, item: string): Promise<void> {
  await database()
    .updateTable('enrolment_item')
    .set((e) => ({ tries: e('tries', '+', 1) }))
    .where('enrolment_id', '=', enrolment)
    .where('item', '=', item)
    .execute()
}
