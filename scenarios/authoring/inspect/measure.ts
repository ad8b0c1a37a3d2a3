import type { Variant } from '../../engine/format/schema'
import type { Edge, GraphNode } from '../../engine/play/graph'
import type { Scorer } from '../../engine/score/attempt'
import { blindIn } from './rules/discernment'
import { type FixedPlay, bestFixedPlay } from './fixed-play'
import { type Span, knowledgeOf } from './knowable'
import type { BlindResult } from './strategies'
import type { ScenarioSubject } from './subject'
import { REPORTING, rewardOf, scoreTrial, valueAt, walk } from './trial'
import { sidesOf } from './rules/undecided'

export const RANKS = ['best', 'second', 'median', 'worst'] as const
type Rank = (typeof RANKS)[number]
export type ReportingHabit = keyof typeof REPORTING

export interface VariantMeasure {
  variant: Variant
  knowing: Record<'nothing' | 'everything', { firstStrong: Span; firstDecided: Span }>
  moments: { id: string; words: number; common: number }[]
  /** Words of the longest path, with one finding and one reply in every moment. */
  pathWords: number
  submissions: [least: number, most: number]
  scores: Record<Rank, Record<ReportingHabit, { final: number; passed: boolean }>>
  blind: BlindResult[]
}
export interface ScenarioMeasure {
  variants: VariantMeasure[]
  common: [shared: number, of: number]
  /** Null for a tutorial. */
  fixed: FixedPlay | null
}

/** Null as long as the scenario cannot be played to an end. */
export function measureOf(subject: ScenarioSubject): ScenarioMeasure | null {
  const sides = sidesOf(subject)
  const variants = subject.variants.flatMap((measured): VariantMeasure[] => {
    const { name, scorer, reading, resolved, ids, seen } = measured
    if (!scorer || !reading || !seen.lengths) return []
    const side = sides.find((s) => s.scorer === scorer)
    const knowing = (looking: 'nothing' | 'everything') => {
      if (!side) return { firstStrong: NEVER, firstDecided: NEVER }
      const { firstStrong, firstDecided } = knowledgeOf(side.of, looking)
      return { firstStrong, firstDecided }
    }
    return [
      {
        variant: name,
        knowing: { nothing: knowing('nothing'), everything: knowing('everything') },
        moments: Object.keys(resolved.scenes).map((id) => {
          const { most = 0, common = 1 } = reading.words.get(ids('scene', id)) ?? {}
          return { id, words: most, common }
        }),
        pathWords: reading.path,
        submissions: seen.lengths,
        scores: rankedScores(scorer),
        blind: blindIn(subject).get(name) ?? [],
      },
    ]
  })
  if (variants.length < subject.variants.length) return null
  const [hostile, genuine] = sides
  const scenes = Object.keys(subject.scenario.scenes)
  const shared = scenes.filter((id) => subject.variants.every((t) => t.seen.reached.has(id)))
  return {
    variants,
    common: [shared.length, scenes.length],
    fixed: hostile && genuine ? bestFixedPlay(hostile.scorer, genuine.scorer) : null,
  }
}
const NEVER: Span = [Infinity, Infinity]

function rankedScores(scorer: Scorer): VariantMeasure['scores'] {
  const all = RANKS.map((rank) => {
    const trial = walk(scorer, (node) => edgeOf(scorer, node, rank))
    const reports = Object.entries(REPORTING).map(([name, when]) => {
      const { final, passed } = scoreTrial(scorer, trial, when)
      return [name, { final, passed }]
    })
    return [rank, Object.fromEntries(reports)] as const
  })
  return Object.fromEntries(all) as VariantMeasure['scores']
}

function edgeOf(scorer: Scorer, node: GraphNode, rank: Rank): Edge {
  const worth = (edge: Edge) => rewardOf(scorer, node, edge) + valueAt(scorer, edge.to).hi
  const cost = (edge: Edge) => rewardOf(scorer, node, edge) + valueAt(scorer, edge.to).lo
  if (rank === 'worst') return node.edges.reduce((worst, edge) => (cost(edge) < cost(worst) ? edge : worst))
  const byAct = new Map<string, Edge>()
  for (const edge of node.edges) {
    const best = byAct.get(edge.submission.act.id)
    if (!best || worth(edge) > worth(best)) byAct.set(edge.submission.act.id, edge)
  }
  const acts = [...byAct.values()].sort((a, b) => worth(b) - worth(a))
  const place = { best: 0, second: 1, median: Math.floor(acts.length / 2) }[rank]
  return acts[Math.min(place, acts.length - 1)]!
}
