/** The journal is the state: a header and an append-only list of events. Everything else about an attempt is derived from it. */
import type { PlayEvent } from './events'
import type { Identity } from './compiled'
import { type Play, type PlayState, type Refusal, begin } from './play'
import type { Names } from './names'
import { transition } from './transition'

export const PURPOSES = ['learn', 'repeat', 'practice'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface Header {
  scenario: string
  variant: 'hostile' | 'genuine'
  identity: Identity
  /** Drawn when the attempt started, so that a change of the pool renames nobody. */
  names: Names
  locale: string
  /** The attempt it was copied from. */
  parent: string | null
  /**
   * `repeat`: another attempt that counts, where one counted already; its parent is the first one. Practice counts nowhere, and skills are
   * read from what was learnt alone.
   */
  purpose: Purpose
}

export interface Step {
  event: PlayEvent
  before: PlayState
  after: PlayState
}
export interface Replay {
  state: PlayState
  steps: readonly Step[]
  /** The first event that no longer fits, if the journal is of another version. Nothing after it was applied. */
  refused: { at: number; reason: Refusal } | null
}

export const replay = (play: Play, events: readonly PlayEvent[]): Replay =>
  goOn(play, { state: begin(play), steps: [], refused: null }, events)

/** The same with more events, without replaying the earlier ones. */
export function goOn(play: Play, from: Replay, events: readonly PlayEvent[]): Replay {
  if (from.refused) return from
  const steps = [...from.steps]
  let { state } = from
  for (const event of events) {
    const result = transition(play, state, event)
    if (!result.ok) return { state, steps, refused: { at: steps.length, reason: result.reason } }
    steps.push({ event, before: state, after: result.state })
    state = result.state
  }
  return { state, steps, refused: null }
}

export const stateAt = ({ state, steps }: Replay, seq: number): PlayState => steps[seq]?.before ?? state

/** How many events lead up to the scene of the n-th submission (from 0), where a replay from that decision begins. */
export function eventsBefore(steps: readonly Step[], submission: number): number {
  const at = steps.findIndex((s) => s.before.phase === 'scene' && s.before.submissions === submission)
  return at < 0 ? steps.length : at
}

/** How many events lead up to the first scene of the path in which the learner read something else than in the other variant. */
export function eventsAlike(steps: readonly Step[], own: Play, other: Play): number {
  const parted = steps.find((step) => readIn(own, step) !== readIn(other, step))
  return parted ? steps.findIndex(({ before }) => before.scene === parted.before.scene) : 0
}

/** All that is read before and after an event, in a form to compare. */
function readIn({ scenes }: Play, { event, before }: Step): string {
  const scene = scenes[before.scene]
  // Of another version.
  if (!scene) return ''
  const { lead, show, decisions, checks, report } = scene
  const asked = decisions.map(({ ask, options }) => [ask, options.map(({ text }) => text)])
  const chosen = event.type === 'decide' ? decisions.flatMap((d) => d.options.filter(({ id }) => event.choices[d.id] === id)) : []
  const answers = [
    ...chosen.map(({ consequence }) => consequence),
    ...(event.type === 'check' ? checks.filter(({ id }) => id === event.check).map(({ finding }) => finding) : []),
    ...(event.type === 'report' ? [report.reply] : []),
  ]
  return JSON.stringify([lead, show, asked, answers])
}

export const decisionSteps = (steps: readonly Step[]): Step[] => steps.filter((s) => s.event.type === 'decide')

export const isFinished = (state: PlayState): boolean => state.phase === 'debrief'
