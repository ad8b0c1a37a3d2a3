import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { logged } from '@/scenarios/engine/live/schema'
import { type RoomReport, roomReport } from '@/scenarios/engine/live/report'
import { roomState } from '@/scenarios/engine/live/room'
import { type Database, database } from '../database'
import { type LiveRoom, countMoment, loadRoom, totalsOf } from './live-room'
import { readRoom } from './rooms'

/** The report of a session: computed now, or as stored when its answers were deleted. Null if there is no session. */
export async function reportOf(id: string): Promise<RoomReport | null> {
  const row = await readRoom(id)
  if (!row) return null
  return row.report === null ? makeReport((await loadRoom(id))!) : (JSON.parse(row.report) as RoomReport)
}

export async function makeReport(room: LiveRoom): Promise<RoomReport> {
  const commands = await database().selectFrom('room_command').select('body').where('room_id', '=', room.id).orderBy('version').execute()
  const moments = new Set(room.history.flatMap((_, v) => [...roomState(room.history, v).path]))
  for (const moment of moments) await countMoment(room, moment)
  return roomReport({
    script: room.script,
    history: room.history,
    times: room.times,
    totals: totalsOf(room),
    notes: await notesOf(room.id),
    log: commands.map((c) => logged(c.body)),
    joined: room.people.size,
    createdAt: room.row.created_at,
    rehearsal: room.plan.rehearsal > 0,
  })
}

export async function notesOf(id: string, db: Database = database()): Promise<Record<number, string>> {
  const rows = await db.selectFrom('room_note').select(['moment', 'body']).where('room_id', '=', id).execute()
  return Object.fromEntries(rows.map(({ moment, body }) => [moment, body]))
}

/** One line per option and round. Escapes cells that a spreadsheet would take for formulas. */
export function csvOf({ moments, day, title, nature }: RoomReport): string {
  const rows = moments.flatMap((m) =>
    m.questions.flatMap((q) =>
      m.voted.flatMap((voted, i) =>
        [
          ...q.options.map((o) => ({ option: o.text, votes: o.counts[i] ?? '' })),
          ...(q.other[i] ? [{ option: 'merged: options chosen by fewer than three', votes: q.other[i] }] : []),
        ].map((row) => ({
          day,
          scenario: title,
          nature,
          moment: m.title ?? 'judgement',
          what_if: m.whatIf ? 'yes' : 'no',
          minutes: m.minutes,
          round: i + 1,
          voted: voted ?? 'fewer than five',
          question: q.ask,
          ...row,
          would_tell: m.told[i] ?? '',
          told: m.decided?.told ? 'yes' : 'no',
          leaning_mean: m.leaning ? Math.round(m.leaning.mean * 10) / 10 : '',
          leaning_said: m.leaning?.said ?? '',
          share_without_loss_first: m.sound?.first ?? '',
          share_without_loss_last: m.sound?.last ?? '',
          gain: m.gain?.normalised ?? '',
        })),
      ),
    ),
  )
  return stringify(rows, { header: true, bom: true, escape_formulas: true })
}
