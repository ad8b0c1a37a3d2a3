import 'server-only'
import type { Open } from './broadcast'
import { loadRoom } from './live-room'
import type { Viewer } from './sse'

/** The sessions that this process holds: each is read once, and kept while somebody looks at it. */
export interface OpenRooms {
  /** Reads it where it is not held; null where there is none. */
  open(id: string): Promise<Open | null>
  /** Those that are held here, or nothing. */
  held(id: string): Promise<Open | null | undefined>
  allHeld(): Promise<Open[]>
  /** Visits each as soon as it is read: one that takes long does not keep the others waiting. */
  visit(what: (at: Open) => void): void
  /** Who looks at it here. */
  viewersOf(id: string): Promise<Viewer[]>
  forget(id: string): void
}

export function openRooms(): OpenRooms {
  const rooms = new Map<string, Promise<Open | null>>()
  return {
    open(id) {
      const known = rooms.get(id)
      if (known) return known
      const loading = read(id)
      rooms.set(id, loading)
      // What is not there, or could not be read, is asked for again next time.
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

async function read(id: string): Promise<Open | null> {
  const room = await loadRoom(id)
  return (
    room && {
      room,
      viewers: new Set(),
      sent: new Map(),
      ticking: null,
      peopleChanged: false,
      told: new Set(),
      usedAt: Date.now(),
      shown: room.history.length - 1,
    }
  )
}
