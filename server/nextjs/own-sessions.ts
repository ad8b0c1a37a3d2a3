import 'server-only'
import { roomState } from '@/scenarios/engine/live/room'
import type { RoomRow } from '../database'
import { isLed } from '../live/facilitators'
import { liveRoom } from '../live/open-rooms'
import { roomsOf } from '../live/stored-rooms'
import { ownFacilitators } from './session'

/** `older`: its scenario is of an older format, so only a summary that was stored can be opened. */
export type SessionState = 'lobby' | 'running' | 'paused' | 'closed' | 'older'
export interface OwnSession {
  row: RoomRow
  state: SessionState
}

export async function ownSessions(): Promise<OwnSession[]> {
  const rows = await roomsOf(await ownFacilitators())
  const led = await Promise.all(rows.map(async (row) => ((await isLed(row.id)) ? [{ row, state: await stateOf(row.id) }] : [])))
  return led.flat()
}
async function stateOf(id: string): Promise<SessionState> {
  const room = await liveRoom(id)
  if (!room) return 'older'
  const { phase, paused } = roomState(room.history)
  return paused ? 'paused' : phase === 'lobby' || phase === 'closed' ? phase : 'running'
}
