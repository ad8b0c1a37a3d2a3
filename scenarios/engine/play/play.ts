/**
 * The play: what a learner may see of a scenario, and how one moment leads to the next. It drives the machine in a browser or on a
 * server, and does not know what is right.
 */
import { type AuthoredGuard, type Guard, REPORTED, REPORTED_TWICE } from '../format/guard'
import type { Choices } from './events'
import type { Picture } from './pictures'
import type { ResolvedScenario } from '../format/variant'

export type { Guard }

/** The fields that never reach a learner before the debrief. `compile` moves them into the key. */
export const KEY_FIELDS = [
  'cue',
  'indicator',
  'why',
  'cites',
  'about',
  'weight',
  'rubric',
  'move',
  'notes',
  'values',
  'worth',
  'decides',
  'claims',
] as const
type KeyField = (typeof KEY_FIELDS)[number]

type WithoutKey<T> = T extends AuthoredGuard
  ? Guard
  : T extends readonly (infer U)[]
    ? WithoutKey<U>[]
    : T extends object
      ? { [K in keyof T as K extends KeyField ? never : K]: WithoutKey<T[K]> }
      : T

type AuthoredScene = WithoutKey<ResolvedScenario['scenes'][string]>
type AuthoredDecision = AuthoredScene['decisions'][number]
type AuthoredOption = AuthoredDecision['options'][number]

export interface Sentence {
  text: string
  when?: Guard
  /** The decision whose words replace `{said}`. */
  said?: string
}
/** A sentence of what follows an act. One that somebody says or writes has `from`, and stands in the channel that was answered. */
export interface Line extends Sentence {
  from?: string
  at?: string
}
/** A place the scenario can go next: the first whose guard holds. `to` is a scene, or `END`. */
export interface Route {
  when?: Guard
  to: string
}
export const END = 'end'
export interface Option extends Omit<AuthoredOption, 'to' | 'consequence'> {
  to?: Route[]
  consequence: Line[]
}
export interface Decision extends Omit<AuthoredDecision, 'options'> {
  options: Option[]
}
export type Artefact = AuthoredScene['show'][number]
export type ArtefactOf<K extends Artefact['kind']> = Extract<Artefact, { kind: K }>
export interface Check extends Omit<AuthoredScene['checks'][number], 'finding'> {
  finding: Sentence[]
}
export interface Segment {
  id: string
  text: string
  /** A link after the text, and where it leads. */
  link?: { words: string; target: string }
  /** What stood there before, struck out. */
  was?: string
}
export interface Scene extends Omit<AuthoredScene, 'lead' | 'checks' | 'report' | 'decisions' | 'budget'> {
  lead: Sentence[]
  /** Scenario minutes for checks. */
  budget: number
  /** Submissions from here to the end, this one included: averaged over the options, for "about 7". */
  ahead: number
  checks: Check[]
  report: { text?: string; reply: Sentence[] }
  decisions: Decision[]
}
export interface Person {
  name: string
  picture: Picture
  title: string
  organisation?: string
}

export interface Play {
  start: string
  minutes: number
  cast: Record<string, Omit<Person, 'name' | 'picture'>>
  scenes: Record<string, Scene>
  /** What a report sets. */
  reported: Record<string, boolean>
}
/** A play with names and pictures drawn and its texts formatted for one attempt. The cast includes the learner, as `you`. */
export interface StagedPlay extends Play {
  cast: Record<string, Person>
}

export interface PlayState {
  phase: 'scene' | 'consequence' | 'judgement' | 'debrief'
  /** The current scene; after the last submission, the scene that ended the scenario. */
  scene: string
  /** Facts that are true, sorted. */
  facts: string[]
  checks: string[]
  flags: string[]
  reports: string[]
  submissions: number
  /** In the phase `consequence`: what was submitted, and where it leads. */
  submitted: Choices | null
  next: string | null
}
export type PlayFacts = Pick<PlayState, 'facts' | 'checks'>

export const begin = (play: Play): PlayState => ({
  phase: 'scene',
  scene: play.start,
  facts: [],
  checks: [],
  flags: [],
  reports: [],
  submissions: 0,
  submitted: null,
  next: null,
})

/** Which moment this is, from 1. A consequence still belongs to the moment of its choice. */
export const momentOf = ({ submissions, phase }: PlayState): number => submissions + (phase === 'scene' ? 1 : 0)

export function holds(guard: Guard | undefined, state: PlayFacts): boolean {
  if (!guard) return true
  if ('fact' in guard) return state.facts.includes(guard.fact)
  if ('check' in guard) return state.checks.includes(guard.check)
  if ('all' in guard) return guard.all.every((g) => holds(g, state))
  if ('any' in guard) return guard.any.some((g) => holds(g, state))
  return !holds(guard.not, state)
}

export function withFacts(facts: string[], ...sets: Record<string, boolean>[]): string[] {
  const next = new Set(facts)
  for (const set of sets) for (const [fact, value] of Object.entries(set)) value ? next.add(fact) : next.delete(fact)
  return [...next].sort()
}

/** The facts after one more report. */
export const factsReported = (play: Pick<Play, 'reported'>, facts: string[]): string[] =>
  withFacts(facts, play.reported, facts.includes(REPORTED) ? { [REPORTED_TWICE]: true } : {})

export const sceneOf = (play: Play, state: Pick<PlayState, 'scene'>): Scene => play.scenes[state.scene]!

export const minutesLeft = (play: Play, state: PlayState): number => {
  const { checks, budget } = sceneOf(play, state)
  return checks.reduce((left, check) => (state.checks.includes(check.id) ? left - check.minutes : left), budget)
}

export type Offer = 'offered' | 'made' | 'no-time' | 'hidden'
export function checkOffer(play: Play, state: PlayState, check: Check): Offer {
  if (state.checks.includes(check.id)) return 'made'
  if (!holds(check.when, state)) return 'hidden'
  return check.minutes <= minutesLeft(play, state) ? 'offered' : 'no-time'
}

export const offered = (scene: Scene, state: PlayFacts): Decision[] =>
  scene.decisions.filter((d) => holds(d.when, state)).map((d) => ({ ...d, options: d.options.filter((o) => holds(o.when, state)) }))

/** The act is the decision whose options lead on; the others are sentences or fields it may send. */
export const isAct = (decision: Decision): boolean => decision.options.some((o) => o.to)

/** What is said or written by choosing an option; null for an act that is not speech. */
export const speechOf = ({ says, text }: Pick<Option, 'says' | 'text'>): string | null => says ?? /^“([^”]*)”$/.exec(text)?.[1] ?? null

export const guardOf = (part: object): Guard | undefined =>
  'when' in part && typeof part.when === 'object' ? (part.when as Guard) : undefined

/** Every segment in the artefact parts shown in this state, in reading order. The learner's own words cannot be flagged. */
export function segmentsOf(part: Artefact | object, state: PlayFacts): Segment[] {
  if (Array.isArray(part)) return part.flatMap((item: unknown) => (item && typeof item === 'object' ? segmentsOf(item, state) : []))
  if (!holds(guardOf(part), state) || ('from' in part && part.from === 'you')) return []
  if ('id' in part && 'text' in part) return [part as Segment]
  return Object.values(part).flatMap((item: unknown) => (item && typeof item === 'object' ? segmentsOf(item, state) : []))
}
export const shownSegments = (scene: Scene, state: PlayFacts): Segment[] => scene.show.flatMap((artefact) => segmentsOf(artefact, state))

export interface Submission {
  act: Option
  sent: { decision: Decision; option: Option }[]
}

export type Refusal =
  | 'not-now'
  | 'not-shown'
  | 'already-flagged'
  | 'not-flagged'
  | 'no-such-check'
  | 'already-checked'
  | 'already-reported'
  | 'no-time'
  | 'not-offered'
  | 'incomplete'

/** Validates `choices` against what is offered. Sentences that an act leaves unsent are dropped. */
export const submission = (play: Play, state: PlayState, choices: Choices): Submission | Refusal =>
  submissionAmong(offered(sceneOf(play, state), state), choices)

export function submissionAmong(decisions: Decision[], choices: Choices): Submission | Refusal {
  const chosen = new Map<Decision, Option>()
  for (const [id, choice] of Object.entries(choices)) {
    const decision = decisions.find((d) => d.id === id)
    const option = decision?.options.find((o) => o.id === choice)
    if (!decision || !option) return 'not-offered'
    chosen.set(decision, option)
  }
  const asked = decisions.find(isAct)
  if (!asked) return 'not-offered'
  const act = chosen.get(asked)
  if (!act) return 'incomplete'
  if (!act.to) return 'not-offered'
  const slots = act.sends ? decisions.filter((d) => d !== asked) : []
  if (slots.some((d) => !chosen.has(d))) return 'incomplete'
  return { act, sent: slots.map((decision) => ({ decision, option: chosen.get(decision)! })) }
}

/** What a submission changes, and where it leads. */
export function effectOf(state: PlayFacts, { act, sent }: Submission): { facts: string[]; route: Route } {
  const facts = withFacts(state.facts, ...sent.map((s) => s.option.sets), act.sets)
  const route = act.to!.find((r) => holds(r.when, { facts, checks: state.checks }))!
  return { facts, route }
}

/** What is shown after a submission. If that is nothing, the scenario continues at once. */
export const consequences = ({ act, sent }: Submission, facts: string[], checks: string[]): Line[] =>
  [...sent.map((s) => s.option), act].flatMap((o) => o.consequence).filter(({ when }) => holds(when, { facts, checks }))

/** The learner can report until the next moment begins, so after the act as well as before. */
export const canReport = (state: PlayState): boolean =>
  (state.phase === 'scene' || state.phase === 'consequence') && !state.reports.includes(state.scene)
