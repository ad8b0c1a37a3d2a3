import 'server-only'
import type { Header } from '@/scenarios/engine/play/journal'
import { database } from '../database'
import { successorOf } from './play-again'

export interface ListedAttempt extends Pick<Header, 'scenario' | 'variant' | 'purpose'> {
  id: string
  startedAt: number
  finished: boolean
  at: number
  /** Decisions made so far; not counted for a finished attempt. */
  decided: number
}

/** Oldest first, without those continued on a newer version. Replays nothing, so it stays fast. */
export async function listAttempts(learner: string): Promise<ListedAttempt[]> {
  const rows = await database()
    .with('open', (db) =>
      db
        .selectFrom('event')
        .innerJoin('attempt', 'attempt.id', 'event.attempt_id')
        .leftJoin('attempt_result', 'attempt_result.attempt_id', 'attempt.id')
        .select((e) => [
          'attempt.id as of',
          e.fn.max('at').as('last'),
          e.fn.sum<number | string>(e.case().when('body', 'like', '%"type":"decide"%').then(1).else(0).end()).as('decided'),
        ])
        .where('learner_id', '=', learner)
        .where('attempt_result.attempt_id', 'is', null)
        .groupBy('attempt.id'),
    )
    .selectFrom('attempt')
    .leftJoin('attempt_result', 'attempt_id', 'id')
    .leftJoin('open', 'open.of', 'id')
    .select(['id', 'scenario', 'attempt.variant', 'purpose', 'started_at', 'finished_at', 'last', 'decided'])
    .where('learner_id', '=', learner)
    .orderBy('started_at')
    .execute()
  const known = new Set(rows.map((r) => r.id))
  return rows
    .filter((r) => r.purpose === 'practice' || !known.has(successorOf(r.id)))
    .map(({ id, scenario, variant, purpose, started_at, finished_at, last, decided }) => ({
      id,
      scenario,
      variant,
      purpose,
      startedAt: started_at,
      finished: finished_at !== null,
      at: finished_at ?? last ?? started_at,
      decided: Number(decided ?? 0),
    }))
}

/** The first learning attempt at each scenario. Profiles are based on these. */
export function firstAttempts(attempts: readonly ListedAttempt[]): ListedAttempt[] {
  const first = new Map<string, ListedAttempt>()
  for (const attempt of attempts) {
    const { scenario, variant, purpose } = attempt
    if (purpose === 'learn' && !first.has(`${scenario}/${variant}`)) first.set(`${scenario}/${variant}`, attempt)
  }
  return [...first.values()]
}
