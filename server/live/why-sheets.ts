import 'server-only'
import { type RoomHistory, roomState } from '@/scenarios/engine/live/room'
import { NO_WHYS, type WhySheet, whysKept } from '@/scenarios/engine/live/whys'
import { type Database, database } from '../database'
import type { Plan } from './stored-rooms'

/**
 * Where the sentences are kept in which people say why they voted as they did. One row holds a moment's, sorted, because the order of rows
 * would tell who came when.
 */
export interface MomentWhys {
  moment: number
  sheet: WhySheet
}
export interface SessionWhys {
  id: string
  plan: Pick<Plan, 'audience' | 'whys'>
  history: RoomHistory
  /** The current moment's, as last read. */
  whys: MomentWhys
}

export const mayHaveWhys = ({ audience, whys }: SessionWhys['plan']): boolean => audience !== 'hands' && whys !== 'off'

export async function sheetOf(room: string, moment: number, db: Database = database()): Promise<WhySheet> {
  const row = await db.selectFrom('room_why').select('body').where('room_id', '=', room).where('moment', '=', moment).executeTakeFirst()
  return row ? (JSON.parse(row.body) as WhySheet) : NO_WHYS
}

export async function writeSheet(room: string, { moment, sheet }: MomentWhys, db: Database): Promise<void> {
  const body = JSON.stringify(sheet)
  await db
    .insertInto('room_why')
    .values({ room_id: room, moment, body })
    .onConflict((c) => c.columns(['room_id', 'moment']).doUpdateSet({ body }))
    .execute()
}

/** Reads the current moment's, which another process may have changed. */
export async function readWhys(room: SessionWhys): Promise<void> {
  if (!mayHaveWhys(room.plan)) return
  const { moment } = roomState(room.history)
  room.whys = { moment, sheet: await sheetOf(room.id, moment) }
}

/** The current moment's for a view; null if the session has none. */
export function sheetNow({ plan, history, whys }: SessionWhys): WhySheet | null {
  if (!mayHaveWhys(plan)) return null
  return whys.moment === roomState(history).moment ? whys.sheet : NO_WHYS
}

/** What a summary keeps, by moment. */
export async function keptWhys(room: string): Promise<Record<number, string[]>> {
  const rows = await database().selectFrom('room_why').select(['moment', 'body']).where('room_id', '=', room).execute()
  return Object.fromEntries(rows.map(({ moment, body }) => [moment, whysKept(JSON.parse(body) as WhySheet)]))
}
