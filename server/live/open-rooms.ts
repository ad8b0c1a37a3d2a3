import 'server-only'
import type { Open, Shout } from './broadcast'
import { loadRoom } from './live-room'
import type { Viewer } from './sse'

/** The sessions held by this process: each is read once, and kept while somebody looks at it. */
export interface OpenRooms {
  /** The session, read if it is not held yet; null if there is none. */
  open(id: string): Promise<Open | null>
  /** The session if it is held here. */
  held(id: string): Promise<Open | null | undefined>
  allHeld(): Promise<Open[]>
  /** Visits each one as soon as it is read: a slow one does not hold up the others. */
  visit(what: (at: Open) => void): void
  /** Its viewers in this process. */
  viewersOf(id: string): Promise<Viewer[]>
  forget(id: string): void
}

export function openRooms(tell: (id: string, what: Shout) => void): OpenRooms {
  const rooms = new Map<string, Promise<Open | null>>()
  return {
    open(id) {
      const known = rooms.get(id)
      if (known) return known
      const loading = read(id, (what) => tell(id, what))
      rooms.set(id, loading)
      // Retry next time if it does not exist or could not be read.
      loading.then(
        (found) => found ?? rooms.delete(id),
        () => rooms.delete(id),
      )
      return loading
    },
    held: async (id) => rooms.get(id),
    async allHeld() {
      const all = await Promise.all([...rooms.values()].map((loading) => loading.catch(() => null)))
      return all.filter((at) => at !== null)
    },
    visit(what) {
      for (const loading of rooms.values())
        void loading.then(
          (at) => at && what(at),
          () => {},
        )
    },
    viewersOf: async (id) => [...((await rooms.get(id))?.viewers ?? [])],
    forget: (id) => void rooms.delete(id),
  }
}

async function read(id: string, tell: Open['tell']): Promise<Open | null> {
  const room = await loadRoom(id)
  return (
    room && {
      room,
      viewers: new Set(),
      sent: new Map(),
      ticking: null,
      peopleChanged: false,
      told: null,
      polled: new Map(),
      waiting: 0,
      said: 0,
      elsewhere: new Map(),
      tell,
      usedAt: Date.now(),
      shown: room.history.length - 1,
    }
  )
}
