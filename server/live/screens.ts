import 'server-only'
import { areShown } from '@/scenarios/engine/live/room-state'
import { roomState } from '@/scenarios/engine/live/room'
import type { Screen } from '@/scenarios/engine/live/script'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Snapshot } from '@/scenarios/engine/live/wire'
import { database, store } from '../database'
import { logFault } from '../platform/log'
import { type LiveRoom, catchUp, countsNow, peopleOf, readPeople, viewOf } from './live-room'
import { beginWaiting, countWaiting } from './presence'
import { signal } from './room-signals'
import { type Viewer, eventBytes, limitStreams, openStream, sendTo } from './sse'
import { keepSteady } from './steady'
import { countMoment, countMoments } from './totals'
import { readWhys } from './why-sheets'

/** A whole view first, then changes. Call `show` after a commit, and `counted` when answers or participants have changed. */

/** Minimum milliseconds between two counts, and between two signals about them. */
const TICK = 250

/** Sends the current version to all screens. @param recount whether answers of any moment may have changed */
export async function show(room: LiveRoom, recount?: boolean): Promise<void> {
  const version = room.history.length - 1
  await countMoments(room, recount)
  await readWhys(room)
  beginWaiting(room)
  await keepSteady(room)
  room.shown = Math.max(room.shown, version)
  broadcast(room)
  countSoon(room)
}

export function counted(room: LiveRoom, people = false): void {
  if (people) room.peopleChanged = true
  room.unsaid = people ? 'people' : (room.unsaid ?? 'counts')
  countSoon(room)
}

export function countSoon(room: LiveRoom): void {
  room.ticking ??= setTimeout(() => {
    room.ticking = null
    if (room.unsaid) signal(room.id, room.unsaid)
    room.unsaid = null
    count(room).catch((error: unknown) => logFault('Live totals', error))
  }, TICK).unref()
}
async function count(room: LiveRoom): Promise<void> {
  const isWatched = [...room.viewers].some((v) => v.role !== 'participant')
  // Other processes may have screens of this session, and they need the number of people here.
  if (!isWatched && store().kind === 'sqlite') return
  await countWaiting(room)
  if (!isWatched) return
  await countNow(room)
  sendCounts(room)
}
async function countNow(room: LiveRoom): Promise<void> {
  await countMoment(room, roomState(room.history).moment)
  await keepSteady(room)
}

/** What a screen without a stream asks for. */
export async function snapshotOf(room: LiveRoom, role: Screen): Promise<Snapshot> {
  if (role === 'facilitator') await countWaiting(room)
  if (role !== 'participant') await countNow(room)
  return {
    now: Date.now(),
    view: viewOf(room, role),
    counts: role === 'participant' ? null : countsNow(room, role),
    people: role === 'facilitator' ? peopleOf(room) : null,
  }
}

/** Reads what another process has written. @returns false if the session no longer exists */
export async function refresh(room: LiveRoom, people: boolean): Promise<boolean> {
  await catchUp(room, database())
  if (people) {
    // The session was deleted, and the signal was lost or has not arrived. Nobody was removed.
    if (!(await readPeople(room, database()))) return false
    room.peopleChanged = true
    for (const viewer of room.viewers) if (viewer.role === 'participant' && !room.people.has(viewer.who)) farewell(viewer, 'removed')
  }
  const commands = room.history.length - 1 - room.shown
  // By a removal, or hands counted after the reveal. We do not know which other moments got answers meanwhile.
  if (people || commands > 0 || areShown(roomState(room.history).phase)) await show(room, people || commands > 1)
  countSoon(room)
  return true
}

/** Opens a stream. It sends the view and adds the viewer in the same turn, so that no version can come between. */
export function watch(room: LiveRoom, viewer: Viewer): void {
  const { viewers } = room
  openStream(viewer.response)
  sendTo(viewer, eventBytes('hello', { now: Date.now() }))
  if (room.deleted) farewell(viewer, 'deleted')
  // The viewer may have left before the stream began.
  if (room.deleted || viewer.response.destroyed) return
  sendTo(viewer, whole(room, viewer.role))
  viewers.add(viewer)
  limitStreams(viewers, viewer)
  if (viewer.role !== 'participant') sendTo(viewer, eventBytes('counts', countsNow(room, viewer.role)))
  if (viewer.role === 'facilitator') sendTo(viewer, eventBytes('people', peopleOf(room)))
  // Answers that came while nobody looked have not been counted.
  countSoon(room)
  viewer.response.on('close', () => {
    viewers.delete(viewer)
    if (viewer.role === 'participant') countSoon(room)
  })
}

export function dismiss({ viewers }: LiveRoom, participant: string): void {
  for (const viewer of viewers) if (viewer.role === 'participant' && viewer.who === participant) farewell(viewer, 'removed')
}
export const farewell = (viewer: Viewer, reason: 'removed' | 'deleted') => void viewer.response.end(eventBytes('gone', { reason }))

function whole(room: LiveRoom, role: Screen): Buffer {
  // Sends open screens what has changed first, because later changes are relative to this version.
  if ((room.sent.get(role)?.version ?? Infinity) < room.history.length - 1) broadcast(room)
  return room.sent.get(role)?.whole ?? render(room, role).whole
}
function render(room: LiveRoom, role: Screen): { whole: Buffer /** Null if nothing has changed. */; changes: Buffer | null } {
  const view = viewOf(room, role)
  const parts = new Map(Object.entries(view).map(([name, value]) => [name, JSON.stringify(value)]))
  const before = room.sent.get(role)?.parts
  const changed = Object.fromEntries(Object.entries(view).filter(([name]) => before?.get(name) !== parts.get(name))) as Partial<RoomView>
  const bytes = eventBytes('view', view, view.version)
  room.sent.set(role, { version: view.version, parts, whole: bytes })
  return { whole: bytes, changes: Object.keys(changed).length === 0 ? null : before ? eventBytes('view', changed, view.version) : bytes }
}

function broadcast(room: LiveRoom): void {
  const bytes = new Map<Screen, Buffer | null>()
  for (const viewer of room.viewers) {
    if (!bytes.has(viewer.role)) bytes.set(viewer.role, render(room, viewer.role).changes)
    if (bytes.get(viewer.role)) sendTo(viewer, bytes.get(viewer.role)!)
  }
  // Forgets kinds of screens that nobody has open, because later changes would be relative to a view they never saw.
  for (const role of room.sent.keys()) if (!bytes.has(role)) room.sent.delete(role)
  sendCounts(room)
}

function sendCounts(room: LiveRoom): void {
  const bytes = new Map<Screen, Buffer>()
  for (const viewer of room.viewers) {
    if (viewer.role === 'participant') continue
    if (!bytes.has(viewer.role)) bytes.set(viewer.role, eventBytes('counts', countsNow(room, viewer.role)))
    sendTo(viewer, bytes.get(viewer.role)!)
  }
  if (room.peopleChanged) sendPeople(room)
}

/** Sends only new participants: while thousands join, a cockpit cannot read the whole list several times a second. */
function sendPeople(room: LiveRoom): void {
  const people = peopleOf(room)
  const { listed } = room
  const fresh = people.filter(({ id }) => !listed?.has(id))
  // Somebody was removed, or may have been: we do not know what was sent before this process read the session.
  const isWhole = listed === null || listed.size + fresh.length > people.length
  const bytes = isWhole ? eventBytes('people', people) : eventBytes('joined', fresh)
  room.peopleChanged = false
  room.listed = new Set(people.map(({ id }) => id))
  for (const viewer of room.viewers) if (viewer.role === 'facilitator') sendTo(viewer, bytes)
}
