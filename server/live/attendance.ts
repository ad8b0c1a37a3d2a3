import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { roomState } from '@/scenarios/engine/live/room'
import { database } from '../database'
import { newId } from '../platform/tokens'
import { mostIn } from './joins'
import { type LiveRoom, exclusively } from './live-room'

/** Nothing leads to a participant or an answer, or says when or in which order people came. */
export interface Attendant {
  id: string
  name: string
  organisation: string
}
export type AttendanceResult = 'signed' | 'shut' | 'full'

export async function signIn(room: LiveRoom, { name, organisation }: Omit<Attendant, 'id'>): Promise<AttendanceResult> {
  const signed = await exclusively(room, async (db): Promise<AttendanceResult> => {
    if (!roomState(room.history).attendance) return 'shut'
    const { n } = await db
      .selectFrom('room_attendance')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('room_id', '=', room.id)
      .executeTakeFirstOrThrow()
    if (Number(n) >= mostIn(room.plan)) return 'full'
    await db.insertInto('room_attendance').values({ room_id: room.id, id: newId(), name, organisation }).execute()
    return 'signed'
  })
  return signed ?? 'shut'
}

/** Sorted by name, and then by random ids, so that the order reveals nothing. */
export async function attendants(room: string): Promise<Attendant[]> {
  const rows = await database().selectFrom('room_attendance').select(['id', 'name', 'organisation']).where('room_id', '=', room).execute()
  return rows.sort((a, b) => a.name.localeCompare(b.name) || a.organisation.localeCompare(b.organisation) || (a.id < b.id ? -1 : 1))
}

export const strike = (room: string, id: string): Promise<unknown> =>
  database().deleteFrom('room_attendance').where('room_id', '=', room).where('id', '=', id).execute()

/** Escapes cells that a spreadsheet would take for formulas. */
export const attendanceCsv = (list: readonly Attendant[]): string =>
  stringify(
    list.map(({ name, organisation }) => ({ name, organisation })),
    { header: true, columns: ['name', 'organisation'], bom: true, escape_formulas: true },
  )

/** A file name with the session and the day, encoded for a header, because a name may contain any letter. */
export const attendanceFile = (session: string, at: number): string =>
  encodeURIComponent(`${session} ${new Date(at).toISOString().slice(0, 10)} attendance.csv`).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )
