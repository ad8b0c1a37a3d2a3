/** Learners get it with the debrief; before that only the expert who reviews the scenario does. */
import type { Guard } from '../format/guard'
import type { Strength } from '../format/forks'
import type { ResolvedScenario } from '../format/variant'
import type { Variant, Rubric } from '../format/schema'
import { type Context, guardIn, proseIn } from './opaque-ids'
import type { Sentence } from './play'

export interface SegmentKey {
  cue: 'sign' | 'decoy' | 'plain' | 'ambiguous'
  /** How much it distinguishes the variants; absent if both say the same. */
  fork?: Strength
  indicator?: string
  why?: string
  cites: string[]
  about?: 'origin'
}
export interface OptionKey {
  rubric: Rubric
  critical: boolean
  /** Ids of options that this one repairs, as `decision.option`. */
  repairs: string[]
  move?: 'ignore'
  why?: string
  cites: string[]
}
export interface ReportKey {
  /** Points of `report`, 0 to 2. */
  worth: number
  why: string
  cites: string[]
  repairs: string[]
}
export interface Key {
  variant: Variant
  segments: Record<string, SegmentKey>
  decides: string[]
  /** By decision, then by option. */
  options: Record<string, Record<string, OptionKey>>
  weights: Record<string, number>
  reports: Record<string, ReportKey>
  reportWeight: number
  /** Which ending comes: the first whose guard holds. */
  ends: { when?: Guard; to: string }[]
  endings: Record<string, { title: string; text: Sentence[] }>
  verdict: { text: Sentence[]; cites: string[] }
  keep: { signs: string[]; rule: string }
  notes: { before: string; after: string; scenes: Record<string, { ask: string; avoid?: string }> }
}
export function keyOf(resolved: ResolvedScenario, context: Context, forks: ReadonlyMap<string, Strength>): Key {
  const { ids } = context
  const optionIds = (repairs: string[]): string[] => repairs.map((r) => `${ids('decision', r.split('.')[0]!)}.${ids('option', r)}`)
  const segments: Key['segments'] = {}
  const options: Key['options'] = {}
  const weights: Key['weights'] = {}
  const reports: Key['reports'] = {}
  const decides: string[] = []
  for (const [scene, { show, decisions, report, checks }] of Object.entries(resolved.scenes)) {
    for (const { id, cue, indicator, why, cites, about } of authoredSegments(show)) {
      segments[ids('segment', id)] = { cue, fork: forks.get(id), indicator, why, cites: cites ?? [], about }
    }
    decides.push(...checks.filter((c) => c.decides).map((c) => ids('check', c.id)))
    reports[ids('scene', scene)] = { worth: report.worth, why: report.why, cites: report.cites, repairs: optionIds(report.repairs) }
    for (const decision of decisions) {
      const id = ids('decision', decision.id)
      weights[id] = decision.weight
      options[id] = Object.fromEntries(
        decision.options.map(({ id: option, rubric, critical, repairs, move, why, cites }) => [
          ids('option', `${decision.id}.${option}`),
          { rubric, critical, move, why, cites, repairs: optionIds(repairs) },
        ]),
      )
    }
  }
  return {
    variant: resolved.variant,
    segments,
    decides,
    options,
    weights,
    reports,
    reportWeight: resolved.report.weight,
    ends: resolved.ends.map(({ when, to }) => ({ ...(when && { when: guardIn(context, when) }), to: ids('ending', to) })),
    endings: Object.fromEntries(
      Object.entries(resolved.endings).map(([id, { title, text }]) => [ids('ending', id), { title, text: proseIn(context, text) }]),
    ),
    verdict: { text: proseIn(context, resolved.verdict.text), cites: resolved.verdict.cites },
    keep: resolved.keep,
    notes: {
      ...resolved.notes,
      scenes: Object.fromEntries(Object.entries(resolved.scenes).map(([id, { notes }]) => [ids('scene', id), notes])),
    },
  }
}

type AuthoredSegment = { id: string; text: string } & Partial<Omit<SegmentKey, 'fork'>>
/** Every segment in a scene's artefacts: the objects with a cue. */
export function authoredSegments(node: unknown): (AuthoredSegment & { cue: SegmentKey['cue'] })[] {
  if (Array.isArray(node)) return node.flatMap(authoredSegments)
  if (!node || typeof node !== 'object') return []
  if ('cue' in node) return [node as AuthoredSegment & { cue: SegmentKey['cue'] }]
  return Object.values(node).flatMap(authoredSegments)
}
