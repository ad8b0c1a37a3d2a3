import 'server-only'
import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
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
/** `own`: the device has entered as many names as it may. */
export type AttendanceResult = 'signed' | 'shut' | 'full' | 'own'

export const LineSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  organisation: z.string().trim().max(120).default(''),
})
type Line = z.infer<typeof LineSchema>

/** How many names one device may enter: its holder's, or those of a table. */
export const linesEach = ({ plan }: LiveRoom): number => (plan.audience === 'tables' ? 12 : 1)
/** More people may come than expected. */
const SPARE = 5
/**
 * How many names devices may enter. A phone that joins anew without its cookie could enter any number, so only the facilitator, who sees
 * the list, makes room for as many again, by opening the sheet again.
 */
export function linesOfDevices(room: LiveRoom): number {
  const states = room.history.map(({ snapshot }) => snapshot.context.state.attendance)
  const openings = states.filter((open, version) => open && !states[version - 1]).length
  return openings * linesOfOpening(room)
}
export const linesOfOpening = (room: LiveRoom): number => linesEach(room) * room.plan.size + SPARE
/** A device's lines are found by its own cookie. Nothing that we store is made from it in the same way, so no line leads to a participant. */
const idsOf = (room: LiveRoom, token: string): string[] =>
  Array.from({ length: linesEach(room) }, (_, n) => createHash('sha256').update(`attendance ${room.id} ${n} ${token}`).digest('base64url'))

/** @param token the device's own; null for the facilitator, who may enter names at any time */
export async function signIn(room: LiveRoom, line: Line, token: string | null): Promise<AttendanceResult> {
  const signed = await exclusively(room, async (db): Promise<AttendanceResult> => {
    if (token !== null && !roomState(room.history).attendance) return 'shut'
    const rows = await db.selectFrom('room_attendance').select('id').where('room_id', '=', room.id).execute()
    const there = new Set(rows.map(({ id }) => id))
    const id = token === null ? newId() : idsOf(room, token).find((one) => !there.has(one))
    if (!id) return 'own'
    const most = linesOfDevices(room)
    if (there.size >= (token === null ? Math.max(most, mostIn(room.plan)) : most)) return 'full'
    await db
      .insertInto('room_attendance')
      .values({ room_id: room.id, id, ...line })
      .execute()
    return 'signed'
  })
  return signed ?? 'shut'
}

export async function ownLines(room: LiveRoom, token: string): Promise<Attendant[]> {
  const own = idsOf(room, token)
  return (await attendants(room.id)).filter(({ id }) => own.includes(id))
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
