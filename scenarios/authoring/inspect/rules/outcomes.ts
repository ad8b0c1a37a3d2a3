/** Rules on what decides how a scenario ends: harm, the report that matters most, the business, and one ending for each outcome. */
import { OUTCOMES } from '../../../engine/format/outcomes'
import { END } from '../../../engine/format/schema'
import { nextPlaces, scenesLeavesFirst } from '../../../engine/play/graph'
import type { Hit, Path, Rule } from '../../../library/finding'
import { didYouMean } from '../../../library/nearest'
import { outcomesOfBestPlay, outcomesReached } from '../endings-reached'
import { type ScenarioSubject, type VariantSubject, inVariants } from '../subject'
import { inWords } from '../way-in-words'

/** The scenes in which an act sets a fact, in this variant. */
const setIn = ({ decisions }: VariantSubject, fact: string): string[] => [
  ...new Set(decisions.filter(({ options }) => options.some(({ option }) => Object.hasOwn(option.sets, fact))).map(({ scene }) => scene)),
]

function* unknownStakes(variant: VariantSubject): Generator<Hit> {
  const { resolved, decisions, name } = variant
  const facts = new Set(decisions.flatMap(({ options }) => options.flatMap(({ option }) => Object.keys(option.sets))))
  const unset = (fact: string, path: Path): Hit[] =>
    facts.has(fact) ? [] : [{ path, message: `no act sets “${fact}”: ${didYouMean(fact, facts, 'set it in an option, or drop it')}` }]
  for (const [i, { fact, mended }] of resolved.harm.entries()) {
    yield* unset(fact, ['harm', i])
    if (mended) yield* unset(mended, ['harm', i, 'mended'])
  }
  if (name === 'genuine' && resolved.business) yield* unset(resolved.business, ['business'])
  const checked = Object.entries(resolved.scenes).flatMap(([id, { checks }]) =>
    checks.flatMap(({ sets }, i) => Object.keys(sets).map((fact) => ({ fact, path: ['scenes', id, 'checks', i, 'sets', fact] as Path }))),
  )
  const decisive = new Set([...resolved.harm.flatMap(({ fact, mended = '' }) => [fact, mended]), resolved.business])
  for (const { fact, path } of checked)
    if (decisive.has(fact)) yield { path, message: `a check cannot do harm, mend it or settle the business: set “${fact}” in an option` }
}

function* matters({ scenario, tutorial, variants: [first] }: ScenarioSubject): Generator<Hit> {
  const { matters: scene } = scenario
  if (tutorial) {
    for (const field of ['matters', 'business'] as const)
      if (scenario[field]) yield { path: [field], message: 'a tutorial has no result: drop this' }
    return
  }
  if (!scene) yield { path: ['start'], message: 'add `matters`: the scene whose report matters most, on every path' }
  else if (!Object.hasOwn(scenario.scenes, scene))
    yield {
      path: ['matters'],
      message: `no scene is called “${scene}”: ${didYouMean(scene, Object.keys(scenario.scenes), 'name one that exists')}`,
    }
  else if (first && Object.hasOwn(scenario.scenes, scenario.start) && !isOnEveryPath(first, scene))
    yield { path: ['matters'], message: `some paths do not lead through “${scene}”: name a scene that is on every path` }
}
function isOnEveryPath({ compiled: { play }, ids }: VariantSubject, scene: string): boolean {
  const wanted = ids('scene', scene)
  const always = new Map<string, boolean>([[END, false]])
  for (const id of scenesLeavesFirst(play))
    always.set(id, id === wanted || nextPlaces(play.scenes[id]!).every((to) => always.get(to) ?? true))
  return always.get(play.start) ?? false
}

function* business({ scenario, tutorial, variants }: ScenarioSubject): Generator<Hit> {
  const { business: fact, skippable } = scenario
  const genuine = variants.find(({ name }) => name === 'genuine')
  if (tutorial || !genuine) return
  if (!fact) {
    if (!skippable)
      yield { path: ['start'], message: 'add `business`: the fact that the honest business is settled, on which somebody else depends' }
    return
  }
  if (skippable)
    yield { path: ['business'], message: 'what may be skipped is about the learner’s own life, and has no business: drop this' }
  const scenes = setIn(genuine, fact)
  if (scenes.length > 1)
    yield {
      path: ['business'],
      message: `“${fact}” is set in ${scenes.join(' and ')}: let only the moment that settles the business set it`,
    }
  for (const { options } of genuine.decisions)
    for (const { option, path } of options)
      if (option.move === 'ignore' && Object.hasOwn(option.sets, fact))
        yield { path: [...path, 'sets', fact], message: 'ignoring does not settle the business: drop this' }
}

const KEPT_BACK = -2
/** A negative rubric without harm may be right, so this only asks. */
const unharmful = ({ decisions, resolved, tutorial }: VariantSubject): Hit[] => {
  const harm = new Set(resolved.harm.map(({ fact }) => fact))
  return tutorial
    ? []
    : decisions
        .flatMap((d) => d.options)
        .filter(({ option }) => (option.rubric.protect ?? 0) <= KEPT_BACK && !Object.keys(option.sets).some((fact) => harm.has(fact)))
        .map(({ option, path }) => ({
          path,
          message: `“${option.id}” has protect ${KEPT_BACK} and does no harm: set a fact of \`harm\`, or give it −1`,
        }))
}

function* endings({ resolved, explored, tutorial, name }: VariantSubject, { names }: Pick<ScenarioSubject, 'names'>): Generator<Hit> {
  if (tutorial) {
    if (!resolved.endings.held) yield { path: ['endings'], message: 'a tutorial has one ending: write it as `held`' }
    return
  }
  if (!explored) return
  const reached = outcomesReached(explored)
  for (const outcome of OUTCOMES) {
    const path: Path = ['endings', outcome]
    const way = reached.get(outcome)
    if (way !== undefined && !resolved.endings[outcome])
      yield {
        path: ['endings'],
        message: `the ${name} variant has no ending for \`${outcome}\`, which is reached so: ${inWords(way, names)}`,
      }
    if (way === undefined && resolved.endings[outcome])
      yield { path, message: `no path of the ${name} variant ends in \`${outcome}\`: drop this ending` }
  }
}

function* bestPlay({ explored, tutorial, name, resolved }: VariantSubject, { names }: Pick<ScenarioSubject, 'names'>): Generator<Hit> {
  if (tutorial || !explored) return
  for (const [outcome, way] of outcomesOfBestPlay(explored))
    if (outcome !== 'held')
      yield {
        path: ['scenes', resolved.start],
        message: `a play that earns all points ends \`${outcome}\` in the ${name} variant, and has to be \`held\`: ${inWords(way, names)}`,
      }
}

/** `inVariants` passes no names, which ways need. */
const withNames = (
  rule: Omit<Rule<ScenarioSubject>, 'check'>,
  check: (variant: VariantSubject, subject: ScenarioSubject) => Iterable<Hit>,
): Rule<ScenarioSubject> => ({
  ...rule,
  // Without the moment that matters, every play of the hostile variant would seem to miss it.
  check: (subject) =>
    subject.tutorial || Object.hasOwn(subject.scenario.scenes, subject.scenario.matters ?? '')
      ? inVariants({ ...rule, check: (variant) => [...check(variant, subject)] }).check(subject)
      : [],
})

export const OUTCOME_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({
    id: 'unknown-stake',
    severity: 'error',
    about: '`harm`, `mended` and `business` name facts that acts set',
    check: unknownStakes,
  }),
  { id: 'matters-everywhere', severity: 'error', about: '`matters` names a scene that is on every path', check: matters },
  { id: 'business-settled', severity: 'error', about: 'one moment settles the business, and ignoring does not', check: business },
  withNames({ id: 'ending-for-outcome', severity: 'error', about: 'a variant has one ending for each outcome that it reaches' }, endings),
  withNames({ id: 'best-play', severity: 'error', about: 'a play that earns all points is held' }, bestPlay),
  inVariants({ id: 'keeping-back', severity: 'warning', about: 'what costs two points for keeping back does harm', check: unharmful }),
]
