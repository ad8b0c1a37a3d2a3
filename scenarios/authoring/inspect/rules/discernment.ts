import type { Variant } from '../../../engine/format/schema'
import { isFork } from '../../../engine/format/variant'
import { nextScenes, scenesLeavesFirst } from '../../../engine/play/graph'
import type { Hit, Path, Rule } from '../../../library/finding'
import { strongForksOf } from '../knowable'
import { inFile } from '../place-in-file'
import { total } from './scoring'
import { type BlindResult, blindResults, luckOf } from '../strategies'
import type { AuthoredOption, ScenarioSubject } from '../subject'
import { sidesOf } from './undecided'

/** Moments before this one have at most one deciding check. */
const EARLY = 4
const DIFFERENT = 2
const RATINGS = [2, 3] as const

function opening({ scenario, variants, ids }: ScenarioSubject): Hit[] {
  const [variant] = variants
  const start = variant?.compiled.play.scenes[ids('scene', scenario.start)]
  if (variants.length < 2 || !variant || !start || strongForksOf(start, variant.compiled.key).length === 0) return []
  return [{ path: ['scenes', scenario.start, 'show'], message: 'the first moment has a strong fork: let its sign come later' }]
}

function* decidingChecks(subject: ScenarioSubject): Generator<Hit> {
  const { scenario, ids, tutorial } = subject
  const sides = sidesOf(subject)
  const early: { path: Path }[] = []
  for (const [id, { checks, budget }] of Object.entries(scenario.scenes)) {
    const moment = Math.min(...sides.map((s) => s.knowledge.moments.get(ids('scene', id)) ?? Infinity))
    for (const [i, check] of checks.entries()) {
      if (!check.decides || tutorial) continue
      const path = ['scenes', id, 'checks', i]
      if (!isFork(Object(check.finding))) yield { path, message: 'the finding decides, and is the same in both variants: fork it' }
      if (sides.length === 0 || moment >= EARLY) continue
      early.push({ path })
      const minutes = budget ?? scenario.budget.minutes
      if (check.minutes <= minutes / 2)
        yield {
          path: [...path, 'minutes'],
          message: `this decides early and costs ${check.minutes} of ${minutes} minutes: make it cost most of them`,
        }
    }
  }
  for (const { path } of early.slice(1)) yield { path, message: `a second check decides before moment ${EARLY}: keep one` }
}

interface BestActs {
  decision: string
  scene: string
  path: Path
  best: Record<Variant, string[]>
}
function decidedActs(subject: ScenarioSubject): BestActs[] {
  const decided = new Set(sidesOf(subject).flatMap((s) => [...s.knowledge.decided]))
  const [hostile, genuine] = subject.variants
  if (!hostile || !genuine) return []
  return hostile.decisions.flatMap(({ decision, scene, path, options }, n): BestActs[] => {
    if (!decided.has(subject.ids('scene', scene)) || !options.some(({ option }) => option.to)) return []
    const best = (of: readonly AuthoredOption[]) => {
      const most = Math.max(...of.map(total))
      return of.filter((option) => total(option) === most).map((option) => option.id)
    }
    const others = genuine.decisions[n]!.decision.options
    return [{ decision: decision.id, scene, path, best: { hostile: best(decision.options), genuine: best(others) } }]
  })
}

function sameBest(subject: ScenarioSubject): Hit[] {
  if (sidesOf(subject).length < 2) return []
  const differ = decidedActs(subject).filter(({ best }) => !best.hostile.some((id) => best.genuine.includes(id)))
  return differ.length >= DIFFERENT
    ? []
    : [
        {
          path: ['scenes'],
          message: `only ${differ.length} decided moments have another best act in each variant, at least ${DIFFERENT}: what one knows must matter`,
        },
      ]
}

/** What is right in one variant and unnecessary in the other costs nothing in the other. */
function* punished(subject: ScenarioSubject): Generator<Hit> {
  const [hostile, genuine] = subject.variants
  if (!hostile || !genuine) return
  for (const { decision, best } of decidedActs(subject)) {
    for (const [own, other] of [[hostile, genuine] as const, [genuine, hostile] as const]) {
      const there = other.decisions.find((d) => d.decision.id === decision)!
      for (const { option, path } of there.options) {
        if (!best[own.name].includes(option.id) || total(option) >= 0) continue
        const message = `“${option.id}” is best in the ${own.name} variant and loses points in the ${other.name} one: give it 0 there, it is only needless`
        yield { path: inFile(subject.scenario, [...path, 'rubric'], other.name), message }
      }
    }
  }
}

const known = new WeakMap<ScenarioSubject['variants'], Map<Variant, BlindResult[]>>()
/** Blind ways on both variants; empty for a tutorial, and as long as some path does not lead on. */
export function blindIn(subject: ScenarioSubject): ReadonlyMap<Variant, BlindResult[]> {
  const before = known.get(subject.variants)
  if (before) return before
  const all = subject.tutorial ? [] : subject.variants.flatMap((t) => (t.explored ? [[t.name, t.explored] as const] : []))
  const found = new Map(all.map(([variant, explored]) => [variant, blindResults(explored)]))
  known.set(subject.variants, found)
  return found
}

/** Where somebody else depends on the honest business, leaving everything alone cannot end well. */
function ignoring(subject: ScenarioSubject): Hit[] {
  if (subject.scenario.skippable) return []
  const held = (blindIn(subject).get('genuine') ?? []).some(({ strategy, outcome }) => strategy === 'ignore' && outcome === 'held')
  return held
    ? [
        {
          path: ['business'],
          message: 'always ignoring ends well in the genuine variant: let an act settle the business, and let ignoring it leave it undone',
        },
      ]
    : []
}

export const LUCK = 0.4
function luck(subject: ScenarioSubject): Hit[] {
  const [hostile, genuine] = sidesOf(subject)
  if (!hostile || !genuine || !subject.scenario.business) return []
  const share = luckOf(hostile.explored, genuine.explored)
  return share <= LUCK
    ? []
    : [
        {
          path: ['scenes'],
          message: `${percent(share)} of random plays that always report end well in both variants, at most ${percent(LUCK)}: let more acts give something away, or fewer settle the business`,
        },
      ]
}
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

/** If scenes exclude each other, a path meets only one of their ratings. */
function ratings({ scenario, variants: [variant], tutorial }: ScenarioSubject): Hit[] {
  const { play } = variant!.compiled
  const asked = new Map<string, { least: number; most: number }>()
  for (const id of scenesLeavesFirst(play)) {
    const onward = nextScenes(play, id).flatMap((to) => asked.get(to) ?? [])
    const own = Number(play.scenes[id]!.rating)
    asked.set(id, {
      least: own + (onward.length > 0 ? Math.min(...onward.map((o) => o.least)) : 0),
      most: own + Math.max(0, ...onward.map((o) => o.most)),
    })
  }
  const { least, most } = asked.get(play.start) ?? { least: 0, most: 0 }
  if (tutorial || !Object.hasOwn(scenario.scenes, scenario.start) || (least >= RATINGS[0] && most <= RATINGS[1])) return []
  const found = least === most ? String(most) : `${least} to ${most}`
  return [{ path: ['scenes'], message: `${found} moments of a path ask how it looks (\`rating: true\`): ${RATINGS.join(' or ')} should` }]
}

export const DISCERNING_RULES: readonly Rule<ScenarioSubject>[] = [
  { id: 'strong-opening', severity: 'error', about: 'the first moment has no strong fork', check: opening },
  {
    id: 'early-decider',
    severity: 'error',
    about: `at most one check before moment ${EARLY} decides, and it costs most of the budget`,
    check: decidingChecks,
  },
  {
    id: 'same-best',
    severity: 'error',
    about: `at least ${DIFFERENT} decided moments have another best act in each variant`,
    check: sameBest,
  },
  { id: 'needless-punished', severity: 'error', about: 'the best act of one variant loses no points in the other', check: punished },
  { id: 'ignoring-holds', severity: 'error', about: 'always ignoring does not end well in the genuine variant', check: ignoring },
  { id: 'luck-holds', severity: 'error', about: `at most ${percent(LUCK)} of random plays end well in both variants`, check: luck },
  { id: 'rating-count', severity: 'error', about: `${RATINGS.join(' or ')} moments ask how it looks`, check: ratings },
]
