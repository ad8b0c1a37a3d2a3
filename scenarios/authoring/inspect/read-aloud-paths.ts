import { ACTED } from '../../engine/format/guard'
import type { Variant, Scenario } from '../../engine/format/schema'
import { resolved } from '../../engine/play/artefacts'
import { submissionsOf } from '../../engine/play/graph'
import { type Step, replay } from '../../engine/play/journal'
import type { Ids } from '../../engine/play/opaque-ids'
import type { Choices, PlayEvent } from '../../engine/play/events'
import {
  type Play,
  type PlayFacts,
  type PlayState,
  type Sentence,
  begin,
  checkOffer,
  effectOf,
  holds,
  offered,
  sceneOf,
  submission,
} from '../../engine/play/play'
import { transition } from '../../engine/play/transition'
import type { KeyedPlay } from '../../engine/play/compiled'
import { outcomeOf } from '../../engine/score/outcome'
import { type ProofStep, prove } from './prove-texts'
import { type Question, questionsOf } from './text-questions'

type Units = Set<string>

const shown = (of: string, sentences: readonly Sentence[], known: PlayFacts): string[] =>
  sentences.flatMap(({ when }, i) => (holds(when, known) ? [`${of} ${i}`] : []))

function idsIn(node: unknown): string[] {
  if (!node || typeof node !== 'object') return []
  return [...('id' in node ? [String(node.id)] : []), ...Object.values(node).flatMap(idsIn)]
}

/** Nothing has been checked or reported here yet. The learner reads the lead now, and it stays as it was read. */
const isEntering = (play: Play, { scene, checks, reports }: PlayState): boolean =>
  !reports.includes(scene) && !play.scenes[scene]!.checks.some((c) => checks.includes(c.id))

export const pageUnits = (play: Play, at: PlayState): string[] => {
  if (at.phase !== 'scene') return []
  const scene = sceneOf(play, at)
  const lead = isEntering(play, at) ? shown(`lead ${at.scene}`, scene.lead, at) : []
  return [`scene ${at.scene}`, ...lead, ...idsIn(resolved(scene.show, at))]
}
export const offeredUnits = (play: Play, at: PlayState): string[] =>
  at.phase === 'scene' ? offered(sceneOf(play, at), at).flatMap((d) => [d.id, ...d.options.map((o) => o.id)]) : []

export function followingUnits(play: Play, { event, before, after }: Step): string[] {
  const scene = sceneOf(play, before)
  if (event.type === 'check') {
    const check = scene.checks.find((c) => c.id === event.check)!
    return [check.id, ...shown(`finding ${check.id}`, check.finding, after)]
  }
  if (event.type === 'report') {
    const acted = before.phase === 'consequence' ? { ...before, facts: [...before.facts, ACTED] } : before
    return shown(`reply ${before.scene}`, scene.report.reply, acted)
  }
  const made = event.type === 'decide' ? submission(play, before, event.choices) : null
  if (!made || typeof made === 'string') return []
  const known = { facts: effectOf(before, made).facts, checks: before.checks }
  return [made.act, ...made.sent.map((s) => s.option)].flatMap((option) => [
    `chosen ${option.id}`,
    ...shown(`after ${option.id}`, option.consequence, known),
  ])
}
export function readAtEnd(keyed: KeyedPlay, steps: readonly Step[], end: PlayFacts): string[] {
  const { endings, verdict } = keyed.key
  const outcome = outcomeOf(keyed, steps)
  return [`ending ${outcome}`, ...shown(`ending ${outcome}`, endings[outcome]!.text, end), ...shown('verdict', verdict.text, end)]
}
function readOnPath(keyed: KeyedPlay, events: readonly PlayEvent[]): Units {
  const { play } = keyed
  const { steps, state } = replay(play, events)
  const units = steps.flatMap((step) => [
    ...pageUnits(play, step.before),
    ...offeredUnits(play, step.before),
    ...followingUnits(play, step),
  ])
  return new Set([...units, ...readAtEnd(keyed, steps, state)])
}

const MOST_PATHS = 40

export function coverOf(scenario: Scenario, variant: Variant, ids: Ids, keyed: KeyedPlay): PlayEvent[][] {
  const ways = waysTo(scenario, variant, ids)
  const paths: PlayEvent[][] = []
  const read = new Set<string>()
  while (paths.length < MOST_PATHS) {
    let best: { events: PlayEvent[]; news: Units } | null = null
    for (const way of ways) {
      const events = completed(keyed.play, way, read)
      const news = new Set([...readOnPath(keyed, events)].filter((unit) => !read.has(unit)))
      if (news.size > (best?.news.size ?? 0)) best = { events, news }
    }
    if (!best) return paths
    paths.push(best.events)
    for (const unit of best.news) read.add(unit)
  }
  return paths
}

function waysTo(scenario: Scenario, variant: Variant, ids: Ids): PlayEvent[][] {
  const { play, key, questions } = questionsOf(scenario, variant, ids)
  const always = { all: [] }
  const plain = (scene: string, moment: Question['moment'], asks: Question['asks'], of?: string): Question => ({
    kind: 'visit',
    path: [],
    scene,
    moment,
    of,
    given: always,
    asks,
  })
  const others = Object.entries(play.scenes).flatMap(([id, { checks, decisions }]) => [
    ...checks.map((c) => plain(id, 'here', { check: c.id })),
    ...decisions.flatMap((d) => d.options.map((o) => plain(id, 'after', always, o.id))),
  ])
  const ways = prove({ play, key, questions: [...questions, ...others] }).flatMap(({ held, failed }) =>
    [held, failed].filter((w) => w !== undefined),
  )
  const distinct = new Map(ways.map((way) => [JSON.stringify(eventsOf(way)), eventsOf(way)]))
  return [[], ...distinct.values()]
}
function eventsOf(way: ProofStep | null): PlayEvent[] {
  const events: PlayEvent[] = []
  for (let at = way; at; at = at.before) {
    const { did } = at
    if ('check' in did) events.unshift({ type: 'check', check: did.check })
    else if ('report' in did) events.unshift({ type: 'report' })
    else events.unshift({ type: 'decide', choices: did.choose })
  }
  return events
}

function completed(play: Play, way: readonly PlayEvent[], read: ReadonlySet<string>): PlayEvent[] {
  const events: PlayEvent[] = []
  let state = begin(play)
  const go = (event: PlayEvent): boolean => {
    const result = transition(play, state, event)
    if (!result.ok) return false
    events.push(event)
    state = result.state
    return true
  }
  for (const event of way) {
    if (state.phase === 'consequence' && event.type !== 'report') go({ type: 'continue' })
    go(event)
  }
  while (state.phase !== 'judgement') {
    if (state.phase === 'consequence') go({ type: 'continue' })
    else {
      const scene = sceneOf(play, state)
      for (const check of scene.checks)
        if (!read.has(check.id) && checkOffer(play, state, check) === 'offered') go({ type: 'check', check: check.id })
      if (scene.report.reply.some((_, i) => !read.has(`reply ${state.scene} ${i}`))) go({ type: 'report' })
      if (!go({ type: 'decide', choices: freshest(play, state, read) })) break
    }
  }
  go({ type: 'judge', looks: 'unsure' })
  return events
}

function freshest(play: Play, state: PlayState, read: ReadonlySet<string>): Choices {
  const fresh = (choices: Choices) => Object.values(choices).filter((option) => !read.has(`chosen ${option}`)).length
  let best: Choices = {}
  for (const choices of submissionsOf(sceneOf(play, state), state))
    if (Object.keys(best).length === 0 || fresh(choices) > fresh(best)) best = choices
  return best
}
