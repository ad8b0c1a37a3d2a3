import 'server-only'
import { areShown } from '@/scenarios/engine/live/room-state'
import { roomState } from '@/scenarios/engine/live/room'
import { database, store } from '../database'
import { logFault } from '../platform/log'
import { type Open, broadcast, sendCounts, whole } from './broadcast'
import { catchUp, countMoment, countMoments, countsNow, peopleOf, readPeople } from './live-room'
import { beginWaiting, countWaiting } from './presence'
import { type Viewer, eventBytes, limitStreams, sendTo } from './sse'

/** Keeps the screens of one session up to date. What they are sent is in `broadcast.ts`. */

/** Minimum milliseconds between two counts. */
export const TICK = 250

export function countSoon(at: Open): void {
  if (at.ticking) return
  at.ticking = setTimeout(() => {
    at.ticking = null
    count(at).catch((error: unknown) => logFault('Live totals', error))
  }, TICK)
  at.ticking.unref()
}
async function count(at: Open): Promise<void> {
  const isWatched = [...at.viewers].some((v) => v.role !== 'participant')
  // Where others share the session, their screens show who is here.
  if (!isWatched && store().kind === 'sqlite') return
  await countWaiting(at)
  if (!isWatched) return
  await countMoment(at.room, roomState(at.room.history).moment)
  sendCounts(at)
}

export async function show(at: Open, anew?: boolean): Promise<void> {
  const version = at.room.history.length - 1
  await countMoments(at.room, anew)
  beginWaiting(at)
  at.shown = Math.max(at.shown, version)
  broadcast(at)
  countSoon(at)
}

/** Reads what another process has written. @returns false if the session no longer exists */
export async function refresh(at: Open, people: boolean): Promise<boolean> {
  await catchUp(at.room, database())
  if (people) {
    // It was deleted, and the signal was lost or has not arrived: nobody was removed.
    if (!(await readPeople(at.room, database()))) return false
    at.peopleChanged = true
    for (const viewer of at.viewers) if (viewer.role === 'participant' && !at.room.people.has(viewer.who)) farewell(viewer, 'removed')
  }
  const commands = at.room.history.length - 1 - at.shown
  // Totals on screens also change without a command: by a removal, and by hands counted after the reveal. Which other moments got
  // answers in the meantime is not known.
  if (people || commands > 0 || areShown(roomState(at.room.history).phase)) await show(at, people || commands > 1)
  countSoon(at)
  return true
}

/** Sends the view and adds the viewer in the same turn: no version can come between. */
export function addViewer(at: Open, viewer: Viewer): void {
  sendTo(viewer, whole(at, viewer.role))
  at.viewers.add(viewer)
  limitStreams(at.viewers, viewer)
  if (viewer.role !== 'participant') sendTo(viewer, eventBytes('counts', countsNow(at.room, viewer.role)))
  if (viewer.role === 'host') sendTo(viewer, eventBytes('people', peopleOf(at.room)))
  // Answers that came while nobody looked have not been counted.
  countSoon(at)
  viewer.response.on('close', () => {
    at.viewers.delete(viewer)
    if (viewer.role === 'participant') countSoon(at)
  })
}

export const farewell = (viewer: Viewer, reason: 'removed' | 'deleted') => void viewer.response.end(eventBytes('gone', { reason }))
