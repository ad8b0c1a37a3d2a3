import 'server-only'
import { lastVote } from '@/scenarios/engine/live/ballot'
import { roomState } from '@/scenarios/engine/live/room'
import { database } from '../database'
import type { Open } from './broadcast'
import { countsNow } from './live-room'
import { simulatedIn } from './derived'

/**
 * Who is there and has not answered. A participant is there while a stream is open or, where streams do not get through, has asked for
 * the state lately. Each process knows its own streams and tells the others a number; nothing about presence is stored.
 */
const LATELY = 45_000
/** A process that has said nothing for so long is gone, and its phones with it. */
const SILENT = 40_000

/** Notes a participant who asks for the state instead of keeping a stream. */
export const seenNow = (at: Open, participant: string): void => void at.polled.set(participant, Date.now())

function hereIn({ room, viewers, polled }: Open): Set<string> {
  const here = new Set(simulatedIn(room).filter((id) => room.people.has(id)))
  for (const { role, who } of viewers) if (role === 'participant' && room.people.has(who)) here.add(who)
  for (const [who, when] of polled) {
    if (when < Date.now() - LATELY) polled.delete(who)
    else if (room.people.has(who)) here.add(who)
  }
  return here
}

/** Without a look at the answers: where nobody has answered yet, everybody here has not. */
export function beginWaiting(at: Open): void {
  const { room } = at
  if (countsNow(room, 'projector').answered === 0) at.waiting = hereIn(at).size
  sumUp(at)
}

/** Counts again, and tells other processes what has changed. */
export async function countWaiting(at: Open): Promise<void> {
  const state = roomState(at.room.history)
  const here = hereIn(at)
  const about = lastVote(state)
  if (here.size > 0 && about) {
    const rows = await database()
      .selectFrom('room_answer')
      .select('participant')
      .where('room_id', '=', at.room.id)
      .where('moment', '=', state.moment)
      .where('about', '=', about)
      .execute()
    for (const { participant } of rows) here.delete(participant)
  }
  at.waiting = here.size
  say(at)
  sumUp(at)
}

/** What another process said of its own phones. */
export function heardWaiting(at: Open, from: string, waiting: number): void {
  at.elsewhere.set(from, { waiting, at: Date.now() })
  sumUp(at)
}

/** Said again at each heartbeat, so that a process that has just started hears of it, and one that is gone is forgotten. */
export function repeatWaiting(at: Open): void {
  at.said = 0
  say(at)
  sumUp(at)
}
function say(at: Open): void {
  if (at.waiting !== at.said) at.tell(`waiting:${at.waiting}`)
  at.said = at.waiting
}

function sumUp(at: Open): void {
  for (const [from, { at: when }] of at.elsewhere) if (when < Date.now() - SILENT) at.elsewhere.delete(from)
  at.room.waiting = at.waiting + [...at.elsewhere.values()].reduce((sum, { waiting }) => sum + waiting, 0)
}
