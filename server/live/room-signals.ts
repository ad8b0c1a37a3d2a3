import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Database, database, store } from '../database'
import { listenForSignals, sendSignal } from '../database/signals'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'

export type RoomSignal =
  | 'version'
  | 'counts'
  | 'people'
  /** Sentences saying why have come, or the facilitator has dealt with one. */
  | 'whys'
  /** Something on the pages of the projector and the facilitator has changed. */
  | 'reload'
  | 'deleted'
  | 'facilitators'
  /** A right join code was refused, because too many wrong ones had come from the same address. */
  | 'refused'
  /** Who is there through the sender and has not answered (`presence.ts`). */
  | `waiting:${string}`

const self = shared('room signals', () => randomBytes(6).toString('base64url'))
const report = (error: unknown) => logFault('Live session', error)

/** In a transaction, others get the signal with the commit. */
export const signalIn = (db: Database, room: string, what: RoomSignal): Promise<void> => sendSignal(db, `${self} ${room} ${what}`)
export const signal = (room: string, what: RoomSignal): void => void signalIn(database(), room, what).catch(report)

/** @param missed called when earlier signals may have been lost @returns stops listening */
export const listenForRooms = (
  heard: (room: string, what: RoomSignal, from: string) => Promise<void>,
  missed: () => Promise<void>,
): (() => Promise<void>) =>
  listenForSignals(
    store(),
    (line) => {
      const [from, room, what] = line.split(' ')
      if (from !== self) heard(room!, what as RoomSignal, from!).catch(report)
    },
    () => void missed().catch(report),
  )
