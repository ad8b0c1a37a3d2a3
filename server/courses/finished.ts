import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Looks, Sureness } from '@/scenarios/engine/play'
import { CELL, type FinishedAttempt, type Marked } from '@/scenarios/engine/score/cohort'
import { legendOf } from '@/scenarios/engine/score/marks'
import { database } from '../database'
import { type CompiledScenario, compiledOf } from '../library'

/** What stands for the cohorts of a course that have fewer than eight learners, together. */
export const SMALL = 'small'

/** How many enrolments are read at once: between them others have their turn. */
const CHUNK = 500

/** An enrolment's attempts as one text: a tenth of the values that a row each would be, and most of the time is spent on values. */
const packed = sql<string>`string_agg(i.item || ' ' || r.hash || ' ' || r.finished_at || ' ' || r.looks || ' ' || r.sure || ' ' || r.quality || ' ' || r.passed || ' ' || r.marks, '|')`.as('attempts')
function unpacked(text: string, learner: string, block: string): FinishedAttempt {
  const [item, hash, at, looks, sure, quality, passed, marks] = text.split(' ') as [string, string, string, Looks, Sureness, string, string, string]
  return { learner, block, item, hash, at: Number(at), looks, sure, quality: Number(quality), passed: passed === '1', marks }
}

/** The first attempts of a course's patterns that are finished, and whose figures each enters. */
export async function finishedAttempts(course: string): Promise<FinishedAttempt[]> {
  const enrolments = await database().selectFrom('enrolment').select(['id', 'learner_id', 'cohort_id']).where('course_id', '=', course).execute()
  const blocks = blocksOf(enrolments)
  const byId = new Map(enrolments.map((e) => [e.id, e]))
  const ids = [...byId.keys()].sort()
  const found: FinishedAttempt[] = []
  for (let i = 0; i < ids.length; i += CHUNK) {
    const rows = await database().selectFrom('enrolment_item as i').innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
      .select(['i.enrolment_id', packed]).where('i.enrolment_id', 'in', ids.slice(i, i + CHUNK)).where('r.first', '=', 1)
      .groupBy('i.enrolment_id').execute()
    for (const { enrolment_id, attempts } of rows) {
      const { learner_id, cohort_id } = byId.get(enrolment_id)!
      const block = blocks.has(cohort_id) ? cohort_id : SMALL
      for (const attempt of attempts.split('|')) found.push(unpacked(attempt, learner_id, block))
    }
    await breathe()
  }
  return found
}

/** Cohorts of eight learners or more, whether they have begun or not: what a cohort counts as does not change as they finish. */
function blocksOf(enrolments: readonly { learner_id: string; cohort_id: string }[]): Set<string> {
  const learners = new Map<string, Set<string>>()
  for (const { cohort_id, learner_id } of enrolments) learners.set(cohort_id, (learners.get(cohort_id) ?? new Set()).add(learner_id))
  return new Set([...learners].filter(([, own]) => own.size >= CELL).map(([cohort]) => cohort))
}

const known = new WeakMap<CompiledScenario, Marked>()
/** What counting needs of each scenario that was played. */
export async function markedOf(rows: Iterable<Pick<FinishedAttempt, 'hash'>>): Promise<(hash: string) => Marked> {
  const hashes = [...new Set([...rows].map((r) => r.hash))]
  const marked = new Map(await Promise.all(hashes.map(async (hash) => [hash, markedScenario(await compiledOf(hash))] as const)))
  return (hash) => marked.get(hash)!
}
function markedScenario(scenario: CompiledScenario): Marked {
  const made = known.get(scenario)
  if (made) return made
  const { key } = scenario
  const legend = legendOf(key)
  const marked: Marked = { nature: key.nature, legend, signs: legend.segments.map((id) => key.segments[id]!.cue === 'sign') }
  known.set(scenario, marked)
  return marked
}

interface Counted<T> { at: number; value: T }

/**
 * Keeps what is dear to count. Asked for by many at once it is counted once; after ten minutes it is counted anew while
 * what is there is told still. So only the first to ask waits.
 */
export function kept<T>(count: (key: string) => Promise<T>): (key: string) => Promise<Counted<T>> {
  const held = new Map<string, { told: Promise<Counted<T>>; at: number; again: boolean }>()
  const counting = async (key: string): Promise<Counted<T>> => ({ at: Date.now(), value: await count(key) })
  return (key) => {
    const now = Date.now()
    for (const [other, { at }] of held) if (at < now - FORGET) held.delete(other)
    const known = held.get(key)
    if (!known) {
      const told = counting(key)
      held.set(key, { told, at: now, again: false })
      told.catch(() => held.delete(key))
      return told
    }
    if (known.at < now - FRESH && !known.again) {
      known.again = true
      void counting(key).then((counted) => held.set(key, { told: Promise.resolve(counted), at: counted.at, again: false }), () => { known.again = false })
    }
    return known.told
  }
}
const FRESH = 10 * 60_000
/** So old figures are told to nobody: whoever asks waits for new ones. */
const FORGET = 24 * 3600_000
