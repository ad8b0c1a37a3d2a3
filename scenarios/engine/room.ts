/**
 * A facilitator-led session as a statechart. The log of its commands is the state; votes stand beside it and never enter it.
 * This file and `machine.ts` alone import XState (v6 will break v5 configs).
 */
import { assign, initialTransition, setup, transition as next, type SnapshotFrom } from 'xstate'
import { type Choices, type Play, type PlayEvent, type PlayState, begin, checkOffer, sceneOf } from './play'
import { transition } from './transition'

/** What a facilitator can do. A session's log is a list of these; the n-th, from 1, is its version n. */
export type RoomCommand =
  /** From the lobby into the first scene. */
  | { type: 'start' }
  /** Opens the vote on the present moment, or on how the contact looks. */
  | { type: 'vote' }
  /** Opens a vote on what to check next. */
  | { type: 'askChecks' }
  /** Spends the room's story minutes. */
  | { type: 'check'; check: string }
  /** Talk to your neighbour. `until`, in milliseconds since 1970, is for a timer that anybody may ignore. */
  | { type: 'discuss'; until: number | null }
  | { type: 'reveal' }
  /** Goes on, along what the majority chose or what the facilitator did. */
  | { type: 'decide'; choices: Choices; by: 'majority' | 'facilitator' }
  | { type: 'continue' }
  /** From the judgement into the debrief. */
  | { type: 'conclude' }
  /** How it was after version `to`; 0 is the lobby. `whatIf` marks what follows as another branch than the room's own. */
  | { type: 'return'; to: number; whatIf: boolean }
  | { type: 'lock' } | { type: 'unlock' }
  | { type: 'pause' } | { type: 'resume' }
  | { type: 'close' } | { type: 'reopen' }

/** `reading`: artefacts and flags. `checking`: a vote on what to check. `revealed`: totals are shown. */
export type RoomPhase = 'lobby' | 'reading' | 'checking' | 'voting' | 'discussing' | 'revealed' | 'consequence' | 'debrief' | 'closed'

export interface RoomState {
  phase: RoomPhase
  /** Where the room's own path stands: in a scene, a consequence or the judgement. */
  play: PlayState
  /** Names the moment for votes and flags: the version at which it was entered. */
  moment: number
  /** The present vote on the moment, from 1; 0 before the first. */
  round: number
  /** Names the vote on checks: the version that opened it. */
  asked: number
  /** The first vote was shown before a second was taken: no gain is reported for this moment. */
  early: boolean
  until: number | null
  locked: boolean
  paused: boolean
  whatIf: boolean
}

interface Context { script: Play; state: Omit<RoomState, 'phase'> }
/** A command with the version it has in the log. */
type Logged = RoomCommand & { version: number }
type LoggedOf<T extends RoomCommand['type']> = Extract<Logged, { type: T }>

const arrived = (state: Context['state'], play: PlayState, version: number): Context['state'] =>
  ({ ...state, play, moment: version, round: 0, asked: 0, early: false, until: null })

function played({ script, state }: Context, event: PlayEvent): PlayState | null {
  const result = transition(script, state.play, event)
  return result.ok ? result.state : null
}
const decided = (context: Context, event: Logged): PlayState | null =>
  event.type === 'decide' ? played(context, { type: 'decide', choices: event.choices }) : null

const TALK = { discuss: { target: 'discussing', actions: 'discuss' } } as const
const VOTE = { vote: { target: 'voting', actions: 'openVote' } } as const
const REVEAL = { reveal: { target: 'revealed', actions: 'reveal' } } as const

export const roomMachine = setup({
  types: { context: {} as Context, events: {} as Logged, input: {} as { script: Play } },
  guards: {
    canCheck: ({ context, event }) => event.type === 'check' && played(context, { type: 'check', check: event.check }) !== null,
    hasChecks: ({ context: { script, state } }) =>
      state.play.phase === 'scene' && sceneOf(script, state.play).checks.some((c) => checkOffer(script, state.play, c) === 'offered'),
    hasConsequence: ({ context, event }) => decided(context, event)?.phase === 'consequence',
    isOffered: ({ context, event }) => decided(context, event) !== null,
    isJudgement: ({ context }) => context.state.play.phase === 'judgement',
  },
  actions: {
    begin: assign(({ context: { script, state }, event }) => ({ state: arrived(state, begin(script), event.version) })),
    openVote: assign(({ context: { state } }) => ({ state: { ...state, round: state.round + 1 } })),
    askChecks: assign(({ context: { state }, event }) => ({ state: { ...state, asked: event.version } })),
    check: assign(({ context, event }) => ({
      state: { ...context.state, play: played(context, { type: 'check', check: (event as LoggedOf<'check'>).check })! },
    })),
    discuss: assign(({ context: { state }, event }) => ({ state: { ...state, until: (event as LoggedOf<'discuss'>).until } })),
    stopTimer: assign(({ context: { state } }) => ({ state: { ...state, until: null } })),
    reveal: assign(({ context: { state } }) => ({ state: { ...state, early: state.early || state.round < 2 } })),
    submit: assign(({ context, event }) => ({ state: { ...context.state, play: decided(context, event)! } })),
    arrive: assign(({ context, event }) => ({ state: arrived(context.state, decided(context, event)!, event.version) })),
    goOn: assign(({ context, event }) => ({ state: arrived(context.state, played(context, { type: 'continue' })!, event.version) })),
    set: assign(({ context: { state } }, change: Partial<Pick<RoomState, 'locked' | 'paused'>>) => ({ state: { ...state, ...change } })),
  },
}).createMachine({
  id: 'room',
  context: ({ input: { script } }) => ({
    script,
    state: { play: begin(script), moment: 0, round: 0, asked: 0, early: false, until: null, locked: false, paused: false, whatIf: false },
  }),
  initial: 'lobby',
  on: {
    lock: { actions: { type: 'set', params: { locked: true } } },
    unlock: { actions: { type: 'set', params: { locked: false } } },
    pause: { actions: { type: 'set', params: { paused: true } } },
    resume: { actions: { type: 'set', params: { paused: false } } },
    close: { target: '.closed', actions: { type: 'set', params: { paused: false } } },
  },
  states: {
    lobby: { on: { start: { target: 'moment', actions: 'begin' } } },
    moment: {
      initial: 'reading',
      // The facilitator goes on at will, whatever the room has done.
      on: {
        decide: [
          { guard: 'hasConsequence', target: 'consequence', actions: 'submit' },
          { guard: 'isOffered', target: '.reading', actions: 'arrive' },
        ],
        conclude: { guard: 'isJudgement', target: 'debrief' },
      },
      states: {
        reading: { on: { ...VOTE, askChecks: { guard: 'hasChecks', target: 'checking', actions: 'askChecks' } } },
        checking: { on: { ...VOTE, check: { guard: 'canCheck', target: 'reading', actions: 'check' } } },
        voting: { on: { ...TALK, ...REVEAL } },
        discussing: { exit: 'stopTimer', on: { ...VOTE, ...REVEAL } },
        revealed: { on: { ...TALK, ...VOTE } },
      },
    },
    consequence: { on: { continue: { target: 'moment', actions: 'goOn' } } },
    debrief: {},
    closed: { on: { reopen: 'debrief' } },
  },
})

type Snapshot = SnapshotFrom<typeof roomMachine>
/** A session's states, one a version: the first is the lobby, the last is now. */
export type RoomHistory = readonly Snapshot[]

export const openRoom = (script: Play): RoomHistory => [initialTransition(roomMachine, { script })[0]]

const phaseOf = ({ value }: Snapshot): RoomPhase => (typeof value === 'string' ? value : value.moment) as RoomPhase

export function roomState(history: RoomHistory): RoomState {
  const now = history.at(-1)!
  return { phase: phaseOf(now), ...now.context.state }
}

export type RoomRefusal =
  /** The present phase has no such command. */
  | 'not-now'
  /** Resume first. */
  | 'paused'
  | 'no-such-version'
export type RoomStep = { ok: true; history: RoomHistory } | { ok: false; reason: RoomRefusal }

/** Carries out a command as the next version. */
export function command(history: RoomHistory, given: RoomCommand): RoomStep {
  const now = history.at(-1)!
  if (now.context.state.paused && !WHILE_PAUSED.includes(given.type)) return { ok: false, reason: 'paused' }
  const after = given.type === 'return' ? returned(history, given) : stepped(now, { ...given, version: history.length })
  if (after === null) return { ok: false, reason: given.type === 'return' ? 'no-such-version' : 'not-now' }
  return { ok: true, history: [...history, after] }
}
const WHILE_PAUSED: readonly RoomCommand['type'][] = ['resume', 'lock', 'unlock', 'close']

function stepped(now: Snapshot, event: Logged): Snapshot | null {
  return now.can(event) ? next(roomMachine, now, event)[0] : null
}

/** An earlier state as a new version. Who may join is as it is now. */
function returned(history: RoomHistory, { to, whatIf }: Extract<RoomCommand, { type: 'return' }>): Snapshot | null {
  const then = history[to]
  if (!then || to >= history.length - 1 || phaseOf(then) === 'closed') return null
  const { locked } = history.at(-1)!.context.state
  // What the room has seen, it has seen: going back does not bring the gain back.
  const early = history.some(({ context: { state } }) => state.moment === then.context.state.moment && state.early)
  return roomMachine.resolveState({
    value: then.value,
    context: { ...then.context, state: { ...then.context.state, early, locked, paused: false, until: null, whatIf } },
  })
}

/** A log from the beginning. @throws where it holds a command that was never accepted: logs are written by `command` alone */
export function replayRoom(script: Play, log: readonly RoomCommand[]): RoomHistory {
  return log.reduce<RoomHistory>((history, given, at) => {
    const step = command(history, given)
    if (!step.ok) throw new Error(`version ${at + 1} of the log (${given.type}) does not fit: ${step.reason}`)
    return step.history
  }, openRoom(script))
}
