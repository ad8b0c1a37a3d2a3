import type { Hit, Rule } from '../../../library/finding'
import { type AuthoredOption, type DecisionAt, type ScenarioSubject, type VariantSubject, inVariants } from '../subject'

const WHY_WORDS = 150
const LONGEST_SHARE = 0.4
const UNEVEN = 2.5
/** With fewer decisions than this, nobody notices that the best option is always in the same position. */
const NOTICED = 4

export const total = ({ rubric }: Pick<AuthoredOption, 'rubric'>): number => Object.values(rubric).reduce((a, b) => a + b, 0)
const spreads = ({ options }: DecisionAt): boolean => new Set(options.map(({ option }) => total(option))).size > 1

const bestOf = ({ options }: DecisionAt) => {
  const most = Math.max(...options.map(({ option }) => total(option)))
  return options.filter(({ option }) => total(option) === most)
}

const flatDecisions = ({ decisions, tutorial }: VariantSubject): Hit[] =>
  decisions
    .filter((d) => !tutorial && !spreads(d))
    .map(({ decision, path }) => ({
      path,
      message: `all options of “${decision.id}” have the same points: give them different points, or drop the decision`,
    }))

const missingWhy = ({ decisions }: VariantSubject): Hit[] =>
  decisions
    .flatMap((d) => d.options)
    .filter(({ option }) => Object.keys(option.rubric).length > 0 && !option.why)
    .map(({ option, path }) => ({ path, message: `“${option.id}” has points but no \`why\`: explain it in two or three sentences` }))

const longWhy = ({ texts }: VariantSubject): Hit[] =>
  texts
    .filter(({ field, words }) => field === 'why' && words > WHY_WORDS)
    .map(({ path, words }) => ({ path, message: `${words} words: shorten to at most ${WHY_WORDS}` }))

const dearChecks = ({ resolved: { scenes, budget } }: VariantSubject): Hit[] =>
  Object.entries(scenes).flatMap(([id, scene]) => {
    const most = scene.budget ?? budget.minutes
    return scene.checks.flatMap(({ minutes }, i) =>
      minutes > most
        ? [
            {
              path: ['scenes', id, 'checks', i, 'minutes'],
              message: `${minutes} minutes, and the scene has ${most}: nobody can make this check`,
            },
          ]
        : [],
    )
  })

const percent = (share: number): string => `${Math.round(share * 100)} %`

function longestIsBest({ decisions, tutorial }: VariantSubject): Hit[] {
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

/**
 * Finds a position that is best more often than chance by two standard deviations. A sentence with two options weighs less than an act
 * with five.
 */
function positionGivesAway({ decisions, tutorial }: VariantSubject): Hit[] {
  const asked = decisions.filter((d) => spreads(d) && bestOf(d).length === 1)
  if (tutorial) return []
  const most = Math.max(0, ...asked.map((d) => d.options.length))
  return Array.from({ length: most }, (_, position): Hit[] => {
    const chances = asked.filter((d) => d.options.length > position).map((d) => 1 / d.options.length)
    const mean = chances.reduce((sum, p) => sum + p, 0)
    const deviation = Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0))
    const found = asked.filter((d) => d.options[position] === bestOf(d)[0])
    if (found.length < NOTICED || found.length <= mean + 2 * deviation) return []
    const ids = found.map((d) => d.decision.id).join(', ')
    return [
      {
        path: ['scenes'],
        message: `the best option is number ${position + 1} in ${found.length} of ${asked.length} decisions, ${mean.toFixed(1)} by chance: move it in some of ${ids}`,
      },
    ]
  }).flat()
}

const uneven = ({ decisions }: VariantSubject): Hit[] =>
  decisions.flatMap(({ options }) => {
    const letters = options.reduce((sum, { option }) => sum + option.text.length, 0)
    return options
      .filter(({ option: { text } }) => text.length > (UNEVEN * (letters - text.length)) / (options.length - 1))
      .map(({ path }) => ({
        path: [...path, 'text'],
        message: `over ${UNEVEN} times as long as the others: shorten it, or lengthen the others`,
      }))
  })

const RULES: readonly Rule<VariantSubject>[] = [
  { id: 'flat-decision', severity: 'error', about: 'the options of a decision differ in points', check: flatDecisions },
  { id: 'missing-why', severity: 'error', about: 'an option with points has a `why`', check: missingWhy },
  { id: 'why-length', severity: 'warning', about: `a \`why\` has at most ${WHY_WORDS} words`, check: longWhy },
  { id: 'check-too-dear', severity: 'error', about: 'a check fits into the budget of its scene', check: dearChecks },
  {
    id: 'longest-is-best',
    severity: 'error',
    about: `the best option is the longest in at most ${percent(LONGEST_SHARE)} of decisions`,
    check: longestIsBest,
  },
  {
    id: 'position-tells',
    severity: 'error',
    about: 'the best option is in no position far more often than by chance',
    check: positionGivesAway,
  },
  { id: 'uneven-length', severity: 'warning', about: `no option is over ${UNEVEN} times as long as the others`, check: uneven },
]
export const SCORING_RULES: readonly Rule<ScenarioSubject>[] = RULES.map(inVariants)
