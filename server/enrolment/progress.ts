import 'server-only'
import type { Selectable } from 'kysely'
import { type Item, renewAt } from '@/scenarios/engine/course/course'
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

/** Once and for good; the last item completes the course. Call it in a transaction. @param passed null if the item is no scenario */
export async function itemDone(db: Database, enrolment: string, item: string, passed: boolean | null, now: number): Promise<void> {
  await lockBegun(db, enrolment, now)
  await db
    .insertInto('enrolment_item')
    .values({
      enrolment_id: enrolment,
      item,
      variant: null,
      attempt_id: null,
      tries: 0,
      done_at: now,
      passed: passed === null ? null : Number(passed),
    })
    .onConflict((c) =>
      c
        .columns(['enrolment_id', 'item'])
        .doUpdateSet({ done_at: now, passed: passed === null ? null : Number(passed) })
        .where('enrolment_item.done_at', 'is', null),
    )
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

/** Call it with the event that finishes the attempt. */
export async function completeItems(db: Database, attempt: string, passed: boolean | null, now: number): Promise<void> {
  const opened = await db.selectFrom('enrolment_item').select(['enrolment_id', 'item']).where('attempt_id', '=', attempt).execute()
  for (const { enrolment_id, item } of opened) await itemDone(db, enrolment_id, item, passed, now)
}

export type ItemRow = Selectable<CourseTables['enrolment_item']>
interface Claim {
  /** The attempt that counts. */
  attempt: string
  variant: Variant | null
}
/**
 * Only the first attempt counts, and a form sent twice opens one.
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
        .values({ enrolment_id: enrolment, item, done_at: null, passed: null, ...opened })
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

/** A repeat is practice and changes nothing else. */
export async function repeated(enrolment: string, item: string): Promise<void> {
  await database()
    .updateTable('enrolment_item')
    .set((e) => ({ tries: e('tries', '+', 1) }))
    .where('enrolment_id', '=', enrolment)
    .where('item', '=', item)
    .execute()
}
