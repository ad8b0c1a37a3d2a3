import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Database, database, store } from '../database'
import { openSignals } from '../database/signals'
import { logFault } from '../platform/log'
import type { Shout } from './broadcast'
import { TICK } from './screens'

/** Signals about a session between processes on one database. */
type What = 'version' | 'counts' | 'people' | 'reload' | 'deleted' | 'hosts' | Shout

export interface RoomSignals {
  tell(room: string, what: What): void
  /** Sends at most one line per tick for frequent changes. */
  tellSoon(room: string, what: 'counts' | 'people'): void
  /** In a transaction: others get the signal with the commit. */
  tellWith(db: Database, room: string, what: What): Promise<void>
  stop(): Promise<void>
}

const report = (error: unknown) => logFault('Live session', error)

/** @param heard called with signals from other processes, `from` one of them @param missed called when earlier signals may have been lost */
export function openRoomSignals(
  heard: (room: string, what: What, from: string) => Promise<void>,
  missed: () => Promise<void>,
): RoomSignals {
  const self = randomBytes(6).toString('base64url')
  const waiting = new Map<string, NodeJS.Timeout>()
  const signals = openSignals(
    store(),
    (line) => {
      const [from, room, what] = line.split(' ')
      if (from !== self) heard(room!, what as What, from!).catch(report)
    },
    () => void missed().catch(report),
  )
  const tell = (room: string, what: What) => void signals.send(database(), `${self} ${room} ${what}`).catch(report)
  return {
    tell,
    tellSoon(room, what) {
      const key = `${room} ${what}`
      if (waiting.has(key)) return
      const timer = setTimeout(() => {
        waiting.delete(key)
        tell(room, what)
      }, TICK)
      waiting.set(key, timer.unref())
    },
    tellWith: (db, room, what) => signals.send(db, `${self} ${room} ${what}`),
    async stop() {
      for (const timer of waiting.values()) clearTimeout(timer)
      await signals.stop()
    },
  }
}
