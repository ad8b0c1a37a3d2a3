/** What a learner might play next, and why: worked out from what was played, never from how well. */
import { type Competency, COMPETENCIES } from '../format/competencies'
import type { Variant, ScenarioKind } from '../format/schema'
import type { Header } from '../play/journal'
import type { Key } from '../play/key'
import type { Skill } from './skills'

export interface OfferedScenario {
  id: string
  kind: ScenarioKind
  about: Partial<Record<Competency, number>>
}
export interface PlayedAttempt extends Pick<Header, 'scenario' | 'variant' | 'purpose'> {
  id: string
  finished: boolean
  at: number
}
export type NextStep =
  | { why: 'open'; scenario: string; attempt: string }
  | { why: 'tutorial' | 'new' | 'again'; scenario: string }
  /** Its other variant may come, and playing again teaches more once the details have faded. */
  | { why: 'later'; scenario: string; from: number }
  | { why: 'practise'; scenario: string; competency: Competency }

const DAY = 24 * 3600 * 1000
export const AGAIN_AFTER = 3 * DAY

export const variantsMet = (scenario: string, played: readonly PlayedAttempt[]): Set<Variant> =>
  new Set(played.filter((p) => p.scenario === scenario && p.finished).map((p) => p.variant))

export const begun = <P extends PlayedAttempt>(played: readonly P[]): P[] =>
  played.filter((p) => !p.finished).sort((a, b) => Number(b.purpose === 'learn') - Number(a.purpose === 'learn') || b.at - a.at)

/**
 * The one next step: what has begun, then the tutorial, then a new scenario, then after some days one that may come in its other variant;
 * and if all of that is done, the scenario with most of what was practised least.
 */
export function nextStep(
  scenarios: readonly OfferedScenario[],
  played: readonly PlayedAttempt[],
  { now, least = COMPETENCIES[0] }: { now: number; least?: Competency },
): NextStep | null {
  const known = played.filter((p) => scenarios.some((s) => s.id === p.scenario))
  const real = scenarios.filter((s) => s.kind !== 'tutorial')
  const knowsHow = known.some((p) => real.some((s) => s.id === p.scenario))
  // Practice that was left, and a tutorial that is no longer needed, would otherwise block the next step for good.
  const open = begun(known).find((p) => p.purpose === 'learn' && (!knowsHow || real.some((s) => s.id === p.scenario)))
  if (open) return { why: 'open', scenario: open.scenario, attempt: open.id }
  const tutorial = scenarios.find((s) => s.kind === 'tutorial')
  if (tutorial && known.length === 0) return { why: 'tutorial', scenario: tutorial.id }
  const lastAt = ({ id }: OfferedScenario) => Math.max(...known.filter((p) => p.scenario === id).map((p) => p.at))
  const fresh = real.find((s) => variantsMet(s.id, known).size === 0)
  if (fresh) return { why: 'new', scenario: fresh.id }
  const half = real.filter((s) => variantsMet(s.id, known).size === 1).sort((a, b) => lastAt(a) - lastAt(b))[0]
  if (half) {
    const from = lastAt(half) + AGAIN_AFTER
    return from <= now ? { why: 'again', scenario: half.id } : { why: 'later', scenario: half.id, from }
  }
  const most = [...real].sort((a, b) => (b.about[least] ?? 0) - (a.about[least] ?? 0) || lastAt(a) - lastAt(b))[0]
  return most ? { why: 'practise', scenario: most.id, competency: least } : null
}

/** What needs practice comes before what does not; then what was practised least. */
export function leastPractised(skills: Partial<Record<Competency, Pick<Skill, 'possible' | 'verdict'>>>): Competency {
  const rank = (k: Competency) => [Number(skills[k]?.verdict !== 'needs practice'), skills[k]?.possible ?? 0] as const
  return [...COMPETENCIES].sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1])[0]!
}

/**
 * How much of a scenario is about each competency: the weights of the decisions whose options differ in it, and of what can be reported.
 */
export function aboutOf(keys: readonly Key[]): OfferedScenario['about'] {
  const about: OfferedScenario['about'] = {}
  const add = (k: Competency, weight: number) => {
    about[k] = (about[k] ?? 0) + weight
  }
  for (const { options, weights, reports } of keys) {
    for (const [decision, among] of Object.entries(options))
      for (const k of COMPETENCIES) {
        const points = Object.values(among).map(({ rubric }) => rubric[k] ?? 0)
        if (Math.max(...points) > Math.min(...points)) add(k, weights[decision]!)
      }
    for (const { worth } of Object.values(reports)) if (worth > 0) add('report', worth)
  }
  return about
}

/** The competency that a scenario asks for more than the others do. Most of them are about keeping back, so a plain sum would say little. */
export function trainedMost(about: OfferedScenario['about'], all: readonly OfferedScenario['about'][]): Competency | null {
  const share = (of: OfferedScenario['about'], k: Competency) =>
    (of[k] ?? 0) /
    Math.max(
      1,
      Object.values(of).reduce((a, b) => a + b, 0),
    )
  const above = (k: Competency) => share(about, k) - all.reduce((sum, of) => sum + share(of, k), 0) / Math.max(1, all.length)
  const asked = COMPETENCIES.filter((k) => (about[k] ?? 0) > 0)
  return asked.length > 0 ? asked.reduce((a, b) => (above(b) > above(a) ? b : a)) : null
}
