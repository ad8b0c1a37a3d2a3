import 'server-only'
import { config } from '../platform/config'
import { database, locked } from '../database'
import { everythingHeld } from '../organisation/held'
import { loadRoom } from './live-room'
import { everywhere } from './open-rooms'
import { makeSummary } from './summary'
import { roomState } from '@/scenarios/engine/live/room'

/** A closed session can be reopened for a day. After that its answers are merged into the summary and deleted. */
const REOPEN_FOR = 24 * 3600_000
const DAY = 24 * 3600_000

/** Deletes expired sessions, and the answers and participants of closed ones. */
export async function sweep(): Promise<{ deleted: number; merged: number }> {
  const now = Date.now()
  if (await everythingHeld(now)) return { deleted: 0, merged: 0 }
  const old = await database()
    .selectFrom('room')
    .select('id')
    .where('active_at', '<', now - config().LIVE_KEEP_DAYS * DAY)
    .execute()
  for (const { id } of old) {
    await database().deleteFrom('room').where('id', '=', id).execute()
    await everywhere(id, 'deleted')
  }
  await database().updateTable('room').set({ code: null }).where('code_expires_at', '<', now).where('code', 'is not', null).execute()
  const quiet = await database()
    .selectFrom('room')
    .select('id')
    .where('summary', 'is', null)
    .where('active_at', '<', now - REOPEN_FOR)
    .execute()
  let merged = 0
  for (const { id } of quiet) if (await merge(id)) merged++
  return { deleted: old.length, merged }
}

async function merge(id: string): Promise<boolean> {
  const room = await loadRoom(id)
  if (!room || roomState(room.history).phase !== 'closed') return false
  const summary = JSON.stringify(await makeSummary(room))
  return database()
    .transaction()
    .execute(async (db) => {
      const row = await locked(db.selectFrom('room').select(['version', 'summary']).where('id', '=', id), 'update').executeTakeFirst()
      // Reopened in the meantime, or merged by another process.
      if (!row || row.summary !== null || row.version !== room.history.length - 1) return false
      await db.updateTable('room').set({ summary, code: null }).where('id', '=', id).execute()
      for (const table of ['room_answer', 'room_participant', 'room_note', 'room_why', 'room_steady'] as const)
        await db.deleteFrom(table).where('room_id', '=', id).execute()
      return true
    })
}
