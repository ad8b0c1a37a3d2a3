import 'server-only'
import type { Participant } from '@/scenarios/engine/live/wire'
import { logged } from '@/scenarios/engine/live/schema'
import { type Counts, countsOf } from '@/scenarios/engine/live/facilitator'
import { type MomentTotals, NO_TOTALS } from '@/scenarios/engine/live/shown-totals'
import type { Screen } from '@/scenarios/engine/live/script'
import { type RoomView, roomView } from '@/scenarios/engine/live/view'
import { type RoomHistory, command, openRoom, roomState } from '@/scenarios/engine/live/room'
import { type Database, type RoomRow, database, locked } from '../database'
import { type Plan, planOf, readRoom, scriptOf } from './stored-rooms'
import type { Viewer } from './sse'
import { countMoments } from './totals'
import { type SteadyRoom, keepSteady } from './steady'
import { NOBODY_WAITS, type Waiting } from '@/scenarios/engine/live/steady-totals'
import { type SessionWhys, readWhys, sheetNow } from './why-sheets'
import { NO_WHYS } from '@/scenarios/engine/live/whys'

/** A session as this process holds it: what was read from the database, who looks at it through this process, and what they were sent. */
export interface LiveRoom extends SteadyRoom, SessionWhys {
  row: RoomRow
  plan: Plan
  /** When each command was carried out. The n-th is at index n − 1. */
  times: number[]
  people: Map<string, Participant>
  /** The number of removals that `people` reflects. */
  removals: number
  refused: number | null

  viewers: Set<Viewer>
  /** What each kind of screen was last sent, by parts of the view, because we do not send unchanged parts again. */
  sent: Map<Screen, { version: number; parts: Map<string, string>; whole: Buffer }>
  /** The version whose totals were last counted and shown. The history may be ahead, because writing reads the log first. */
  shown: number
  /** The participants that all facilitators have been sent; null before the first list. */
  listed: ReadonlySet<string> | null
  peopleChanged: boolean
  /** What to signal to other processes at the next count, and the timer for it. */
  unsaid: 'counts' | 'people' | null
  ticking: NodeJS.Timeout | null

  /** Participants without a stream who asked for the state, and when. See `presence.ts`. */
  polled: Map<string, number>
  /** Who is here and has not answered: through this process, as last signalled, and by other processes. */
  waiting: Waiting
  said: string
  elsewhere: Map<string, Waiting & { at: number }>

  usedAt: number
  deleted: boolean
}

/** @returns null if there is no such session, or its scenario is of an older format */
export async function loadRoom(id: string): Promise<LiveRoom | null> {
  const row = await readRoom(id)
  if (!row) return null
  const script = await scriptOf(row)
  if (!script) return null
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
    counted: new Map(),
    steady: null,
    refused: null,
    whys: { moment: 0, sheet: NO_WHYS },
    viewers: new Set(),
    sent: new Map(),
    shown: 0,
    listed: null,
    peopleChanged: false,
    unsaid: null,
    ticking: null,
    polled: new Map(),
    waiting: NOBODY_WAITS,
    said: '',
    elsewhere: new Map(),
    usedAt: Date.now(),
    deleted: false,
  }
  await catchUp(room, database())
  await readPeople(room, database())
  await countMoments(room)
  await keepSteady(room)
  await readWhys(room)
  room.shown = room.history.length - 1
  return room
}

/** Reads the session's plan, which may change until it starts. @returns whether it has changed */
export async function readPlan(room: LiveRoom): Promise<boolean> {
  const row = await readRoom(room.id)
  if (!row || row.plan === room.row.plan) return false
  const script = await scriptOf(row)
  if (!script) return false
  room.script = script
  room.plan = planOf(row)
  room.row = row
  return true
}

/** No command, join or answer of any process can interrupt it. Reads the log to its end first. @returns null if the session is gone */
export const exclusively = <T>(
  room: LiveRoom,
  run: (db: Database, row: Pick<RoomRow, 'version' | 'plan' | 'summary'>) => Promise<T>,
): Promise<T | null> =>
  database()
    .transaction()
    .execute(async (db) => {
      const row = await locked(
        db.selectFrom('room').select(['version', 'plan', 'summary']).where('id', '=', room.id),
        'update',
      ).executeTakeFirst()
      if (!row) return null
      if (row.version >= room.history.length) await catchUp(room, db)
      return run(db, row)
    })

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
    if (version !== room.history.length) continue
    const step = command(room.history, logged(body))
    if (!step.ok) throw new Error(`the log of session ${room.id} does not fit at ${version}: ${step.reason}`)
    advance(room, step.history, at)
  }
}

export function advance(room: LiveRoom, history: RoomHistory, at: number): void {
  room.history = history
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

export const totalsOf =
  (room: LiveRoom) =>
  (moment: number): MomentTotals =>
    room.totals.get(moment) ?? NO_TOTALS
/** For the facilitator, who sees the current moment's before the room does. */
const steadyOf =
  (room: LiveRoom) =>
  (moment: number): MomentTotals =>
    room.steady?.moment === moment ? room.steady.totals : totalsOf(room)(moment)
export const viewOf = (room: LiveRoom, role: Screen): RoomView =>
  roomView(room.script, room.history, role === 'facilitator' ? steadyOf(room) : totalsOf(room), role, sheetNow(room))
export function countsNow(room: LiveRoom, role: Screen): Counts {
  const { moment } = roomState(room.history)
  return countsOf(room.script, room.history, totalsOf(room)(moment), presenceIn(room), role, steadyOf(room)(moment))
}
const presenceIn = ({ people, waiting, elsewhere, refused }: LiveRoom) => ({
  joined: people.size,
  waiting: [...elsewhere.values()].reduce((sum, there) => sum + there.waiting, waiting.waiting),
  refused,
})
export const peopleOf = (room: LiveRoom): Participant[] => [...room.people.values()].sort((a, b) => a.number - b.number)
