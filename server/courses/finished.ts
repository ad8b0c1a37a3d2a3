import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { CELL, type FinishedAttempt, type Marked } from '@/scenarios/engine/score/cohort'
import { legendOf } from '@/scenarios/engine/score/marks'
import { database } from '../database'
import { type CompiledScenario, compiledOf } from '../library'

/** What stands for the cohorts of a course that have fewer than eight learners, together. */
export const SMALL = 'small'

/** How many enrolments are read at once: between them others have their turn. */
const CHUNK = 500

/** The first attempts of a course's patterns that are finished, and whose figures each enters. */
export async function finishedAttempts(course: string): Promise<FinishedAttempt[]> {
  const enrolments = await database().selectFrom('enrolment').select(['id', 'learner_id', 'cohort_id']).where('course_id', '=', course).execute()
  const blocks = blocksOf(enrolments)
  const byId = new Map(enrolments.map((e) => [e.id, e]))
  const ids = [...byId.keys()].sort()
  const found: FinishedAttempt[] = []
  for (let i = 0; i < ids.length; i += CHUNK) {
    const rows = await database().selectFrom('enrolment_item as i').innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
      .select(['i.enrolment_id', 'i.item', 'r.hash', 'r.finished_at', 'r.looks', 'r.sure', 'r.quality', 'r.passed', 'r.marks'])
      .where('i.enrolment_id', 'in', ids.slice(i, i + CHUNK)).where('r.first', '=', 1).execute()
    for (const r of rows) {
      const { learner_id, cohort_id } = byId.get(r.enrolment_id)!
      found.push({
        learner: learner_id, block: blocks.has(cohort_id) ? cohort_id : SMALL, item: r.item, hash: r.hash, at: r.finished_at,
        looks: r.looks, sure: r.sure, quality: r.quality, passed: r.passed === 1, marks: r.marks,
      })
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

/** Keeps what is dear to count: asked for by many at once it is counted once, and again after ten minutes. */
export function kept<T>(count: (key: string) => Promise<T>): (key: string) => Promise<{ at: number; value: T }> {
  const held = new Map<string, { at: number; counted: Promise<{ at: number; value: T }> }>()
  return (key) => {
    const now = Date.now()
    for (const [other, { at }] of held) if (at < now - FRESH) held.delete(other)
    const fresh = held.get(key)
    if (fresh) return fresh.counted
    const counted = count(key).then((value) => ({ at: now, value }))
    held.set(key, { at: now, counted })
    counted.catch(() => held.delete(key))
    return counted
  }
}
const FRESH = 10 * 60_000
