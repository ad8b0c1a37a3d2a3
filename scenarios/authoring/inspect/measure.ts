import { type Outcome, OUTCOMES } from '../../engine/format/outcomes'
import type { Variant } from '../../engine/format/schema'
import type { Edge, GraphNode } from '../../engine/play/graph'
import { blindIn } from './rules/discernment'
import { type Span, knowledgeOf } from './knowable'
import { type BlindResult, PLAYS, luckOf, randomOutcomes } from './strategies'
import type { ScenarioSubject } from './subject'
import { type Explored, type ReportingHabit, type TrialScore, REPORTING_HABITS, lossAt, scoreTrial, walk } from './trial'
import { sidesOf } from './rules/undecided'

export const RANKS = ['best', 'second', 'median', 'worst'] as const
type Rank = (typeof RANKS)[number]

export interface VariantMeasure {
  variant: Variant
  knowing: Record<'nothing' | 'everything', { firstStrong: Span; firstDecided: Span }>
  moments: { id: string; words: number; common: number }[]
  /** Words of the longest path, with one finding and one reply in every moment. */
  pathWords: number
  submissions: [least: number, most: number]
  scores: Record<Rank, Record<ReportingHabit, TrialScore>>
  /** Shares of random plays by outcome. */
  random: Record<'always' | 'never', Record<Outcome, number>>
  blind: BlindResult[]
}
export interface ScenarioMeasure {
  variants: VariantMeasure[]
  common: [shared: number, of: number]
  /** The share of random plays, always reported, that are held in both variants. Null for a tutorial. */
  luck: number | null
  /** Without an honest business, ignoring and luck may end well. */
  business: boolean
  /** Has no targets. */
  tutorial: boolean
}

/** Null as long as the scenario cannot be played to an end. */
export function measureOf(subject: ScenarioSubject): ScenarioMeasure | null {
  const sides = sidesOf(subject)
  const variants = subject.variants.flatMap((measured): VariantMeasure[] => {
    const { name, explored, reading, resolved, ids, seen } = measured
    if (!explored || !reading || !seen.lengths) return []
    const side = sides.find((s) => s.explored === explored)
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
        scores: rankedScores(explored),
        random: { always: sharesOf(randomOutcomes(explored, 'always')), never: sharesOf(randomOutcomes(explored, 'never')) },
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
    tutorial: subject.tutorial,
    business: subject.scenario.business !== undefined,
    luck: hostile && genuine ? luckOf(hostile.explored, genuine.explored) : null,
  }
}
const NEVER: Span = [Infinity, Infinity]

const sharesOf = (outcomes: readonly Outcome[]): Record<Outcome, number> =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, outcomes.filter((o) => o === outcome).length / PLAYS])) as Record<Outcome, number>

function rankedScores(of: Explored): VariantMeasure['scores'] {
  const all = RANKS.map((rank) => {
    const trial = walk(of, (node) => edgeOf(of, node, rank))
    return [rank, Object.fromEntries(REPORTING_HABITS.map((habit) => [habit, scoreTrial(of, trial, habit)]))] as const
  })
  return Object.fromEntries(all) as VariantMeasure['scores']
}

function edgeOf(of: Explored, node: GraphNode, rank: Rank): Edge {
  const loss = (edge: Edge) => lossAt(of, node, edge)
  if (rank === 'worst') return node.edges.reduce((worst, edge) => (loss(edge) > loss(worst) ? edge : worst))
  const byAct = new Map<string, Edge>()
  for (const edge of node.edges) {
    const best = byAct.get(edge.submission.act.id)
    if (!best || loss(edge) < loss(best)) byAct.set(edge.submission.act.id, edge)
  }
  const acts = [...byAct.values()].sort((a, b) => loss(a) - loss(b))
  const place = { best: 0, second: 1, median: Math.floor(acts.length / 2) }[rank]
  return acts[Math.min(place, acts.length - 1)]!
}
