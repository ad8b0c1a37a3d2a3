import 'server-only'
import { z } from 'zod'
import { type FeedbackRow, database, scrubSoon } from '../database'
import { newId } from '../platform/tokens'
import type { Attempt } from './attempts'

/** A text and a day could identify somebody who was seen to finish that day, so authors get a batch of answers under its own day. */
export const VERDICTS = ['fair', 'partly', 'unfair'] as const
export const BATCH = 5
export const LONGEST = 1_000
const DAY = 24 * 3600_000
/** Counted from the day it is shown or, if it never is, from the day it came in. */
const KEPT = 365 * DAY

/** Nobody types control characters on purpose, and some change the writing direction. Line ends and characters that join letters stay. */
const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
export const FeedbackForm = z.object({
  verdict: z.enum(VERDICTS),
  words: z.string().default('').transform(plain).pipe(z.string().max(LONGEST)),
})

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Stores an answer about a finished attempt, without the attempt. @returns false if there was an answer before */
export const giveFeedback = ({ id, header, compiled }: Attempt, said: z.output<typeof FeedbackForm>, now: number): Promise<boolean> =>
  database()
    .transaction()
    .execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('attempt')
        .set({ asked: 1 })
        .where('id', '=', id)
        .where('asked', '=', 0)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      const { scenario, locale } = header
      const { variant } = compiled.key
      await db
        .insertInto('feedback')
        .values({ id: newId(), scenario, variant, structure: compiled.identity.structure, locale, day: dayOf(now), ...said })
        .execute()
      return true
    })

export async function wasAsked(attempt: string): Promise<boolean> {
  const row = await database().selectFrom('attempt').select('asked').where('id', '=', attempt).executeTakeFirst()
  return row?.asked === 1
}

export async function settleFeedback(now = Date.now()): Promise<{ shown: number; deleted: number } | null> {
  const { numDeletedRows } = await database()
    .deleteFrom('feedback')
    .where('day', '<', dayOf(now - KEPT))
    .executeTakeFirst()
  const batches = await database()
    .selectFrom('feedback')
    .select(['scenario', 'locale'])
    .where('shown', '=', 0)
    .groupBy(['scenario', 'locale'])
    .having((e) => e.fn.countAll(), '>=', BATCH)
    .execute()
  let shown = 0n
  for (const { scenario, locale } of batches) {
    const { numUpdatedRows } = await database()
      .updateTable('feedback')
      .set({ shown: 1, day: dayOf(now) })
      .where('scenario', '=', scenario)
      .where('locale', '=', locale)
      .where('shown', '=', 0)
      .executeTakeFirst()
    shown += numUpdatedRows
  }
  if (numDeletedRows > 0n) scrubSoon()
  return shown + numDeletedRows > 0n ? { shown: Number(shown), deleted: Number(numDeletedRows) } : null
}

export type Feedback = Omit<FeedbackRow, 'shown'>
/** What authors see, the newest batch first. Ids are random, so the order within a batch reveals nothing. */
export const shownFeedback = (): Promise<Feedback[]> =>
  database()
    .selectFrom('feedback')
    .select(['id', 'scenario', 'variant', 'structure', 'locale', 'verdict', 'words', 'day'])
    .where('shown', '=', 1)
    .orderBy('day', 'desc')
    .orderBy('id')
    .execute()

/** Deletes an answer that has been dealt with. @returns the scenario it was about, or null if it was no longer there */
export async function dropFeedback(id: string): Promise<string | null> {
  const row = await database().deleteFrom('feedback').where('id', '=', id).where('shown', '=', 1).returning('scenario').executeTakeFirst()
  scrubSoon()
  return row?.scenario ?? null
}
