/** Rules on rubrics and options: every decision measures something, and only thought finds the best option. */
import { valueNodes } from '../score/attempt'
import { values } from '../score/path'
import type { Hit, Rule } from './finding'
import type { AuthoredOption, DecisionAt, ScenarioSubject } from './subject'

const WHY_WORDS = 150
const LONGEST_SHARE = 0.3
const POSITION_SHARE = 0.5
const UNEVEN = 2.5

const total = ({ rubric }: AuthoredOption): number => Object.values(rubric).reduce((a, b) => a + b, 0)
const spreads = ({ options }: DecisionAt): boolean => new Set(options.map(({ option }) => total(option))).size > 1

/** The options with the most points. */
const bestOf = ({ options }: DecisionAt) => {
  const most = Math.max(...options.map(({ option }) => total(option)))
  return options.filter(({ option }) => total(option) === most)
}

function flatScore({ seen, compiled: { key } }: ScenarioSubject): Hit[] {
  const broken = seen.cycles.length > 0 || seen.faults.some((f) => f.fault === 'dead-end' || f.fault === 'no-act')
  if (seen.graph === null || broken) return []
  const { hi, lo } = values(valueNodes(seen.graph, key), seen.graph.start).get(seen.graph.start)!
  return hi > lo ? [] : [{ path: ['scenes'], message: 'the best and the worst path score the same: give options a rubric' }]
}

const flatDecisions = ({ decisions }: ScenarioSubject): Hit[] =>
  decisions
    .filter((d) => !spreads(d))
    .map(({ decision, path }) => ({
      path,
      message: `all options of “${decision.id}” have the same points: give them different points, or drop the decision`,
    }))

const missingWhy = ({ decisions }: ScenarioSubject): Hit[] =>
  decisions
    .flatMap((d) => d.options)
    .filter(({ option }) => Object.keys(option.rubric).length > 0 && !option.why)
    .map(({ option, path }) => ({ path, message: `“${option.id}” has points but no \`why\`: explain it in two or three sentences` }))

const longWhy = ({ texts }: ScenarioSubject): Hit[] =>
  texts
    .filter(({ field, words }) => field === 'why' && words > WHY_WORDS)
    .map(({ path, words }) => ({ path, message: `${words} words: shorten to at most ${WHY_WORDS}` }))

function unrepairable({ decisions }: ScenarioSubject): Hit[] {
  const repaired = new Set(decisions.flatMap((d) => d.options.flatMap(({ option }) => option.repairs)))
  return decisions.flatMap(({ decision, options }) =>
    options
      .filter(({ option }) => option.critical && !repaired.has(`${decision.id}.${option.id}`))
      .map(({ option, path }) => ({
        path: [...path, 'critical'],
        message: `nothing repairs “${decision.id}.${option.id}”: add it to the \`repairs\` of a later option, such as telling`,
      })),
  )
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

function longestIsBest({ decisions, tutorial }: ScenarioSubject): Hit[] {
  const asked = decisions.filter(spreads)
  const giveaways = asked.filter((d) => {
    const lengths = d.options.map(({ option }) => option.text.length)
    const longest = Math.max(...lengths)
    return lengths.filter((l) => l === longest).length === 1 && bestOf(d).some(({ option }) => option.text.length === longest)
  })
  if (tutorial || giveaways.length <= LONGEST_SHARE * asked.length) return []
  return [
    {
      path: ['scenes'],
      message:
        `the best option is the longest in ${percent(giveaways.length / asked.length)} of decisions, at most ${percent(LONGEST_SHARE)}: ` +
        `shorten it or lengthen another in ${giveaways.map(({ decision }) => decision.id).join(', ')}`,
    },
  ]
}

function positionTells({ decisions, tutorial }: ScenarioSubject): Hit[] {
  const asked = decisions.filter((d) => spreads(d) && bestOf(d).length === 1)
  const at = new Map<number, string[]>()
  for (const d of asked) {
    const position = d.options.indexOf(bestOf(d)[0]!)
    at.set(position, [...(at.get(position) ?? []), d.decision.id])
  }
  if (tutorial) return []
  return [...at]
    .filter(([, ids]) => ids.length > POSITION_SHARE * asked.length)
    .map(([position, ids]) => ({
      path: ['scenes'],
      message:
        `the best option is number ${position + 1} in ${percent(ids.length / asked.length)} of decisions, at most half: ` +
        `move it in some of ${ids.join(', ')}`,
    }))
}

const uneven = ({ decisions }: ScenarioSubject): Hit[] =>
  decisions.flatMap(({ options }) => {
    const letters = options.reduce((sum, { option }) => sum + option.text.length, 0)
    return options
      .filter(({ option: { text } }) => text.length > (UNEVEN * (letters - text.length)) / (options.length - 1))
      .map(({ path }) => ({
        path: [...path, 'text'],
        message: `over ${UNEVEN} times as long as the others: shorten it, or lengthen the others`,
      }))
  })

export const SCORING_RULES: readonly Rule<ScenarioSubject>[] = [
  { id: 'flat-score', severity: 'error', about: 'the best path scores more than the worst', check: flatScore },
  { id: 'flat-decision', severity: 'error', about: 'the options of a decision differ in points', check: flatDecisions },
  { id: 'missing-why', severity: 'error', about: 'an option with points has a `why`', check: missingWhy },
  { id: 'why-length', severity: 'error', about: `a \`why\` has at most ${WHY_WORDS} words`, check: longWhy },
  { id: 'critical-unrepairable', severity: 'warning', about: 'a later option repairs a critical one', check: unrepairable },
  {
    id: 'longest-is-best',
    severity: 'error',
    about: `the best option is the longest in at most ${percent(LONGEST_SHARE)} of decisions`,
    check: longestIsBest,
  },
  { id: 'position-tells', severity: 'error', about: 'the best option is not always in the same position', check: positionTells },
  { id: 'uneven-length', severity: 'warning', about: `no option is over ${UNEVEN} times as long as the others`, check: uneven },
]
