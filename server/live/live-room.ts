import 'server-only'
import type { Joined, Snapshot } from '@/scenarios/engine/live/wire'
import { logged } from '@/scenarios/engine/live/schema'
import { type AnswerCount, type Move, momentState, momentTotals } from '@/scenarios/engine/live/totals'
import { type Counts, countsOf } from '@/scenarios/engine/live/host'
import { type MomentTotals, NO_TOTALS } from '@/scenarios/engine/live/shown'
import type { Screen, RoomScript } from '@/scenarios/engine/live/script'
import { type RoomView, debriefed, roomView } from '@/scenarios/engine/live/view'
import type { RoomCommand } from '@/scenarios/engine/live/room-state'
import { type RoomHistory, command, openRoom, roomState } from '@/scenarios/engine/live/room'
import { type Database, type RoomRow, database } from '../database'
import { type Plan, planOf, readRoom, scriptOf } from './rooms'

/** A session as held by this process: read from the database, and again after another process has written. */
export interface LiveRoom {
  id: string
  row: RoomRow
  plan: Plan
  script: RoomScript
  history: RoomHistory
  /** When each command was carried out; the n-th is at index n − 1. */
  times: number[]
  people: Map<string, Joined>
  /** The number of removals that `people` reflects. */
  removals: number
  /** The totals of each moment, as last counted. */
  totals: Map<number, MomentTotals>
  /** How many are there and have not answered, as last counted; and when a right join code was last refused. */
  waiting: number
  refused: number | null
}

/** @returns null if there is no such session */
export async function loadRoom(id: string): Promise<LiveRoom | null> {
  const row = await readRoom(id)
  if (!row) return null
  const script = await scriptOf(row)
  const room: LiveRoom = {
    id,
    row,
    plan: planOf(row),
    script,
    history: openRoom(script.play),
    times: [],
    people: new Map(),
    removals: row.removals,
    totals: new Map(),
    waiting: 0,
    refused: null,
  }
  await catchUp(room, database())
  await readPeople(room, database())
  await countMoments(room)
  return room
}

/** Reads how the session is planned, which may change until it starts. @returns whether it has */
export async function readPlan(room: LiveRoom): Promise<boolean> {
  const row = await readRoom(room.id)
  if (!row || row.plan === room.row.plan) return false
  room.script = await scriptOf(row)
  room.plan = planOf(row)
  room.row = row
  return true
}

/** Reads the commands that this process has not seen yet. */
export async function catchUp(room: LiveRoom, db: Database): Promise<void> {
  const rows = await db
    .selectFrom('room_command')
    .select(['body', 'at', 'version'])
    .where('room_id', '=', room.id)
    .where('version', '>=', room.history.length)
    .orderBy('version')
    .execute()
  for (const { version, body, at } of rows) {
    // Another request may have caught up in the meantime.
    if (version === room.history.length) take(room, logged(body), at)
  }
}

/** Applies a command from the log. @throws if it does not fit: logs are written by `command` only */
export function take(room: LiveRoom, given: RoomCommand, at: number): void {
  const step = command(room.history, given)
  if (!step.ok) throw new Error(`the log of session ${room.id} does not fit at ${room.history.length}: ${step.reason}`)
  room.history = step.history
  room.times.push(at)
}

/** @returns false if the session no longer exists */
export async function readPeople(room: LiveRoom, db: Database): Promise<boolean> {
  const row = await db.selectFrom('room').select('removals').where('id', '=', room.id).executeTakeFirst()
  if (!row) return false
  const rows = await db
    .selectFrom('room_participant')
    .select(['id', 'name', 'number', 'joined_at'])
    .where('room_id', '=', room.id)
    .where('removed', '=', 0)
    .orderBy('number')
    .execute()
  room.people = new Map(rows.map(({ id, name, number, joined_at: at }) => [id, { id, name, number, at }]))
  room.removals = row.removals
  return true
}

/** Counts the answers of a moment again. */
export async function countMoment(room: LiveRoom, moment: number, db: Database = database()): Promise<MomentTotals> {
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
  const totals = momentTotals(room.script, room.history, moment, answers, Number(present), await movesIn(room, moment, db))
  room.totals.set(moment, totals)
  return totals
}

/** From the first vote to the last, once the last is over: before that they are of no use, and votes are counted often. */
async function movesIn({ id, history }: LiveRoom, moment: number, db: Database): Promise<Move[] | null> {
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

/**
 * Counts what a view needs: the current moment and the one before the last command every time, others on the path once.
 * @param anew whether answers of any moment may have changed
 */
export async function countMoments(room: LiveRoom, anew = false): Promise<void> {
  const now = room.history.length - 1
  const fresh = [now, Math.max(0, now - 1)].map((version) => roomState(room.history, version).moment)
  const needed = new Set([...roomState(room.history).path, ...(debriefed(room.history)?.path ?? []), ...fresh])
  // Keep old totals until they are counted again: a screen opened meanwhile would show nothing.
  if (anew) for (const moment of room.totals.keys()) if (!needed.has(moment)) room.totals.delete(moment)
  for (const moment of needed) {
    if (anew || fresh.includes(moment) || !room.totals.has(moment)) await countMoment(room, moment)
  }
}

export const totalsOf =
  (room: LiveRoom) =>
  (moment: number): MomentTotals =>
    room.totals.get(moment) ?? NO_TOTALS
export const viewOf = (room: LiveRoom, role: Screen): RoomView => roomView(room.script, room.history, totalsOf(room), role)
export const countsNow = (room: LiveRoom, role: Screen): Counts =>
  countsOf(room.script, room.history, totalsOf(room)(roomState(room.history).moment), { ...room, joined: room.people.size }, role)
export const peopleOf = (room: LiveRoom): Joined[] => [...room.people.values()].sort((a, b) => a.number - b.number)

/** Everything a screen needs to start, with fresh counts. */
export async function snapshotOf(room: LiveRoom, role: Screen): Promise<Snapshot> {
  if (role !== 'participant') await countMoment(room, roomState(room.history).moment)
  return {
    now: Date.now(),
    view: viewOf(room, role),
    counts: role === 'participant' ? null : countsNow(room, role),
    people: role === 'host' ? peopleOf(room) : null,
  }
}
