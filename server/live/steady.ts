import 'server-only'
import { roomState } from '@/scenarios/engine/live/room'
import type { MomentTotals } from '@/scenarios/engine/live/shown-totals'
import { type Counted, type Waiting, countSteadily, steadyAnswers, steadyTotals } from '@/scenarios/engine/live/steady-totals'
import { momentTotals } from '@/scenarios/engine/live/totals'
import { database } from '../database'
import type { Plan } from './stored-rooms'
import type { SessionTotals } from './totals'

/**
 * Where it is kept what the cockpit counts while a vote is open (`steady-totals.ts`): in the database, so that every process, and every
 * screen that comes back, shows the same.
 */
export interface SteadyRoom extends SessionTotals {
  plan: Pick<Plan, 'audience'>
  waiting: Waiting
  elsewhere: ReadonlyMap<string, Waiting>
  /** The current moment's, for the cockpit; null where all answers count at once. */
  steady: { moment: number; totals: MomentTotals } | null
}
/** Call it after `countMoment`. It counts the moment just left too, because that may come back by *undo*. */
export async function keepSteady(room: SteadyRoom): Promise<void> {
  const { history, plan } = room
  const { moment, phase } = roomState(history)
  const before = roomState(history, Math.max(0, history.length - 2)).moment
  if (plan.audience !== 'phones' || moment === 0 || phase === 'closed') return void (room.steady = null)
  if (before !== moment) await keepMoment(room, before)
  const counted = await keepMoment(room, moment)
  const { answers, present, moves } = room.counted.get(moment) ?? { answers: [], present: 0, moves: null }
  const live = room.totals.get(moment)
  const steady = momentTotals(room.script, history, moment, steadyAnswers(counted, answers), present, moves)
  room.steady = live ? { moment, totals: steadyTotals(live, steady) } : null
}

async function keepMoment(room: SteadyRoom, moment: number): Promise<Counted> {
  const { script, history, waiting, elsewhere } = room
  const last = room.counted.get(moment)
  const old = await database()
    .selectFrom('room_steady')
    .select('body')
    .where('room_id', '=', room.id)
    .where('moment', '=', moment)
    .executeTakeFirst()
  const before = old ? (JSON.parse(old.body) as Counted) : {}
  if (!last) return before
  const state = roomState(history)
  const now = countSteadily(before, last.answers, state.moment === moment ? state : null, [waiting, ...elsewhere.values()], script.crowd)
  const body = JSON.stringify(now)
  if (body === (old?.body ?? '{}') || (await write(room.id, moment, old?.body ?? null, body))) return now
  // Another process was faster.
  return keepMoment(room, moment)
}

async function write(room: string, moment: number, old: string | null, body: string): Promise<boolean> {
  if (old === null) {
    const { numInsertedOrUpdatedRows: n } = await database()
      .insertInto('room_steady')
      .values({ room_id: room, moment, body })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    return (n ?? 0n) > 0n
  }
  const { numUpdatedRows } = await database()
    .updateTable('room_steady')
    .set({ body })
    .where('room_id', '=', room)
    .where('moment', '=', moment)
    .where('body', '=', old)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
