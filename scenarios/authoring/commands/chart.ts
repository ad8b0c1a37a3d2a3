/**
 * A variant of a scenario as an XState machine config: plain JSON without guards or actions, which can be created and walked as printed. A
 * scene is a state, containing one state for each set of facts and checks that is still read later and whether somebody was told there,
 * and one for each consequence. Flags, and checks that nothing reads, are left out.
 */
import { liveReads, readsOf, submissionsOf } from '../../engine/play/graph'
import type { PlayEvent } from '../../engine/play/events'
import { type Check, type Play, type PlayState, END, begin, canTell, checkOffer, holds, isAct, sceneOf } from '../../engine/play/play'
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

/** No scene can have this name, as an author's id holds no space. */
const DEBRIEF = 'the debrief'
export const endingName = (ending: string): string => `ending ${ending}`

/** What this file needs of a variant. */
interface Told {
  play: Play
  key: Key
  /** What each scene or a later one reads, and what the endings do. */
  live: ReturnType<typeof liveReads>
  /** Maps opaque ids to the author's; an option's without its decision's. */
  name: (id: string) => string
}

export function chart({ scenario, subject: { names } }: Playable, { name, compiled: { play, key }, resolved }: InVariant): Chart {
  const told: Told = { play, key, live: readsWithEnds(play, key), name: (id) => names.get(id)!.split('.').at(-1)! }
  const id = `${scenario.id}-${name}`
  const judging: Leaf = { tags: ['judgement'], on: { judge: { target: `#${id}.${DEBRIEF}` } } }
  const scenes = scenesOf(told, id)
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

/** What `ends` reads is kept to the last act; what telling sets, from the first. */
function readsWithEnds(play: Play, key: Key): Told['live'] {
  const ends = new Set<string>()
  for (const { when } of key.ends) readsOf(when, ends)
  const live = liveReads(play, new Map(Object.keys(play.scenes).map((id) => [id, ends])))
  for (const reads of live.values()) for (const fact of Object.keys(play.told)) if (ends.has(fact)) reads.add(fact)
  return live
}

/** Explores everything that can be done from the start. */
function scenesOf(told: Told, id: string): Record<string, Omit<SceneState, 'description'>> {
  const { play, name, key } = told
  const scenes: Record<string, Omit<SceneState, 'description'>> = {}
  const queue: { state: PlayState; leaf: Leaf }[] = []
  /** The target for a state. New states are queued. */
  function targetOf(state: PlayState): string {
    if (state.phase === 'judgement') return `#${id}.${endingName(name(endingOf(key, state)))}`
    const [scene, situation] = [name(state.scene), situationOf(told, state)]
    const { states } = (scenes[scene] ??= { initial: situation, states: {} })
    if (!states[situation]) {
      states[situation] = { tags: [state.phase], on: {} }
      queue.push({ state, leaf: states[situation] })
    }
    return `#${id}.${scene}.${situation}`
  }
  targetOf(reduced(told, begin(play)))
  for (let next = queue.shift(); next; next = queue.shift())
    for (const [event, after] of waysOn(told, next.state)) next.leaf.on[event] = { target: targetOf(after) }
  return scenes
}

/** The facts and checks known in a state, in words. */
function situationOf({ name }: Told, { phase, scene, next, facts, checks, tells }: PlayState): string {
  const here = tells.includes(scene) ? ['told here'] : []
  const known = [...facts.map(name).sort(), ...checks.map((check) => `checked ${name(check)}`).sort(), ...here].join(', ')
  const doing = phase === 'scene' ? 'open' : `before ${next === END ? 'the end' : name(next!)}`
  return known ? `${doing}: ${known}` : doing
}

/** Checks of a scene that are read later, or whose facts are. */
function tellingChecks({ play, live }: Told, scene: string): Check[] {
  const reads = live.get(scene)!
  return play.scenes[scene]!.checks.filter((c) => [c.id, ...Object.keys(c.sets)].some((id) => reads.has(id)))
}

/** Keeps only the parts of a state that are still read. */
function reduced(told: Told, { phase, scene, next, tells, ...state }: PlayState): PlayState {
  const own = phase === 'scene' ? tellingChecks(told, scene).map((c) => c.id) : []
  const reads = new Set([...(told.live.get(next ?? scene) ?? told.live.get(scene)!), ...own])
  const kept = (ids: string[]) => ids.filter((id) => reads.has(id)).sort()
  const here = tells.filter((id) => id === scene && phase !== 'judgement')
  return { ...begin(told.play), phase, scene, next, tells: here, facts: kept(state.facts), checks: kept(state.checks) }
}

type Way = [event: string, after: PlayState]
/** What can be done in a state, and the state after each. */
function waysOn(told: Told, state: PlayState): Way[] {
  const telling: Way[] = canTell(state) ? [['tell', after(told, state, { type: 'tell' })]] : []
  if (state.phase === 'consequence') return [...telling, ['continue', after(told, state, { type: 'continue' })]]
  const checks = tellingChecks(told, state.scene).filter((c) => checkOffer(told.play, state, c) === 'offered')
  return [
    ...telling,
    ...checks.map(({ id }): Way => [`check.${told.name(id)}`, after(told, state, { type: 'check', check: id })]),
    ...decisionsIn(told, state),
  ]
}
function after(told: Told, state: PlayState, event: PlayEvent): PlayState {
  const result = transition(told.play, state, event)
  if (!result.ok) throw new Error(`${event.type} is refused: ${result.reason}`)
  return reduced(told, result.state)
}

interface Decided {
  act: string
  /** The sentences or fields it sends: options by decision. */
  sent: [decision: string, option: string][]
  after: PlayState
}
/** `decide.ACT`, or, if what is sent with it matters, `decide.ACT.SENTENCE=OPTION`. */
function decisionsIn(told: Told, state: PlayState): Way[] {
  const { name, play } = told
  const scene = sceneOf(play, state)
  const act = scene.decisions.find((d) => isAct(d) && holds(d.when, state))!
  const decided = [...submissionsOf(scene, state)].map(
    (choices): Decided => ({
      act: choices[act.id]!,
      sent: Object.entries(choices).filter(([decision]) => decision !== act.id),
      after: after(told, state, { type: 'decide', choices }),
    }),
  )
  return [...new Set(decided.map((d) => d.act))].flatMap((option) => {
    const all = decided.filter((d) => d.act === option)
    const telling = tellingSentences(all)
    return all.map(({ sent, after }): Way => {
      const said = sent.filter(([decision]) => telling.has(decision)).map((pair) => pair.map(name).join('='))
      return [['decide', name(option), ...said].join('.'), after]
    })
  })
}

/** The sentences on which the outcome depends. */
function tellingSentences(all: Decided[]): Set<string> {
  const telling = new Set<string>()
  for (const [decision] of all[0]!.sent) {
    const follows = new Map<string, string>()
    for (const { sent, after } of all) {
      const others = JSON.stringify(sent.filter(([other]) => other !== decision))
      const then = JSON.stringify(after)
      if ((follows.get(others) ?? then) !== then) telling.add(decision)
      follows.set(others, then)
    }
  }
  return telling
}
