import 'server-only'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'
import { type LiveRoom, loadRoom, readPlan } from './live-room'
import { heardWaiting, repeatWaiting } from './presence'
import { type RoomSignal, listenForRooms, signal } from './room-signals'
import { countSoon, farewell, refresh, show } from './screens'
import { eventBytes, sendTo } from './sse'

/** The sessions open in this process, by id. Each is read once, and kept up to date while it is used. */

const BEAT = 15_000
/** This process forgets a session after nobody has looked at it for this long. */
const IDLE = 10 * 60_000

const open = shared('open rooms', () => ({
  rooms: new Map<string, Promise<LiveRoom | null>>(),
  /** Stops the heartbeat and the listening, which begin with the first session. */
  stop: null as (() => Promise<void>) | null,
}))

export async function liveRoom(id: string): Promise<LiveRoom | null> {
  open.stop ??= start()
  const room = await (open.rooms.get(id) ?? read(id))
  if (room) room.usedAt = Date.now()
  return room
}
function read(id: string): Promise<LiveRoom | null> {
  const reading = loadRoom(id)
  open.rooms.set(id, reading)
  // Retry next time if it does not exist or could not be read.
  reading.then(
    (found) => found ?? open.rooms.delete(id),
    () => open.rooms.delete(id),
  )
  return reading
}

export async function liveRooms(): Promise<LiveRoom[]> {
  const all = await Promise.all([...open.rooms.values()].map((reading) => reading.catch(() => null)))
  return all.filter((room) => room !== null)
}

/** Call this after a change that is not in the log. This process and all others act on it. */
export function everywhere(id: string, what: 'reload' | 'deleted' | 'facilitators' | 'refused'): Promise<void> {
  signal(id, what)
  return heard(id, what).catch(report)
}

/** After an erasure: ends the sessions that were deleted with the person, and their streams in sessions of others. */
export function endHeldRooms({ ended, left }: { ended: string[]; left: string[] }): void {
  for (const id of ended) void everywhere(id, 'deleted')
  for (const id of left) void everywhere(id, 'facilitators')
}

export async function closeRooms(): Promise<void> {
  for (const room of await liveRooms()) for (const { response } of room.viewers) response.end()
  await open.stop?.()
  open.stop = null
  open.rooms.clear()
}

const report = (error: unknown) => logFault('Live session', error)

function start(): () => Promise<void> {
  const beating = setInterval(beat, BEAT).unref()
  const stop = listenForRooms(heard, async () => {
    for (const room of await liveRooms()) await reread(room, true)
  })
  return () => {
    clearInterval(beating)
    return stop()
  }
}

function beat(): void {
  const bytes = eventBytes('beat', null)
  const now = Date.now()
  const visit = (room: LiveRoom) => {
    for (const viewer of room.viewers) sendTo(viewer, bytes)
    repeatWaiting(room)
    if (room.viewers.size > 0) room.usedAt = now
    else if (now - room.usedAt > IDLE) open.rooms.delete(room.id)
    void recheck(room).catch(report)
  }
  // Each one as soon as it is read, so that a slow one does not hold up the others.
  for (const reading of open.rooms.values())
    void reading.then(
      (room) => room && visit(room),
      () => {},
    )
}

async function heard(id: string, what: RoomSignal, from = ''): Promise<void> {
  const room = await open.rooms.get(id)
  if (!room) return
  switch (what) {
    case 'deleted':
      return end(room)
    case 'reload':
      return reload(room)
    case 'facilitators':
      return recheck(room)
    case 'whys':
      return show(room)
    case 'version':
    case 'counts':
    case 'people':
      return reread(room, what === 'people')
    case 'refused':
      room.refused = Date.now()
      return countSoon(room)
    default:
      heardWaiting(room, from, what.slice('waiting:'.length))
      countSoon(room)
  }
}

async function reread(room: LiveRoom, people: boolean): Promise<void> {
  if (!(await refresh(room, people))) end(room)
}

async function reload(room: LiveRoom): Promise<void> {
  if (await readPlan(room)) await show(room)
  const bytes = eventBytes('reload', null)
  for (const viewer of room.viewers) if (viewer.role !== 'participant') sendTo(viewer, bytes)
}

function end(room: LiveRoom): void {
  open.rooms.delete(room.id)
  room.deleted = true
  for (const viewer of room.viewers) farewell(viewer, 'deleted')
}

/** Ends the streams of viewers who may no longer see the session. */
async function recheck({ viewers }: LiveRoom): Promise<void> {
  for (const viewer of [...viewers]) if (viewer.mayStay && !(await viewer.mayStay())) viewer.response.end()
}
