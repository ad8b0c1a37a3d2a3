/** Learners get it with the debrief; before that only the expert who reviews the scenario does. */
import type { Strength } from '../format/forks'
import type { Outcome } from '../format/outcomes'
import type { ResolvedScenario } from '../format/variant'
import type { Variant, Rubric } from '../format/schema'
import { type Context, proseIn } from './opaque-ids'
import type { Segment, Sentence } from './play'

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
  move?: 'ignore'
  why?: string
  cites: string[]
}
export interface ReportKey {
  /** Points of `report`, 0 to 2. */
  worth: number
  why: string
  cites: string[]
}
export interface HarmKey {
  fact: string
  /** The fact that the organisation was told in another way than by a report. */
  mended?: string
}
export interface Key {
  variant: Variant
  segments: Record<string, SegmentKey>
  decides: string[]
  /** By decision, then by option. */
  options: Record<string, Record<string, OptionKey>>
  weights: Record<string, number>
  reports: Record<string, ReportKey>
  harm: HarmKey[]
  /** The scene whose report matters most. */
  matters?: string
  /** The fact that the honest business is settled. */
  business?: string
  endings: Partial<Record<Outcome, { title: string; text: Sentence[] }>>
  verdict: { text: Sentence[]; cites: string[] }
  keep: { signs: string[]; rule: string }
  notes: { before: string; after: string; scenes: Record<string, { ask: string; avoid?: string }> }
}
export function keyOf(resolved: ResolvedScenario, context: Context, forks: ReadonlyMap<string, Strength>): Key {
  const { ids } = context
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
    reports[ids('scene', scene)] = { worth: report.worth, why: report.why, cites: report.cites }
    for (const decision of decisions) {
      const id = ids('decision', decision.id)
      weights[id] = decision.weight
      options[id] = Object.fromEntries(
        decision.options.map(({ id: option, rubric, move, why, cites }) => [
          ids('option', `${decision.id}.${option}`),
          { rubric, move, why, cites },
        ]),
      )
    }
  }
  const hostile = resolved.variant === 'hostile'
  const harmIn = ({ fact, mended }: HarmKey): HarmKey => ({ fact: ids('fact', fact), ...(mended && { mended: ids('fact', mended) }) })
  return {
    variant: resolved.variant,
    segments,
    decides,
    options,
    weights,
    reports,
    harm: resolved.harm.map(harmIn),
    ...(hostile && resolved.matters && { matters: ids('scene', resolved.matters) }),
    ...(!hostile && resolved.business && { business: ids('fact', resolved.business) }),
    endings: Object.fromEntries(
      Object.entries(resolved.endings).map(([outcome, { title, text }]) => [outcome, { title, text: proseIn(context, text) }]),
    ),
    verdict: { text: proseIn(context, resolved.verdict.text), cites: resolved.verdict.cites },
    keep: resolved.keep,
    notes: {
      ...resolved.notes,
      scenes: Object.fromEntries(Object.entries(resolved.scenes).map(([id, { notes }]) => [ids('scene', id), notes])),
    },
  }
}

type AuthoredSegment = Segment & Partial<Omit<SegmentKey, 'fork'>>
/** Every segment in a scene's artefacts: the objects with a cue. */
export function authoredSegments(node: unknown): (AuthoredSegment & { cue: SegmentKey['cue'] })[] {
  if (Array.isArray(node)) return node.flatMap(authoredSegments)
  if (!node || typeof node !== 'object') return []
  if ('cue' in node) return [node as AuthoredSegment & { cue: SegmentKey['cue'] }]
  return Object.values(node).flatMap(authoredSegments)
}
