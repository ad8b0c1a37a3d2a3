import 'server-only'
import { lastVote } from '@/scenarios/engine/live/ballot'
import { roomState } from '@/scenarios/engine/live/room'
import { database } from '../database'
import { type LiveRoom, countsNow } from './live-room'
import { simulatedIn } from './derived'
import { signal } from './room-signals'

/**
 * Who is there and has not answered. A participant is there while a stream is open or, where streams do not get through, has asked for
 * the state lately. Each process knows its own streams and tells the others a number; nothing about presence is stored.
 */
const LATELY = 45_000
/** A process that has said nothing for so long is gone, and its phones with it. */
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

/** Without a look at the answers: where nobody has answered yet, everybody here has not. */
export function beginWaiting(room: LiveRoom): void {
  if (countsNow(room, 'projector').answered === 0) room.waiting = hereIn(room).size
}

/** Counts again, and tells other processes what has changed. */
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

/** What another process said of its own phones. */
export const heardWaiting = ({ elsewhere }: LiveRoom, from: string, waiting: number): void =>
  void elsewhere.set(from, { waiting, at: Date.now() })

/** Said again at each heartbeat, so that a process that has just started hears of it, and one that is gone is forgotten. */
export function repeatWaiting(room: LiveRoom): void {
  room.said = 0
  say(room)
  for (const [from, { at }] of room.elsewhere) if (at < Date.now() - SILENT) room.elsewhere.delete(from)
}
