/** Which of a moment's numbers the whole room has seen. The log says it, so nothing has to be noted when they are shown. */
import { decisionSteps } from '../play/journal'
import { type RoomHistory, roomState } from './room'
import { type RoomState, isDisclosed } from './room-state'

export interface SeenNumbers {
  /** Votes on the act, or the judgement, by their number, whose totals were on the wall as they are now. */
  rounds: ReadonlySet<number>
  /** How many chose soundly, first and last. */
  sound: boolean
  /** How many would report, in the last vote. */
  reported: boolean
  /** How many voted for the sentences that were sent. */
  sent: boolean
  flags: boolean
  /** How many voted for each check, in the last vote on them. */
  checks: boolean
}

/** @param isChance whether the debrief says of this moment how many would have reported */
export function seenNumbers(history: RoomHistory, moment: number, isChance: boolean): SeenNumbers {
  const states = history.map((_, v) => roomState(history, v))
  const here = states.filter((state) => state.moment === moment)
  const rounds = new Set<number>()
  for (const { phase, round } of here) {
    // A vote that opens again may change.
    if (phase === 'voting') rounds.delete(round)
    if (phase === 'revealed') for (let n = 1; n <= round; n++) rounds.add(n)
  }
  // A vote that opens again may change.
  const weighed = here.findLast(({ phase }) => phase === 'checking' || phase === 'weighed')?.phase
  const shown = (part: (state: RoomState) => string | null) => states.some((state) => isOnWall(state, moment, part(state)))
  const last = Math.max(0, ...here.map(({ round }) => round))
  const sceneOf = (state: RoomState) => decisionSteps(state.steps)[state.path.indexOf(moment)]?.before.scene ?? null
  return {
    rounds,
    sound: shown(sceneOf),
    reported: rounds.has(last) || (isChance && shown(() => 'reporting')),
    sent: here.some(({ phase }) => phase === 'consequence'),
    flags: here.some(({ phase }) => phase === 'revealed') || shown(() => 'signs'),
    checks: weighed === 'weighed',
  }
}

/** Whether a part of the debrief has shown this moment: on the wall, or on every phone once a debriefed session is closed. */
function isOnWall({ phase, path, reached }: RoomState, moment: number, part: string | null): boolean {
  if (part === null || !path.includes(moment)) return false
  return (phase === 'debrief' && reached.includes(part)) || (phase === 'closed' && isDisclosed({ reached }))
}
