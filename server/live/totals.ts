import 'server-only'
import { type RoomHistory, roomState } from '@/scenarios/engine/live/room'
import type { RoomScript } from '@/scenarios/engine/live/script'
import type { MomentTotals } from '@/scenarios/engine/live/shown-totals'
import { type AnswerCount, type Move, momentState, momentTotals } from '@/scenarios/engine/live/totals'
import { debriefed } from '@/scenarios/engine/live/view'
import { type Database, database } from '../database'

/** What a moment's totals were last computed from. */
export interface LastCount {
  answers: readonly AnswerCount[]
  present: number
  moves: Move[] | null
}

export interface SessionTotals {
  id: string
  script: RoomScript
  history: RoomHistory
  totals: Map<number, MomentTotals>
  /** What they were computed from. */
  counted: Map<number, LastCount>
}

export async function countMoment(room: SessionTotals, moment: number, db: Database = database()): Promise<MomentTotals> {
  const rows = await db
    .selectFrom('room_answer')
    .select(['about', 'body'])
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('room_id', '=', room.id)
    .where('moment', '=', moment)
    .groupBy(['about', 'body'])
    .execute()
  const answers = rows.map(
    ({ about, body, n }): AnswerCount => ({ about, answer: JSON.parse(body) as AnswerCount['answer'], n: Number(n) }),
  )
  // Counted in the database, because others may have joined through another process.
  const { present } = await db
    .selectFrom('room_participant')
    .select((e) => e.fn.countAll<number>().as('present'))
    .where('room_id', '=', room.id)
    .where('removed', '=', 0)
    .executeTakeFirstOrThrow()
  const last = { answers, present: Number(present), moves: await movesIn(room, moment, db) }
  const totals = momentTotals(room.script, room.history, moment, answers, last.present, last.moves)
  room.totals.set(moment, totals)
  room.counted.set(moment, last)
  return totals
}

/** Not before the last vote is over, because nobody needs it then and votes are counted often. */
async function movesIn({ id, history }: SessionTotals, moment: number, db: Database): Promise<Move[] | null> {
  const now = roomState(history)
  const round = momentState(history, moment)?.round ?? 0
  if (round < 2 || (now.moment === moment && ['voting', 'discussing'].includes(now.phase))) return null
  const rows = await db
    .selectFrom('room_answer as a')
    .innerJoin('room_answer as b', (join) =>
      join
        .onRef('b.room_id', '=', 'a.room_id')
        .onRef('b.moment', '=', 'a.moment')
        .onRef('b.participant', '=', 'a.participant')
        .on('b.about', '=', `round-${round}`),
    )
    .select(['a.body as before', 'b.body as after'])
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('a.room_id', '=', id)
    .where('a.moment', '=', moment)
    .where('a.about', '=', 'round-1')
    .groupBy(['a.body', 'b.body'])
    .execute()
  return rows.map(({ before, after, n }) => ({ before: JSON.parse(before), after: JSON.parse(after), n: Number(n) }))
}

/** Counts the current moment and the one before every time, others on the path once. @param recount whether answers of any may have changed */
export async function countMoments(room: SessionTotals, recount = false): Promise<void> {
  const now = room.history.length - 1
  const fresh = [now, Math.max(0, now - 1)].map((version) => roomState(room.history, version).moment)
  const needed = new Set([...roomState(room.history).path, ...(debriefed(room.history)?.path ?? []), ...fresh])
  // Keeps old totals until they are counted again, because a screen opened meanwhile would show nothing.
  if (recount) for (const moment of room.totals.keys()) if (!needed.has(moment)) room.totals.delete(moment)
  for (const moment of needed) {
    if (recount || fresh.includes(moment) || !room.totals.has(moment)) await countMoment(room, moment)
  }
}
