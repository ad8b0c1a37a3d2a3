import 'server-only'
import { notedAt } from '@/scenarios/engine/live/facilitator'
import type { RoomSummary } from '@/scenarios/engine/live/summary'
import { roomState } from '@/scenarios/engine/live/room'
import type { Role } from '../platform/role'
import { database } from '../database'
import { facilitators } from '../organisation/organisation'
import type { LiveRoom } from './live-room'
import { notesOf } from './summary'
import { type NewRoom, type Plan, insertRoom } from './stored-rooms'

/** In this way a rehearsal becomes the session that was rehearsed. Copies nothing that participants sent. */
export async function duplicateRoom(room: LiveRoom, rehearsal: number): Promise<NewRoom> {
  const { scenario, title, variant, structure, texts, names, locale } = room.row
  const notes = { ...room.plan.notes, ...(await notesByPlace(room)) }
  const plan: Plan = { ...room.plan, rehearsal, ...(Object.keys(notes).length > 0 && { notes }) }
  return insertRoom({ scenario, title, variant, structure, texts, names, locale, plan: JSON.stringify(plan) })
}

/** By scene, because every session numbers its moments again. */
async function notesByPlace({ id, row, history }: LiveRoom): Promise<Record<string, string>> {
  const noted = row.summary === null ? await notesOf(id) : notesIn(JSON.parse(row.summary) as RoomSummary)
  return Object.fromEntries(
    Object.entries(noted).flatMap(([moment, text]) =>
      text && history[Number(moment)] ? [[notedAt(roomState(history, Number(moment))), text]] : [],
    ),
  )
}
const notesIn = ({ moments }: RoomSummary): Record<number, string> => Object.fromEntries(moments.map(({ moment, note }) => [moment, note]))

/** Whether somebody may open sessions. If that takes a password, they must have opened this session with it. */
export async function mayDuplicate(id: string, own: string[], roles: readonly Role[]): Promise<boolean> {
  const who = await facilitators()
  if (who !== 'password') return who === 'anyone' || roles.includes('facilitator')
  const row = await database()
    .selectFrom('room_facilitator')
    .select('opened')
    .where('room_id', '=', id)
    .where('facilitator', 'in', own)
    .where('opened', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}
