/** Players who do not think and make no checks. Where one of them is held in both variants, a scenario teaches little. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Outcome } from '../../engine/format/outcomes'
import type { Key } from '../../engine/play/key'
import type { Option } from '../../engine/play/play'
import { type Explored, type OptionPicker, type ReportingHabit, playUnchecked, scoreTrial } from './trial'

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
/** Leaving a matter to the office that it belongs to is no blind way but a sound one: it is measured, and may hold. */
const REFER = /\b(?:office|officer|secretariat|chair|press|legal|head of|whoever decides|in charge)\b/giu
const carefulness = (text: string): number => text.match(CAREFUL)?.length ?? 0

const most =
  (measure: (option: Option) => number): OptionPicker =>
  ({ options }) =>
    options.reduce((best, option) => (measure(option) > measure(best) ? option : best))

/** An office as well, but only in capitals. */
const IT = /\bIT\b/gu
const referral = (text: string): number => [REFER, IT].reduce((all, office) => all + (text.match(office)?.length ?? 0), 0)

type FixedStrategy = 'longest' | 'shortest' | 'first' | 'last' | 'careful' | 'ignore' | 'refer'
export const STRATEGIES: Record<FixedStrategy, (key: Key) => OptionPicker> = {
  longest: () => most((o) => o.text.length),
  shortest: () => most((o) => -o.text.length),
  first: () => (decision) => decision.options[0]!,
  last: () => (decision) => decision.options.at(-1)!,
  careful: () => most((o) => carefulness(o.text)),
  ignore: (key) => (decision) => decision.options.find((o) => key.options[decision.id]![o.id]!.move === 'ignore') ?? decision.options[0]!,
  refer: () => most((o) => referral(o.text)),
}
export type StrategyName = FixedStrategy
export const STRATEGY_NAMES = Object.keys(STRATEGIES) as StrategyName[]

export function randomPick(seed: number): OptionPicker {
  const random = xoroshiro128plus(seed)
  return ({ options }) => options[uniformInt(random, 0, options.length - 1)]!
}

export const PLAYS = 1000

export interface BlindResult {
  strategy: StrategyName
  reports: ReportingHabit
  outcome: Outcome
}
const HABITS = ['always', 'start', 'never'] as const

export const blindResults = (of: Explored): BlindResult[] =>
  STRATEGY_NAMES.flatMap((strategy) => {
    const trial = playUnchecked(of, STRATEGIES[strategy](of.key))
    return HABITS.map((reports) => ({ strategy, reports, outcome: scoreTrial(of, trial, reports).outcome }))
  })

/** Outcomes of random plays, by seed. */
export const randomOutcomes = (of: Explored, habit: ReportingHabit): Outcome[] =>
  Array.from({ length: PLAYS }, (_, seed) => scoreTrial(of, playUnchecked(of, randomPick(seed + 1)), habit).outcome)

/** The share of seeds whose random acts, always reported, are held in both variants. */
export const luckOf = (hostile: Explored, genuine: Explored): number => {
  const other = randomOutcomes(genuine, 'always')
  return randomOutcomes(hostile, 'always').filter((outcome, seed) => outcome === 'held' && other[seed] === 'held').length / PLAYS
}
