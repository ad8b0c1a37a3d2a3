import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Nature } from '@/scenarios/engine/format/schema'
import type { Looks, Sureness } from '@/scenarios/engine/play/events'
import type { Marked } from '@/scenarios/engine/score/cohort'
import type { Assurance } from '@/scenarios/engine/score/crowd'
import { legendOf } from '@/scenarios/engine/score/marks'
import type { Attempt } from '@/scenarios/engine/score/figure-release'
import { database } from '../database'
import { type CompiledScenario, presentOf } from '../library/library'
import { isCrowd, crowdMembers } from './crowd'
import { versionIn, versionOf } from './version'

/** Stands for all cohorts of a course that are too small to be a crowd, taken together. */
export const SMALL = 'small'

/** Enrolments read at once; between chunks other work gets its turn. */
const CHUNK = 500

/** All attempts of an enrolment as one text: a tenth of the values that one row each would take, and values cost most of the time. */
const packed =
  sql<string>`string_agg(r.attempt_id || ' ' || i.item || ' ' || r.structure || ' ' || r.nature || ' ' || r.finished_at || ' ' || r.looks || ' ' || coalesce(r.sure, '') || ' ' || r.quality || ' ' || r.passed || ' ' || r.signs || ' ' || r.hits || ' ' || r.decoys || ' ' || r.false_alarms || ' ' || r.chances || ' ' || coalesce(r.first_told, 0) || ' ' || r.marks || ' ' || r.said || ' ' || r.counted || ' ' || r.weighed, '|')`.as(
    'attempts',
  )
interface Whose {
  learner: string
  standing: Assurance
  block: string
}
function unpacked(text: string, whose: Whose): Attempt {
  const [id, item, structure, nature, at, looks, sure, quality, passed, signs, hits, decoys, alarms, chances, first, ...rest] = text.split(
    ' ',
  ) as [string, string, string, Nature, string, Looks, Sureness | '', ...string[]]
  const [marks, said, counted, weighed] = rest
  return {
    ...whose,
    id,
    item,
    version: versionOf({ structure, nature }),
    at: Number(at),
    looks,
    sure: sure || null,
    quality: Number(quality),
    passed: passed === '1',
    signs: Number(signs),
    hits: Number(hits),
    decoys: Number(decoys),
    alarms: Number(alarms),
    chances: Number(chances),
    firstTold: Number(first) || null,
    marks: marks!,
    said: said === '1',
    counted: counted!,
    weighed: weighed!,
    rest: null,
  }
}

/** The finished first attempts at a course's patterns by people who count towards a crowd, and whose figures each belongs to. */
export async function finishedAttempts(course: string): Promise<Attempt[]> {
  const people = await crowdMembers({ course })
  const enrolments = (
    await database().selectFrom('enrolment').select(['id', 'learner_id', 'block', 'completed_at']).where('course_id', '=', course).execute()
  ).filter((e) => people.has(e.learner_id))
  const blocks = crowdsAmong(enrolments, people)
  const byId = new Map(enrolments.map((e) => [e.id, e]))
  const ids = [...byId.keys()].sort()
  const found: Attempt[] = []
  for (let i = 0; i < ids.length; i += CHUNK) {
    const rows = await database()
      .selectFrom('enrolment_item as i')
      .innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
      .select(['i.enrolment_id', packed])
      .where('i.enrolment_id', 'in', ids.slice(i, i + CHUNK))
      .where('r.first', '=', 1)
      .groupBy('i.enrolment_id')
      .execute()
    for (const { enrolment_id, attempts } of rows) {
      const { learner_id, block, completed_at } = byId.get(enrolment_id)!
      const whose = { learner: learner_id, standing: people.get(learner_id)!, block: blocks.has(block) ? block : SMALL }
      const own = attempts.split('|').map((text) => unpacked(text, whose))
      if (completed_at !== null) weigh(own)
      found.push(...own)
    }
    await breathe()
  }
  return found
}

/** Compares each attempt with the other attempts of its enrolment. */
function weigh(own: Attempt[]): void {
  if (own.length < 2) return
  const sum = (of: (a: Attempt) => number) => own.reduce((all, a) => all + of(a), 0)
  const [quality, hits, signs] = [sum((a) => a.quality), sum((a) => a.hits), sum((a) => a.signs)]
  for (const a of own) a.rest = { quality: (quality - a.quality) / (own.length - 1), hits, signs }
}

/** Cohorts whose people are a crowd, whether they have started or not, so that a cohort does not change sides as people finish. */
function crowdsAmong(enrolments: readonly { learner_id: string; block: string }[], people: ReadonlyMap<string, Assurance>): Set<string> {
  const blocks = new Map<string, Map<string, Assurance>>()
  for (const { block, learner_id } of enrolments)
    (blocks.get(block) ?? blocks.set(block, new Map()).get(block)!).set(learner_id, people.get(learner_id)!)
  return new Set([...blocks].filter(([, own]) => isCrowd(own.values())).map(([block]) => block))
}

const known = new WeakMap<CompiledScenario, Marked>()
/** What counting needs to know about each version played. */
export async function markedOf(rows: Iterable<{ version: string }>): Promise<(version: string) => Marked> {
  const versions = [...new Set([...rows].map((r) => r.version))]
  const marked = new Map(
    await Promise.all(versions.map(async (version) => [version, markedScenario(await presentOf(versionIn(version)))] as const)),
  )
  return (version) => marked.get(version)!
}
function markedScenario(scenario: CompiledScenario): Marked {
  const made = known.get(scenario)
  if (made) return made
  const { key } = scenario
  const legend = legendOf(key)
  const marked: Marked = {
    nature: key.nature,
    legend,
    chances: Object.values(key.tells).filter(({ report }) => report > 0).length,
    signs: legend.segments.map((id) => key.segments[id]!.cue === 'sign'),
  }
  known.set(scenario, marked)
  return marked
}
