/** A scenario at one glance: its moments as cards, the ways between them, and its endings sentence by sentence. */
import type { AuthoredGuard } from '../../engine/format/guard'
import { OUTCOMES, type Outcome } from '../../engine/format/outcomes'
import { END, type Scenario, type Variant } from '../../engine/format/schema'
import { type ResolvedScenario, variantOf, variantsOf } from '../../engine/format/variant'
import { partsOf } from '../inspect/subject'

export interface Plan {
  start: string
  moments: PlanMoment[]
  ways: PlanWay[]
  endings: PlanEnding[]
}
export type PerVariant<T> = Partial<Record<Variant, T>>
export interface PlanMoment {
  id: string
  title: string
  when: string
  place: string
  signs: PerVariant<number>
  decoys: PerVariant<number>
  checks: { id: string; text: string; minutes: number; decides: boolean }[]
  /** What reporting here is worth. */
  report: PerVariant<number>
  /** The report here matters most. */
  matters: boolean
}
/** One option of an act, and where it may lead. Points are summed over competencies. */
export interface PlanWay {
  from: string
  /** The id of a moment, or `end`. */
  to: string
  decision: string
  option: string
  text: string
  /** Only in some states. */
  guarded: boolean
  /** By variant; absent where the option does not lead there in it. */
  points: PerVariant<number>
  /** It sets a fact that gives something harmful away. */
  harm: PerVariant<boolean>
}
export interface PlanSentence {
  id?: string
  text: string
  when?: AuthoredGuard
  claims?: AuthoredGuard
}
export interface PlanEnding {
  variant: Variant
  outcome: Outcome
  title: string
  sentences: PlanSentence[]
}

export function planOf(scenario: Scenario): Plan {
  const variants = variantsOf(scenario).map((variant) => variantOf(scenario, variant))
  return {
    start: scenario.start,
    moments: Object.keys(scenario.scenes).map((id) => momentOf(id, scenario, variants)),
    ways: waysOf(variants),
    endings: variants.flatMap(endingsOf),
  }
}

const inEach = <T>(variants: readonly ResolvedScenario[], of: (resolved: ResolvedScenario) => T): PerVariant<T> =>
  Object.fromEntries(variants.map((resolved) => [resolved.variant, of(resolved)]))

function momentOf(id: string, { scenes, matters }: Scenario, variants: readonly ResolvedScenario[]): PlanMoment {
  const { title, when, place, checks } = scenes[id]!
  const cues = (cue: string) =>
    inEach(variants, (resolved) => partsOf(resolved.scenes[id]!.show).segments.filter(({ segment }) => segment.cue === cue).length)
  return {
    id,
    title,
    when,
    place,
    signs: cues('sign'),
    decoys: cues('decoy'),
    checks: checks.map(({ id, text, minutes, decides }) => ({ id, text, minutes, decides: decides ?? false })),
    report: inEach(variants, (resolved) => resolved.scenes[id]!.report.worth),
    matters: id === matters,
  }
}

/** A way that both variants have is listed once. */
function waysOf(variants: readonly ResolvedScenario[]): PlanWay[] {
  const ways = new Map<string, PlanWay>()
  for (const resolved of variants) {
    const harmful = new Set(resolved.harm.map(({ fact }) => fact))
    for (const [from, { decisions }] of Object.entries(resolved.scenes))
      for (const decision of decisions)
        for (const option of decision.options)
          for (const [to, guarded] of placesOf(option.to)) {
            const key = [from, decision.id, option.id, to].join('/')
            const fresh: PlanWay = { from, to, decision: decision.id, option: option.id, text: option.text, guarded, points: {}, harm: {} }
            const way = ways.get(key) ?? fresh
            way.points[resolved.variant] = Object.values(option.rubric).reduce((sum, n) => sum + n, 0)
            way.harm[resolved.variant] = Object.keys(option.sets).some((fact) => harmful.has(fact))
            way.guarded ||= option.when !== undefined || guarded
            ways.set(key, way)
          }
  }
  return [...ways.values()]
}

type To = ResolvedScenario['scenes'][string]['decisions'][number]['options'][number]['to']
const placesOf = (to: To): Map<string, boolean> =>
  typeof to === 'string' ? new Map([[to, false]]) : new Map((to ?? []).map((route) => [route.to, (to?.length ?? 0) > 1]))

function endingsOf({ variant, endings }: ResolvedScenario): PlanEnding[] {
  return OUTCOMES.flatMap((outcome) => {
    const ending = endings[outcome]
    if (!ending) return []
    const sentences = typeof ending.text === 'string' ? [{ text: ending.text }] : (ending.text as PlanSentence[])
    return [
      { variant, outcome, title: ending.title, sentences: sentences.map(({ id, text, when, claims }) => ({ id, text, when, claims })) },
    ]
  })
}

export const isEnd = (place: string): boolean => place === END

/** A condition in words. Names are those of the file. */
export function guardWords(guard: AuthoredGuard): string {
  const within = (inner: AuthoredGuard) => ('all' in inner || 'any' in inner ? `(${guardWords(inner)})` : guardWords(inner))
  if ('all' in guard) return guard.all.map(within).join(' and ')
  if ('any' in guard) return guard.any.map(within).join(' or ')
  if ('not' in guard) return `not ${within(guard.not)}`
  if ('check' in guard) return `checked ${guard.check}`
  if ('reportedSince' in guard) return `reported since ${guard.reportedSince}`
  return 'fact' in guard ? guard.fact : 'reported twice'
}
