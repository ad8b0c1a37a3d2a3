import 'server-only'
import { randomInt } from 'node:crypto'
import { openQuestion, openVote } from '@/scenarios/engine/live/ballot'
import type { Answer, Ballot } from '@/scenarios/engine/live/ballot'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import { RATINGS } from '@/scenarios/engine/play/events'
import { type Decision, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import type { RoomState } from '@/scenarios/engine/live/room-state'
import { roomState } from '@/scenarios/engine/live/room'
import { isSound, worthsIn } from '@/scenarios/engine/live/option-worth'
import { logFault } from '../platform/log'
import { submit } from './answers'
import { join } from './joins'
import type { LiveRoom } from './live-room'
import { simulatedIn } from './passes'

const SPREAD = 6_000
const done = new Set<string>()

export function rehearse(room: LiveRoom): void {
  if (room.plan.rehearsal === 0) return
  const state = roomState(room.history)
  const vote = openVote(state)
  const task = `${room.id} ${state.moment} ${vote ?? state.phase}`
  if (done.has(task)) return
  done.add(task)
  for (const [i, participant] of simulatedIn(room).entries()) {
    later(async () => {
      if (state.phase === 'lobby') return join({ room, participant, name: room.plan.names === 'nicknames' ? `Simulated ${i + 1}` : '' })
      const answer = answerOf(room, state)
      return answer && submit({ room, participant, answer })
    })
  }
}
function later(act: () => Promise<unknown>): void {
  setTimeout(() => {
    act().catch((error: unknown) => logFault('Rehearsal', error))
  }, randomInt(SPREAD)).unref()
}

function answerOf(room: LiveRoom, state: RoomState): Answer | null {
  const { moment } = state
  const about = openVote(state)
  if (about) return { moment, seq: Date.now(), about, ballot: ballotOf(room, state) }
  if (state.phase !== 'reading' || state.play.phase !== 'scene') return null
  const flags = shownSegments(sceneOf(room.script.play, state.play), state.play)
    .map((s) => s.id)
    .filter((id) => {
      const { cue, about: origin } = room.script.compiled.key.segments[id]!
      return origin === undefined && randomInt(100) < (cue === 'sign' ? 55 : 10)
    })
  return { moment, seq: Date.now(), about: 'flags', flags }
}

const oneOf = <T>(options: readonly T[]): T => options[randomInt(options.length)]!

function ballotOf(room: LiveRoom, state: RoomState): Ballot {
  const {
    play,
    compiled: { key },
  } = room.script
  const asked = openQuestion(play, state)!
  if (asked.kind === 'check') return { kind: 'check', check: oneOf(asked.checks).id }
  const well = randomInt(100) < (state.round > 1 ? 75 : 45)
  const hostile = key.variant === 'hostile'
  if (asked.kind === 'judge') {
    if (randomInt(100) < 15) return { kind: 'judge', looks: 'unsure' }
    return { kind: 'judge', looks: hostile === (well || randomInt(2) === 0) ? 'approach' : 'genuine' }
  }
  const ways = [...submissionsOf(sceneOf(play, state.play), state.play)]
  const all = asked.kind === 'word' ? ways.filter((choices) => Object.values(choices).includes(state.act!)) : ways
  const worths = worthsIn(room.script, state.play)
  const sound = well ? all.filter((choices) => isSound(worths, choices)) : []
  const choices = oneOf(sound.length > 0 ? sound : all)
  const of = ({ id }: Decision) => [id, choices[id]!] as const
  if (asked.kind === 'word') return { kind: 'word', choices: Object.fromEntries(asked.sentences.map(of)) }
  const { rating } = sceneOf(play, state.play)
  const worth = key.reports[state.play.scene]!.worth
  return {
    kind: 'decide',
    choices: Object.fromEntries([of(asked.act)]),
    // More report if there is more to report, and as the scenario goes on.
    ...(randomInt(100) < 15 + 20 * worth + 5 * state.play.submissions && { reported: true }),
    ...(rating && randomInt(100) < 80 && { rating: RATINGS[hostile === well ? 3 + randomInt(2) : randomInt(4)]! }),
  }
}
