/** `blind [files]`: the scores of players who do not think. */
import { STRATEGIES, type StrategyName, bestScore, blindScore, randomScore } from '@/scenarios/engine/inspect/blind'
import { type Playable, playable } from './playable'
import { type Output, readWords } from './verb'

const PLAYS = 1000

export function blind(words: string[], { out }: Output): number {
  const { positionals } = readWords(words, {})
  for (const scenario of playable(positionals)) out(table(scenario))
  return 0
}

function table({ file, scorer }: Playable): string {
  const names = Object.keys(STRATEGIES) as StrategyName[]
  const scores = [...names.map((name) => [name, blindScore(scorer, STRATEGIES[name])] as const), ['best', bestScore(scorer)] as const]
  const rows = scores.map(([name, { credited, final, passed, unrepairedCritical }]) =>
    row(name, credited, passed ? 'pass' : unrepairedCritical.length > 0 ? `no pass (critical, capped at ${final.toFixed(2)})` : 'no pass'),
  )
  const random = randomScore(scorer, PLAYS)
  return [file, ...rows, row('random', random.credited, `${(random.passed * 100).toFixed(1)} % of ${PLAYS} pass`), ''].join('\n')
}
const row = (name: string, credited: number, result: string): string => `  ${name.padEnd(9)} ${credited.toFixed(2)}  ${result}`
