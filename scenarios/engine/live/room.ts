/**
 * A facilitator-led session: the log of its commands is the state, with undo and return; votes are kept separately and never enter it.
 * Only this file and `room-machine.ts` import XState (v6 will break v5 configs).
 */
import { transition as next } from 'xstate'
import type { PlayEvent } from '../play/events'
import { goOn } from '../play/journal'
import { type Play, begin } from '../play/play'
import { type PlayProgress, type Snapshot, inLobby, pauseOf, roomMachine } from './room-machine'
import type { RoomCommand, RoomPhase, RoomState } from './room-state'

interface RoomVersion {
  snapshot: Snapshot
  undoTo: number | null
  /** The command that an undo takes back. */
  undoes: RoomCommand['type'] | null
}
/** A session's states, one per version: the first is the lobby, the last is the current one. */
export type RoomHistory = readonly RoomVersion[]

export const openRoom = (script: Play): RoomHistory => [{ snapshot: inLobby(script), undoTo: null, undoes: null }]

const phaseOf = ({ value }: Snapshot): RoomPhase => (typeof value === 'string' ? value : value.moment) as RoomPhase

export function roomState(history: RoomHistory, version = history.length - 1): RoomState {
  const { snapshot } = history[version]!
  return { phase: phaseOf(snapshot), ...snapshot.context.state }
}

export type RoomRefusal = 'not-now' | 'paused' | 'no-such-version' | 'nothing-to-undo'
export type RoomStep = { ok: true; history: RoomHistory } | { ok: false; reason: RoomRefusal }

export function command(history: RoomHistory, given: RoomCommand): RoomStep {
  const { snapshot, undoTo, undoes } = history.at(-1)!
  if (snapshot.context.state.paused && !WHILE_PAUSED.includes(given.type)) return { ok: false, reason: 'paused' }
  const now = history.length - 1
  switch (given.type) {
    case 'return': {
      const possible = history[given.to] && given.to < now && phaseOf(history[given.to]!.snapshot) !== 'closed'
      return possible ? added(history, restoreVersion(history, given.to, given), now, given.type) : { ok: false, reason: 'no-such-version' }
    }
    case 'undo':
    case 'reopen': {
      if (given.type === 'reopen' && phaseOf(snapshot) !== 'closed') return { ok: false, reason: 'not-now' }
      if (undoTo === null) return { ok: false, reason: 'nothing-to-undo' }
      const then = history[undoTo]!
      const { whatIf } = then.snapshot.context.state
      return added(history, restoreVersion(history, undoTo, { ...given, whatIf }), then.undoTo, then.undoes)
    }
    default: {
      const event = { ...given, version: history.length, played: played(snapshot.context, given) }
      const [after] = next(roomMachine, snapshot, event)
      // XState returns the same snapshot if the phase has no such command or its guard refuses it.
      if (after === snapshot) return { ok: false, reason: 'not-now' }
      return BESIDE.includes(given.type) ? added(history, after, undoTo, undoes) : added(history, after, now, given.type)
    }
  }
}
/** Where a command leads in the play; null if it does not fit there, or does nothing there. */
function played({ script, state }: Snapshot['context'], given: RoomCommand): PlayProgress | null {
  const goes = ({ play, steps }: PlayProgress, event: PlayEvent): PlayProgress | null => {
    const led = goOn(script, { state: play, steps, refused: null }, [event])
    return led.refused ? null : { play: led.state, steps: led.steps, chosen: null }
  }
  switch (given.type) {
    case 'start':
      return { play: begin(script), steps: state.steps, chosen: null }
    case 'check':
      return goes(state, given)
    case 'decide': {
      const { choices, report } = given
      const reported = report ? goes(state, { type: 'report' }) : state
      const led = reported && goes(reported, { type: 'decide', choices })
      // The room first reads the reply to its report, unless it reads a consequence of its act anyway.
      return led && report && led.play.phase !== 'consequence' ? { ...reported, chosen: choices } : led
    }
    case 'continue':
      return goes(state, state.chosen ? { type: 'decide', choices: state.chosen } : given)
    default:
      return null
  }
}
const BESIDE: readonly RoomCommand['type'][] = ['lock', 'unlock', 'attendance', 'pause', 'resume', 'timer']
const WHILE_PAUSED: readonly RoomCommand['type'][] = ['resume', 'lock', 'unlock', 'attendance', 'close']

const added = (history: RoomHistory, snapshot: Snapshot, undoTo: RoomVersion['undoTo'], undoes: RoomVersion['undoes']): RoomStep => ({
  ok: true,
  history: [...history, { snapshot, undoTo, undoes }],
})

/**
 * An earlier state as a new version. Who may join or sign in stays as it is now, what the room has seen stays seen, and a timer ends
 * later by the pauses since then.
 */
function restoreVersion(history: RoomHistory, version: number, { at, whatIf }: { at?: number; whatIf: boolean }): Snapshot {
  const { value, context } = history[version]!.snapshot
  const now = history.at(-1)!.snapshot.context.state
  const { locked, attendance, reached } = now
  const away = now.away + (at === undefined ? 0 : pauseOf(now, { at }))
  const { state } = context
  const until = state.until === null ? null : state.until + away - state.away
  const past = history.map((v) => v.snapshot.context.state).filter((s) => s.moment === state.moment)
  const seen = past.some((s) => s.seen)
  // A first vote that continues after totals were shown would be influenced by them.
  const early = past.some((s) => s.early) || (seen && state.round < 2)
  return roomMachine.resolveState({
    value,
    context: { ...context, state: { ...state, early, seen, locked, attendance, away, reached, paused: false, since: null, until, whatIf } },
  })
}

/** Carries out commands that are known to fit, such as those of a log. @throws if one does not */
export const carryOn = (history: RoomHistory, commands: readonly RoomCommand[]): RoomHistory =>
  commands.reduce((now, given) => {
    const step = command(now, given)
    if (!step.ok) throw new Error(`version ${now.length} of the log (${given.type}) does not fit: ${step.reason}`)
    return step.history
  }, history)
