import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Role } from '@/scenarios/engine/live/script'
import { roomState } from '@/scenarios/engine/live/room'
import { type Database, database, store } from '../database'
import { openSignals } from '../database/signals'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'
import { type LiveRoom, catchUp, countMoment, countMoments, countsNow, loadRoom, peopleOf, readPeople } from './live-room'
import { type Open, broadcast, sendCounts, whole } from './broadcast'
import { type Viewer, eventBytes, limitStreams, openStream, sendTo } from './sse'

/** The sessions that are open in this process, and who looks at them. What screens are sent is in `sending.ts`, and goes out from here alone. */

/** Counts go out at most so often. */
const TICK = 250
const BEAT = 15_000
/** A session nobody looks at is forgotten by this process after so long. */
const IDLE = 10 * 60_000

export interface Hub {
  /** The session, or null where there is none. */
  room(id: string): Promise<LiveRoom | null>
  watch(room: LiveRoom, viewer: Viewer): void
  /** After a commit here: everybody sees the present version. `anew`: answers of any moment may have changed. */
  changed(room: LiveRoom, anew?: boolean): Promise<void>
  /** Answers or people have changed. */
  counted(room: LiveRoom, people?: boolean): void
  /** What the pages of projector and host brought has changed. */
  reload(id: string): void
  /** Ends the streams of somebody who was removed. */
  dismiss(room: LiveRoom, participant: string): Promise<void>
  /** Ends a session that was deleted. */
  end(id: string): void
  /** Who controls a session has changed: streams of those who no longer do end. */
  recheck(id: string): void
  /** Inside the transaction of a command: other processes hear of it with the commit. */
  tellVersion(db: Database, room: string): Promise<void>
  /** How many sessions somebody looks at here, and through how many streams of each role. */
  load(): Promise<{ sessions: number; streams: Record<Role, number> }>
  close(): Promise<void>
}

/** The hub of this process; tests that close it let it go here. */
export const held = shared('hub', (): { hub?: Hub | undefined } => ({}))
export const hub = (): Hub => (held.hub ??= openHub())

/** After somebody was erased: their own sessions have ended, and in those of others they control nothing. */
export function tellOfRooms({ ended, left }: { ended: string[]; left: string[] }): void {
  for (const id of ended) hub().end(id)
  for (const id of left) hub().recheck(id)
}

function openHub(): Hub {
  const rooms = new Map<string, Promise<Open | null>>()
  const self = randomBytes(6).toString('base64url')

  function open(id: string): Promise<Open | null> {
    const known = rooms.get(id)
    if (known) return known
    const loading = loadRoom(id).then(
      (room): Open | null =>
        room && {
          room,
          viewers: new Set(),
          sent: new Map(),
          ticking: null,
          peopleChanged: false,
          told: new Set(),
          usedAt: Date.now(),
          shown: room.history.length - 1,
        },
    )
    rooms.set(id, loading)
    // What is not there, or could not be read, is asked for again next time.
    loading.then(
      (found) => found ?? rooms.delete(id),
      () => rooms.delete(id),
    )
    return loading
  }

  function tick(at: Open): void {
    if (at.ticking) return
    at.ticking = setTimeout(async () => {
      at.ticking = null
      if (![...at.viewers].some((v) => v.role !== 'participant')) return
      const { moment } = roomState(at.room.history)
      await countMoment(at.room, moment).then(
        () => sendCounts(at),
        (error: unknown) => logFault('Live totals', error),
      )
    }, TICK)
    at.ticking.unref()
  }

  async function show(at: Open, anew?: boolean): Promise<void> {
    const version = at.room.history.length - 1
    await countMoments(at.room, anew)
    at.shown = Math.max(at.shown, version)
    broadcast(at)
  }

  /** Another process has written. */
  async function refresh(at: Open, people: boolean): Promise<void> {
    await catchUp(at.room, database())
    if (people) {
      // Deleted, which was not heard, or is not yet: nobody was removed.
      if (!(await readPeople(at.room, database()))) return end(at.room.id)
      at.peopleChanged = true
      for (const viewer of at.viewers) if (viewer.role === 'participant' && !at.room.people.has(viewer.who)) farewell(viewer, 'removed')
    }
    const commands = at.room.history.length - 1 - at.shown
    // Totals that are shown change without a command too: by a removal, and by hands counted after the reveal.
    // Which moments others answered in the meantime is not known.
    if (people || commands > 0 || roomState(at.room.history).phase === 'revealed') await show(at, people || commands > 1)
    tick(at)
  }
  const farewell = (viewer: Viewer, reason: 'removed' | 'deleted') => void viewer.response.end(eventBytes('gone', { reason }))
  /** Those who look at a session here, if this process holds it. */
  const viewersOf = async (id: string): Promise<Viewer[]> => [...((await rooms.get(id))?.viewers ?? [])]
  async function reload(id: string): Promise<void> {
    const bytes = eventBytes('reload', null)
    for (const viewer of await viewersOf(id)) if (viewer.role !== 'participant') sendTo(viewer, bytes)
  }
  async function end(id: string): Promise<void> {
    const viewers = await viewersOf(id)
    rooms.delete(id)
    for (const viewer of viewers) farewell(viewer, 'deleted')
  }

  /** Ends the streams of those who may see the session no longer. */
  async function recheck(id: string): Promise<void> {
    for (const viewer of await viewersOf(id)) if (viewer.mayStay && !(await viewer.mayStay())) viewer.response.end()
  }

  async function heard(line: string): Promise<void> {
    const [from, id, what] = line.split(' ')
    if (from === self) return
    if (what === 'deleted') return end(id!)
    if (what === 'reload') return reload(id!)
    if (what === 'hosts') return recheck(id!)
    const at = await rooms.get(id!)
    if (at) await refresh(at, what === 'people')
  }
  async function missed(): Promise<void> {
    for (const loading of rooms.values()) {
      const at = await loading
      if (at) await refresh(at, true)
    }
  }
  const report = (error: unknown) => logFault('Live session', error)
  const signals = openSignals(
    store(),
    (line) => void heard(line).catch(report),
    () => void missed().catch(report),
  )

  /** At most one line a tick for what many do at once. */
  const toTell = new Map<string, NodeJS.Timeout>()
  function tell(id: string, what: 'counts' | 'people'): void {
    const key = `${id} ${what}`
    if (toTell.has(key)) return
    toTell.set(
      key,
      setTimeout(() => {
        toTell.delete(key)
        signals.send(database(), `${self} ${key}`).catch(report)
      }, TICK).unref(),
    )
  }

  const beat = setInterval(() => {
    const bytes = eventBytes('beat', null)
    const now = Date.now()
    for (const [id, loading] of rooms) {
      void loading.then(
        (at) => {
          if (!at) return
          for (const viewer of at.viewers) sendTo(viewer, bytes)
          if (at.viewers.size > 0) at.usedAt = now
          else if (now - at.usedAt > IDLE) rooms.delete(id)
          void recheck(id).catch(report)
        },
        () => {},
      )
    }
  }, BEAT).unref()

  return {
    tellVersion: (db, room) => signals.send(db, `${self} ${room} version`),
    room: async (id) => {
      const at = await open(id)
      if (at) at.usedAt = Date.now()
      return at?.room ?? null
    },
    watch(room, viewer) {
      openStream(viewer.response)
      sendTo(viewer, eventBytes('hello', { now: Date.now() }))
      void open(room.id).then((at) => {
        if (!at) return farewell(viewer, 'deleted')
        // Whoever left meanwhile tells nobody any more.
        if (viewer.response.destroyed) return
        // Written and counted among the viewers in one turn: no version can fall between.
        sendTo(viewer, whole(at, viewer.role))
        at.viewers.add(viewer)
        limitStreams(at.viewers, viewer)
        if (viewer.role !== 'participant') sendTo(viewer, eventBytes('counts', countsNow(at.room, viewer.role)))
        if (viewer.role === 'host') sendTo(viewer, eventBytes('people', peopleOf(at.room)))
        // What came in while nobody looked was not counted.
        tick(at)
        viewer.response.on('close', () => at.viewers.delete(viewer))
      }, report)
    },
    async changed(room, anew) {
      const at = await open(room.id)
      if (at) await show(at, anew)
    },
    counted(room, people = false) {
      tell(room.id, people ? 'people' : 'counts')
      void open(room.id).then((at) => {
        if (!at) return
        if (people) at.peopleChanged = true
        tick(at)
      }, report)
    },
    async dismiss({ id }, participant) {
      for (const viewer of await viewersOf(id)) if (viewer.role === 'participant' && viewer.who === participant) farewell(viewer, 'removed')
    },
    reload(id) {
      reload(id).catch(report)
      signals.send(database(), `${self} ${id} reload`).catch(report)
    },
    end(id) {
      end(id).catch(report)
      signals.send(database(), `${self} ${id} deleted`).catch(report)
    },
    recheck(id) {
      recheck(id).catch(report)
      signals.send(database(), `${self} ${id} hosts`).catch(report)
    },
    async load() {
      const streams: Record<Role, number> = { participant: 0, projector: 0, host: 0 }
      let sessions = 0
      for (const loading of rooms.values()) {
        const at = await loading.catch(() => null)
        if (at && at.viewers.size > 0) sessions++
        for (const { role } of at?.viewers ?? []) streams[role]++
      }
      return { sessions, streams }
    },
    async close() {
      clearInterval(beat)
      for (const timer of toTell.values()) clearTimeout(timer)
      for (const loading of rooms.values()) {
        const at = await loading.catch(() => null)
        for (const { response } of at?.viewers ?? []) response.end()
      }
      await signals.stop()
    },
  }
}
