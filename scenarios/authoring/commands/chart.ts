/**
 * A variant of a scenario as an XState machine config: plain JSON without guards or actions, which can be created and walked as printed.
 * A scene is a state. Inside, there is one state for each set of facts and checks that is still read later and whether the learner
 * reported there, and one for each consequence. Flags, and checks that nothing reads, are left out.
 */
import { liveReads, readsOf, submissionsOf } from '../../engine/play/graph'
import type { PlayEvent } from '../../engine/play/events'
import { type Check, type Play, type PlayState, END, begin, canReport, checkOffer, holds, isAct, sceneOf } from '../../engine/play/play'
import { endingOf } from '../../engine/debrief/debrief'
import type { Key } from '../../engine/play/key'
import { transition } from '../../engine/play/transition'
import type { Playable, InVariant } from './playable'

interface Leaf {
  tags: PlayState['phase'][]
  on: Record<string, { target: string }>
}
interface SceneState {
  description: string
  initial: string
  states: Record<string, Leaf>
}
export interface Chart {
  id: string
  initial: string
  states: Record<string, SceneState | (Leaf & { description: string }) | { type: 'final' }>
}

/** No scene can have this name, because an author's id holds no space. */
const DEBRIEF = 'the debrief'
export const endingName = (ending: string): string => `ending ${ending}`

interface ChartContext {
  play: Play
  key: Key
  /** What each scene or a later one reads, and what the endings read. */
  live: ReturnType<typeof liveReads>
  /** Maps opaque ids to the author's. An option's id comes without its decision's. */
  name: (id: string) => string
}

export function chart({ scenario, subject: { names } }: Playable, { name, compiled: { play, key }, resolved }: InVariant): Chart {
  const context: ChartContext = { play, key, live: readsWithEnds(play, key), name: (id) => names.get(id)!.split('.').at(-1)! }
  const id = `${scenario.id}-${name}`
  const judging: Leaf = { tags: ['judgement'], on: { judge: { target: `#${id}.${DEBRIEF}` } } }
  const scenes = scenesOf(context, id)
  return {
    id,
    initial: scenario.start,
    states: {
      ...mapped(resolved.scenes, (scene, { title }) => scenes[scene] && [scene, { description: title, ...scenes[scene] }]),
      ...mapped(resolved.endings, (ending, { title }) => [endingName(ending), { description: title, ...judging }]),
      [DEBRIEF]: { type: 'final' },
    },
  }
}
const mapped = <T, U>(all: Record<string, T>, change: (id: string, each: T) => [string, U] | undefined): Record<string, U> =>
  Object.fromEntries(Object.entries(all).flatMap(([id, each]) => [change(id, each)].filter((e) => e !== undefined)))

/**
 * The endings' facts are kept to the last act. Those that reporting sets are kept from the first scene, because a learner can report at
 * any time.
 */
function readsWithEnds(play: Play, key: Key): ChartContext['live'] {
  const ends = new Set<string>()
  for (const { when } of key.ends) readsOf(when, ends)
  const live = liveReads(play, new Map(Object.keys(play.scenes).map((id) => [id, ends])))
  for (const reads of live.values()) for (const fact of Object.keys(play.reported)) if (ends.has(fact)) reads.add(fact)
  return live
}

function scenesOf(context: ChartContext, id: string): Record<string, Omit<SceneState, 'description'>> {
  const { play, name, key } = context
  const scenes: Record<string, Omit<SceneState, 'description'>> = {}
  const queue: { state: PlayState; leaf: Leaf }[] = []
  /** The target for a state. New states are queued. */
  function targetOf(state: PlayState): string {
    if (state.phase === 'judgement') return `#${id}.${endingName(name(endingOf(key, state)))}`
    const [scene, situation] = [name(state.scene), situationOf(context, state)]
    const { states } = (scenes[scene] ??= { initial: situation, states: {} })
    if (!states[situation]) {
      states[situation] = { tags: [state.phase], on: {} }
      queue.push({ state, leaf: states[situation] })
    }
    return `#${id}.${scene}.${situation}`
  }
  targetOf(reduced(context, begin(play)))
  for (let next = queue.shift(); next; next = queue.shift())
    for (const [event, after] of waysOn(context, next.state)) next.leaf.on[event] = { target: targetOf(after) }
  return scenes
}

/** The facts and checks known in a state, in words. */
function situationOf({ name }: ChartContext, { phase, scene, next, facts, checks, reports }: PlayState): string {
  const here = reports.includes(scene) ? ['reported here'] : []
  const known = [...facts.map(name).sort(), ...checks.map((check) => `checked ${name(check)}`).sort(), ...here].join(', ')
  const doing = phase === 'scene' ? 'open' : `before ${next === END ? 'the end' : name(next!)}`
  return known ? `${doing}: ${known}` : doing
}

/** Checks of a scene that are read later, or set facts that are. */
function reportingChecks({ play, live }: ChartContext, scene: string): Check[] {
  const reads = live.get(scene)!
  return play.scenes[scene]!.checks.filter((c) => [c.id, ...Object.keys(c.sets)].some((id) => reads.has(id)))
}

/** Keeps only the parts of a state that are still read. */
function reduced(context: ChartContext, { phase, scene, next, reports, ...state }: PlayState): PlayState {
  const own = phase === 'scene' ? reportingChecks(context, scene).map((c) => c.id) : []
  const reads = new Set([...(context.live.get(next ?? scene) ?? context.live.get(scene)!), ...own])
  const kept = (ids: string[]) => ids.filter((id) => reads.has(id)).sort()
  const here = reports.filter((id) => id === scene && phase !== 'judgement')
  return { ...begin(context.play), phase, scene, next, reports: here, facts: kept(state.facts), checks: kept(state.checks) }
}

type Way = [event: string, after: PlayState]
function waysOn(context: ChartContext, state: PlayState): Way[] {
  const decisive: Way[] = canReport(state) ? [['report', after(context, state, { type: 'report' })]] : []
  if (state.phase === 'consequence') return [...decisive, ['continue', after(context, state, { type: 'continue' })]]
  const checks = reportingChecks(context, state.scene).filter((c) => checkOffer(context.play, state, c) === 'offered')
  return [
    ...decisive,
    ...checks.map(({ id }): Way => [`check.${context.name(id)}`, after(context, state, { type: 'check', check: id })]),
    ...decisionsIn(context, state),
  ]
}
function after(context: ChartContext, state: PlayState, event: PlayEvent): PlayState {
  const result = transition(context.play, state, event)
  if (!result.ok) throw new Error(`${event.type} is refused: ${result.reason}`)
  return reduced(context, result.state)
}

interface Decided {
  act: string
  /** The sentences or fields it sends: options by decision. */
  sent: [decision: string, option: string][]
  after: PlayState
}
/** `decide.ACT`, or `decide.ACT.SENTENCE=OPTION` if the sentences sent with it matter. */
function decisionsIn(context: ChartContext, state: PlayState): Way[] {
  const { name, play } = context
  const scene = sceneOf(play, state)
  const act = scene.decisions.find((d) => isAct(d) && holds(d.when, state))!
  const decided = [...submissionsOf(scene, state)].map(
    (choices): Decided => ({
      act: choices[act.id]!,
      sent: Object.entries(choices).filter(([decision]) => decision !== act.id),
      after: after(context, state, { type: 'decide', choices }),
    }),
  )
  return [...new Set(decided.map((d) => d.act))].flatMap((option) => {
    const all = decided.filter((d) => d.act === option)
    const decisive = decisiveSentences(all)
    return all.map(({ sent, after }): Way => {
      const said = sent.filter(([decision]) => decisive.has(decision)).map((pair) => pair.map(name).join('='))
      return [['decide', name(option), ...said].join('.'), after]
    })
  })
}

function decisiveSentences(all: Decided[]): Set<string> {
  const decisive = new Set<string>()
  for (const [decision] of all[0]!.sent) {
    const follows = new Map<string, string>()
    for (const { sent, after } of all) {
      const others = JSON.stringify(sent.filter(([other]) => other !== decision))
      const then = JSON.stringify(after)
      if ((follows.get(others) ?? then) !== then) decisive.add(decision)
      follows.set(others, then)
    }
  }
  return decisive
}
