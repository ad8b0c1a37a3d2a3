/** Players who do not think and make no checks. A scenario that one of them can pass in both variants teaches nothing. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Edge, GraphNode } from '../../engine/play/graph'
import type { Key } from '../../engine/play/key'
import type { Option } from '../../engine/play/play'
import type { Scorer } from '../../engine/score/attempt'
import { type OptionPicker, type Trial, REPORTING, lossAt, playUnchecked, scoreTrial } from './trial'

const CAREFUL_WORDS = [
  'check',
  'verify',
  'ask',
  'security',
  'officer',
  'policy',
  'rule',
  'rules',
  'register',
  'confirm',
  'first',
  'colleague',
  'office',
  'in writing',
]
// linear: it is a choice of words, and nothing in it repeats.
const CAREFUL = new RegExp(`\\b(?:${CAREFUL_WORDS.join('|')})\\b`, 'giu')
const carefulness = (text: string): number => text.match(CAREFUL)?.length ?? 0

const most =
  (measure: (option: Option) => number): OptionPicker =>
  ({ options }) =>
    options.reduce((best, option) => (measure(option) > measure(best) ? option : best))

type FixedStrategy = 'longest' | 'shortest' | 'first' | 'last' | 'careful' | 'ignore'
export const STRATEGIES: Record<FixedStrategy, (key: Key) => OptionPicker> = {
  longest: () => most((o) => o.text.length),
  shortest: () => most((o) => -o.text.length),
  first: () => (decision) => decision.options[0]!,
  last: () => (decision) => decision.options.at(-1)!,
  careful: () => most((o) => carefulness(o.text)),
  ignore: (key) => (decision) => decision.options.find((o) => key.options[decision.id]![o.id]!.move === 'ignore') ?? decision.options[0]!,
}
export type StrategyName = FixedStrategy | 'random'
export const STRATEGY_NAMES = [...(Object.keys(STRATEGIES) as FixedStrategy[]), 'random'] as const

export function randomPick(seed: number): OptionPicker {
  const random = xoroshiro128plus(seed)
  return ({ options }) => options[uniformInt(random, 0, options.length - 1)]!
}

const PLAYS = 1000
/** A random player passes a variant if more of the plays than this pass. */
const OFTEN = 1 / 3

export interface BlindResult {
  strategy: StrategyName
  reports: 'always' | 'never'
  /** Mean credited score, and the share of plays that pass; a strategy with one play has a share of 0 or 1. */
  credited: number
  share: number
  passes: boolean
  losses: ReadonlyMap<string, number>
}

export function blindResults(scorer: Scorer): BlindResult[] {
  return STRATEGY_NAMES.flatMap((strategy) => {
    const trials =
      strategy === 'random'
        ? Array.from({ length: PLAYS }, (_, seed) => playUnchecked(scorer, randomPick(seed + 1)))
        : [playUnchecked(scorer, STRATEGIES[strategy](scorer.key))]
    const losses = lossesIn(scorer, trials)
    return (['always', 'never'] as const).map((reports): BlindResult => {
      const scores = trials.map((trial) => scoreTrial(scorer, trial, REPORTING[reports]))
      const mean = (of: (score: (typeof scores)[number]) => number) => scores.reduce((sum, score) => sum + of(score), 0) / scores.length
      const share = mean((score) => (score.passed ? 1 : 0))
      return { strategy, reports, credited: mean((score) => score.credited), share, passes: share > OFTEN, losses }
    })
  })
}

function lossesIn(scorer: Scorer, trials: readonly Trial[]): Map<string, number> {
  // A thousand plays take only a few edges, so we look at each edge once.
  const taken = new Map<Edge, { node: GraphNode; times: number }>()
  for (const trial of trials)
    for (const { node, edge } of trial) {
      const before = taken.get(edge)
      if (before) before.times++
      else taken.set(edge, { node, times: 1 })
    }
  const found = new Map<string, { sum: number; n: number }>()
  for (const [edge, { node, times }] of taken) {
    const act = Object.keys(edge.choices).find((d) => edge.choices[d] === edge.submission.act.id)!
    const loss = found.get(act) ?? { sum: 0, n: 0 }
    found.set(act, { sum: loss.sum + times * lossAt(scorer, node, edge), n: loss.n + times })
  }
  return new Map([...found].map(([act, { sum, n }]) => [act, sum / n]))
}
