import 'server-only'
import { roomState } from '@/scenarios/engine/live/room'
import { lastVote } from '@/scenarios/engine/live/ballot'
import { type Waiting, voteIn } from '@/scenarios/engine/live/steady-totals'
import { database } from '../database'
import { type LiveRoom, countsNow } from './live-room'
import { simulatedIn } from './passes'
import { signal } from './room-signals'

/** Participants are there while they have a stream or have asked for the state lately. Each process sends the others only numbers. */
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
  const here = hereIn(room).size
  if (countsNow(room, 'projector').answered === 0)
    room.waiting = { vote: voteIn(roomState(room.history)), waiting: here, answered: 0, here }
}

export async function countWaiting(room: LiveRoom): Promise<void> {
  const state = roomState(room.history)
  const here = hereIn(room)
  const there = here.size
  const about = lastVote(state)
  let answered = 0
  if (about) {
    const rows = await database()
      .selectFrom('room_answer')
      .select('participant')
      .where('room_id', '=', room.id)
      .where('moment', '=', state.moment)
      .where('about', '=', about)
      .where('participant', '!=', 'hands')
      .execute()
    answered = rows.length
    for (const { participant } of rows) here.delete(participant)
  }
  room.waiting = { vote: voteIn(state), waiting: here.size, answered, here: there }
  say(room)
}
function say(room: LiveRoom): void {
  const { waiting, answered, here, vote } = room.waiting
  const now = [waiting, answered, here, vote ?? ''].join(':')
  if (now !== room.said) signal(room.id, `waiting:${now}`)
  room.said = now
}

export function heardWaiting({ elsewhere }: LiveRoom, from: string, said: string): void {
  const [waiting = 0, answered = 0, here = 0] = said.split(':', 3).map(Number)
  const vote = said.split(':')[3] || null
  elsewhere.set(from, { vote, waiting, answered, here, at: Date.now() } satisfies Waiting & { at: number })
}

/** Repeated at each heartbeat, so that a process that has just started learns of it, and one that is gone is forgotten. */
export function repeatWaiting(room: LiveRoom): void {
  room.said = ''
  say(room)
  for (const [from, { at }] of room.elsewhere) if (at < Date.now() - SILENT) room.elsewhere.delete(from)
}
