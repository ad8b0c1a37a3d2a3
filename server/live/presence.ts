import 'server-only'
import { lastVote } from '@/scenarios/engine/live/ballot'
import { roomState } from '@/scenarios/engine/live/room'
import { database } from '../database'
import { type LiveRoom, countsNow } from './live-room'
import { simulatedIn } from './passes'
import { signal } from './room-signals'

/** Participants are there while they have a stream or have asked for the state lately. Each process sends the others only a number. */
const LATELY = 45_000
/** A process that has been silent for this long is gone, and so are its phones. */
const SILENT = 40_000

/** Notes a participant who asks for the state instead of keeping a stream. */
export const seenNow = ({ polled }: LiveRoom, participant: string): void => void polled.set(participant, Date.now())

function hereIn(room: LiveRoom): Set<string> {
  const { viewers, polled, people } = room
  const here = new Set(simulatedIn(room).filter((id) => people.has(id)))
  for (const { role, who } of viewers) if (role === 'participant' && people.has(who)) here.add(who)
  for (const [who, when] of polled) {
    if (when < Date.now() - LATELY) polled.delete(who)
    else if (people.has(who)) here.add(who)
  }
  return here
}

/** Needs no look at the answers: if there are none yet, everyone here has not answered. */
export function beginWaiting(room: LiveRoom): void {
  if (countsNow(room, 'projector').answered === 0) room.waiting = hereIn(room).size
}

export async function countWaiting(room: LiveRoom): Promise<void> {
  const state = roomState(room.history)
  const here = hereIn(room)
  const about = lastVote(state)
  if (here.size > 0 && about) {
    const rows = await database()
      .selectFrom('room_answer')
      .select('participant')
      .where('room_id', '=', room.id)
      .where('moment', '=', state.moment)
      .where('about', '=', about)
      .execute()
    for (const { participant } of rows) here.delete(participant)
  }
  room.waiting = here.size
  say(room)
}
function say(room: LiveRoom): void {
  if (room.waiting !== room.said) signal(room.id, `waiting:${room.waiting}`)
  room.said = room.waiting
}

export const heardWaiting = ({ elsewhere }: LiveRoom, from: string, waiting: number): void =>
  void elsewhere.set(from, { waiting, at: Date.now() })

/** Repeated at each heartbeat, so that a process that has just started learns of it, and one that is gone is forgotten. */
export function repeatWaiting(room: LiveRoom): void {
  room.said = 0
  say(room)
  for (const [from, { at }] of room.elsewhere) if (at < Date.now() - SILENT) room.elsewhere.delete(from)
}
