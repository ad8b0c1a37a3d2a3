import 'server-only'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { type Replay, goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { Ended } from '@/scenarios/engine/course/ended'
import { attemptResult } from '@/scenarios/engine/score/result'
import { type Database, database, isDuplicate, isOrphan } from '../database'
import { BUDGETS } from '../platform/budgets'
import { metrics } from '../platform/metrics'
import type { Attempt } from './attempts'
import { insertEvents, readEvents } from './events'

export type Append =
  | { ok: true; length: number }
  /** The stored journal differs: a second tab, the Back button, an event out of order. We wrote nothing. */
  | { ok: false; events: PlayEvent[] }

export interface AttemptEnd {
  attempt: Attempt
  journal: Replay
  /** Null if the scenario does not count, so that nobody hears how it ended. */
  ended: Ended | null
  now: number
}
/** Runs in the transaction of the last event. */
export type FinishHandler = (db: Database, end: AttemptEnd) => Promise<void>

/** Repeating an append changes nothing. Resolves once the events are on disk. @param onFinished what else to write with the last event */
export async function append(attempt: Attempt, seq: number, events: PlayEvent[], onFinished?: FinishHandler): Promise<Append> {
  const { events: stored, compiled } = attempt
  const repeated = stored.slice(seq, seq + events.length)
  const fits = seq <= stored.length && repeated.every((e, i) => sameEvent(e, events[i]!))
  if (!fits) return { ok: false, events: stored }
  const fresh = events.slice(repeated.length)
  if (fresh.length === 0) return { ok: true, length: stored.length }
  const after = goOn(compiled.play, attempt.replay, fresh)
  if (after.refused || flagsTooOften(stored.length, fresh)) return { ok: false, events: stored }
  try {
    await database()
      .transaction()
      .execute(async (db) => {
        await insertEvents(db, attempt.id, stored.length, fresh)
        if (isFinished(after.state)) await finish(db, attempt, after, onFinished)
      })
  } catch (error) {
    if (isOrphan(error)) return { ok: false, events: [] }
    if (!isDuplicate(error)) throw error
    // Another tab was faster, so we check again against what it wrote.
    const written = await readEvents(attempt.id)
    return append({ ...attempt, events: written, replay: replay(compiled.play, written) }, seq, events, onFinished)
  }
  if (isFinished(after.state)) metrics().finished.inc({ purpose: attempt.header.purpose })
  return { ok: true, length: stored.length + fresh.length }
}

/** Flags are the only events that could go on without end. */
const flagsTooOften = (before: number, events: PlayEvent[]): boolean =>
  events.some((event, i) => before + i >= BUDGETS.events && (event.type === 'flag' || event.type === 'unflag'))

async function finish(db: Database, attempt: Attempt, journal: Replay, onFinished?: FinishHandler): Promise<void> {
  const { id, learner, compiled, header } = attempt
  const scored = attemptResult(compiled, journal.steps)
  if (!scored) return
  const { looks, firstReport } = scored
  const now = Date.now()
  const counted = isCounted(compiled)
  const ended = counted ? { outcome: scored.outcome, result: scored.result } : null
  const earlier = await db
    .selectFrom('attempt')
    .innerJoin('attempt_result', 'attempt_result.attempt_id', 'attempt.id')
    .select('attempt.id')
    .where('attempt.learner_id', '=', learner)
    .where('attempt.scenario', '=', header.scenario)
    .limit(1)
    .executeTakeFirst()
  await db
    .insertInto('attempt_result')
    .values({
      attempt_id: id,
      structure: header.identity.structure,
      variant: header.variant,
      first: Number(header.purpose === 'learn' && !earlier && counted),
      finished_at: now,
      looks,
      outcome: ended?.outcome ?? null,
      result: ended?.result ?? null,
      first_report: firstReport,
    })
    .execute()
  await onFinished?.(db, { attempt, journal, ended, now })
}

const sameEvent = (a: PlayEvent, b: PlayEvent): boolean => {
  const sorted = (event: object) => JSON.stringify(Object.entries(event).sort(([x], [y]) => (x < y ? -1 : 1)))
  return 'choices' in a && 'choices' in b ? sorted(a.choices) === sorted(b.choices) && a.rating === b.rating : sorted(a) === sorted(b)
}
