import 'server-only'
import type { Ended } from '@/scenarios/engine/course/ended'
import { type Database, database } from '../database'
import { type Attempt, startAttempt } from './attempts'
import { successorOf } from './play-again'

/** Attempts that count after the first, in a course or at a link of a learning platform. Each names the first one as its parent. */

/**
 * The repeat that is still open, or a new one. Chance draws its variant again, because the debrief told what the last one was. Null if the
 * library no longer holds the scenario.
 */
export async function repeatOf({ id: parent, learner, header }: Attempt, locale: string): Promise<{ id: string; isNew: boolean } | null> {
  const rows = await database()
    .selectFrom('attempt')
    .leftJoin('attempt_result', 'attempt_id', 'id')
    .select(['id', 'attempt_id'])
    .where('learner_id', '=', learner)
    .where('parent', '=', parent)
    .where('purpose', '=', 'repeat')
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const open = rows.find(({ id, attempt_id }) => attempt_id === null && !known.has(successorOf(id)))
  if (open) return { id: open.id, isNew: false }
  const id = await startAttempt({ learner, scenario: header.scenario, locale, parent, purpose: 'repeat' })
  return id === null ? null : { id, isNew: true }
}

/** The best of the first attempt and its repeats; null if none of them ended. */
export async function bestOf(db: Database, first: string, without = ''): Promise<number | null> {
  const { best } = await db
    .selectFrom('attempt')
    .innerJoin('attempt_result', 'attempt_id', 'id')
    .select((e) => e.fn.max<number | null>('result').as('best'))
    .where((e) => e.or([e('id', '=', first), e.and([e('parent', '=', first), e('purpose', '=', 'repeat')])]))
    .where('id', '!=', without)
    .executeTakeFirstOrThrow()
  return best
}

/** Whether this repeat is better than all that ended before it. */
export const isBest = async (db: Database, { id, header }: Attempt, { result }: Ended): Promise<boolean> =>
  result > ((await bestOf(db, header.parent!, id)) ?? -1)
