import 'server-only'
import type { Screen } from '@/scenarios/engine/live/script'
import type { Database } from '../database'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'
import type { Open, Shout } from './broadcast'
import { type LiveRoom, readPlan } from './live-room'
import { type OpenRooms, openRooms } from './open-rooms'
import { heardWaiting, repeatWaiting, seenNow } from './presence'
import { type RoomSignals, openRoomSignals } from './room-signals'
import { addViewer, countSoon, farewell, refresh, show } from './screens'
import { type Viewer, eventBytes, openStream, sendTo } from './sse'

/** The sessions open in this process and their screens: changes made here go out to screens and to other processes. */

const BEAT = 15_000
/** This process forgets a session after nobody has looked at it for so long. */
const IDLE = 10 * 60_000

export interface Hub {
  /** The session, or null if there is none. */
  room(id: string): Promise<LiveRoom | null>
  watch(room: LiveRoom, viewer: Viewer): void
  /** Call after a commit here: all screens get the current version. `anew`: answers of any moment may have changed. */
  changed(room: LiveRoom, anew?: boolean): Promise<void>
  /** Call when answers or participants have changed. */
  counted(room: LiveRoom, people?: boolean): void
  /** Call when a participant asked for the state instead of keeping a stream. */
  seen(room: LiveRoom, participant: string): void
  /** Call when a right join code was refused, because too many wrong ones had come from there: the host is told. */
  refused(id: string): void
  /** Call when something on the pages of projector and host has changed, so that they reload. */
  reload(id: string): Promise<void>
  /** Ends the streams of somebody who was removed. */
  dismiss(room: LiveRoom, participant: string): Promise<void>
  /** Ends a session that was deleted. */
  end(id: string): void
  /** Call when a session's hosts have changed: streams of former hosts end. */
  recheck(id: string): void
  /** Call in the transaction of a command: other processes get the signal with the commit. */
  tellVersion(db: Database, room: string): Promise<void>
  /** How many sessions are being watched here, and how many streams of each kind of screen are open. */
  load(): Promise<{ sessions: number; streams: Record<Screen, number> }>
  close(): Promise<void>
}

/** The hub of this process; tests that close it remove it here. */
export const held = shared('hub', (): { hub?: Hub | undefined } => ({}))
export const hub = (): Hub => (held.hub ??= openHub())

/** After somebody was erased: ends the sessions that were deleted with them, and their streams in sessions of others. */
export function endHeldRooms({ ended, left }: { ended: string[]; left: string[] }): void {
  for (const id of ended) hub().end(id)
  for (const id of left) hub().recheck(id)
}

function openHub(): Hub {
  const rooms = openRooms((id, what) => signals.tell(id, what))
  const signals: RoomSignals = openRoomSignals(
    async (id, what, from) => {
      if (what === 'deleted') return end(rooms, id)
      if (what === 'reload') return reload(rooms, id)
      if (what === 'hosts') return recheck(rooms, id)
      const at = await rooms.held(id)
      if (what.startsWith('waiting:') || what === 'refused') return at ? heardShout(at, what as Shout, from) : undefined
      if (at && !(await refresh(at, what === 'people'))) await end(rooms, id)
    },
    async () => {
      for (const at of await rooms.allHeld()) if (!(await refresh(at, true))) await end(rooms, at.room.id)
    },
  )
  const beating = setInterval(() => beat(rooms), BEAT).unref()

  return {
    tellVersion: (db, room) => signals.tellWith(db, room, 'version'),
    async room(id) {
      const at = await rooms.open(id)
      if (at) at.usedAt = Date.now()
      return at?.room ?? null
    },
    watch: (room, viewer) => watch(rooms, room, viewer),
    async changed(room, anew) {
      const at = await rooms.open(room.id)
      if (at) await show(at, anew)
    },
    counted(room, people = false) {
      signals.tellSoon(room.id, people ? 'people' : 'counts')
      void rooms.open(room.id).then((at) => {
        if (!at) return
        if (people) at.peopleChanged = true
        countSoon(at)
      }, report)
    },
    async dismiss({ id }, participant) {
      const viewers = await rooms.viewersOf(id)
      for (const viewer of viewers) if (viewer.role === 'participant' && viewer.who === participant) farewell(viewer, 'removed')
    },
    seen(room, participant) {
      void rooms.open(room.id).then((at) => at && seenNow(at, participant), report)
    },
    refused(id) {
      signals.tell(id, 'refused')
      void rooms.held(id).then((at) => at && heardShout(at, 'refused', ''), report)
    },
    async reload(id) {
      signals.tell(id, 'reload')
      await reload(rooms, id).catch(report)
    },
    end(id) {
      end(rooms, id).catch(report)
      signals.tell(id, 'deleted')
    },
    recheck(id) {
      recheck(rooms, id).catch(report)
      signals.tell(id, 'hosts')
    },
    load: () => load(rooms),
    async close() {
      clearInterval(beating)
      for (const at of await rooms.allHeld()) for (const { response } of at.viewers) response.end()
      await signals.stop()
    },
  }
}

const report = (error: unknown) => logFault('Live session', error)

function heardShout(at: Open, what: Shout, from: string): void {
  if (what === 'refused') at.room.refused = Date.now()
  else heardWaiting(at, from, Number(what.slice('waiting:'.length)))
  countSoon(at)
}

function watch(rooms: OpenRooms, room: LiveRoom, viewer: Viewer): void {
  openStream(viewer.response)
  sendTo(viewer, eventBytes('hello', { now: Date.now() }))
  void rooms.open(room.id).then((at) => {
    if (!at) return farewell(viewer, 'deleted')
    // Skip viewers who have left in the meantime.
    if (!viewer.response.destroyed) addViewer(at, viewer)
  }, report)
}

async function reload(rooms: OpenRooms, id: string): Promise<void> {
  const bytes = eventBytes('reload', null)
  const at = await rooms.held(id)
  if (at && (await readPlan(at.room))) await show(at)
  for (const viewer of await rooms.viewersOf(id)) if (viewer.role !== 'participant') sendTo(viewer, bytes)
}

async function end(rooms: OpenRooms, id: string): Promise<void> {
  const viewers = await rooms.viewersOf(id)
  rooms.forget(id)
  for (const viewer of viewers) farewell(viewer, 'deleted')
}

/** Ends the streams of viewers who may no longer see the session. */
async function recheck(rooms: OpenRooms, id: string): Promise<void> {
  for (const viewer of await rooms.viewersOf(id)) if (viewer.mayStay && !(await viewer.mayStay())) viewer.response.end()
}

function beat(rooms: OpenRooms): void {
  const bytes = eventBytes('beat', null)
  const now = Date.now()
  rooms.visit((at) => {
    const { id } = at.room
    for (const viewer of at.viewers) sendTo(viewer, bytes)
    repeatWaiting(at)
    if (at.viewers.size > 0) at.usedAt = now
    else if (now - at.usedAt > IDLE) rooms.forget(id)
    void recheck(rooms, id).catch(report)
  })
}

async function load(rooms: OpenRooms): ReturnType<Hub['load']> {
  const streams: Record<Screen, number> = { participant: 0, projector: 0, host: 0 }
  const watched = (await rooms.allHeld()).filter(({ viewers }) => viewers.size > 0)
  for (const { viewers } of watched) for (const { role } of viewers) streams[role]++
  return { sessions: watched.length, streams }
}
