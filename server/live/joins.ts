import 'server-only'
import { roomState } from '@/scenarios/engine/live/room'
import type { Participant } from '@/scenarios/engine/live/wire'
import { type Database, database } from '../database'
import { grouped } from './group-commit'
import { limiter } from '../platform/rate-limits'
import { type LiveRoom, exclusively } from './live-room'
import { distinct } from './nicknames'
import type { Plan } from './stored-rooms'
import { counted } from './screens'

/** A whole room joins at once, so joins share commits like answers. */
interface Join {
  room: LiveRoom
  participant: string
  name: string
}
export type JoinResult = 'joined' | 'hands' | 'locked' | 'over' | 'removed' | 'full' | 'busy'

/** How many may join from one address: a whole venue shares one, more people may come than expected, and some lose their cookie. */
export const mostFrom = ({ size }: Pick<Plan, 'size'>): number => 3 * size + 100
/** How many may join in total. It is higher, so that one address cannot take the places of people who were expected. */
export const mostIn = ({ size, rehearsal }: Pick<Plan, 'size' | 'rehearsal'>): number => 4 * size + 150 + rehearsal

/** Repeating it changes nothing: a reload, a second scan, a phone that slept. */
export const join: (wanted: Join) => Promise<JoinResult> = grouped(joinAll)

async function joinAll(group: Join[]): Promise<Exclude<JoinResult, 'busy'>[]> {
  const results = new Map<Join, Exclude<JoinResult, 'busy'>>()
  for (const room of new Set(group.map((g) => g.room))) {
    const wanted = group.filter((g) => g.room === room)
    const fresh = (await exclusively(room, (db) => joinRoom(db, room, wanted, results))) ?? []
    for (const one of fresh) room.people.set(one.id, one)
    counted(room, true)
  }
  // There is no result if the session has been deleted.
  return group.map((one) => results.get(one) ?? 'over')
}

async function joinRoom(
  db: Database,
  room: LiveRoom,
  wanted: Join[],
  results: Map<Join, Exclude<JoinResult, 'busy'>>,
): Promise<Participant[]> {
  const at = Date.now()
  const known = await db
    .selectFrom('room_participant')
    .select(['id', 'removed'])
    .where('room_id', '=', room.id)
    .where(
      'id',
      'in',
      wanted.map((w) => w.participant),
    )
    .execute()
  const removed = new Map(known.map((k) => [k.id, k.removed === 1]))
  const { most, present } = await db
    .selectFrom('room_participant')
    .select((e) => [e.fn.max('number').as('most'), e.fn.count<number>('id').filterWhere('removed', '=', 0).as('present')])
    .where('room_id', '=', room.id)
    .executeTakeFirstOrThrow()
  const names = wanted.some((w) => w.name !== '') ? await namesIn(db, room) : new Set<string>()
  const { locked, phase } = roomState(room.history)
  const fresh = new Map<string, Participant>()
  for (const one of wanted) {
    const { participant: id, name } = one
    if (removed.has(id)) results.set(one, removed.get(id) ? 'removed' : 'joined')
    else if (phase === 'closed') results.set(one, 'over')
    else if (room.plan.audience === 'hands') results.set(one, 'hands')
    else if (locked) results.set(one, 'locked')
    else if (Number(present) + fresh.size >= mostIn(room.plan) && !fresh.has(id)) results.set(one, 'full')
    else {
      results.set(one, 'joined')
      if (fresh.has(id)) continue
      const shown = name === '' ? '' : distinct(name, names)
      names.add(shown.toLowerCase())
      fresh.set(id, { id, name: shown, number: (most ?? 0) + fresh.size + 1, at })
    }
  }
  const people = [...fresh.values()]
  if (people.length > 0)
    await db
      .insertInto('room_participant')
      .values(people.map(({ at: joined_at, ...one }) => ({ room_id: room.id, ...one, joined_at, removed: 0 })))
      .execute()
  return people
}

export async function wasRemoved(room: string, participant: string): Promise<boolean> {
  const rows = database().selectFrom('room_participant').select('removed').where('room_id', '=', room).where('id', '=', participant)
  return (await rows.executeTakeFirst())?.removed === 1
}

/** Reads names from the database, because somebody with that name may have joined through another process. */
async function namesIn(db: Database, room: LiveRoom): Promise<Set<string>> {
  const rows = await db.selectFrom('room_participant').select('name').where('room_id', '=', room.id).where('removed', '=', 0).execute()
  return new Set(rows.map((r) => r.name.toLowerCase()))
}

/** Counts first-time joins per code and address, for as long as a code is valid. A new code starts from zero. */
const joins = limiter('join', 1, 12 * 3600)
/** @returns false if `most` have already joined from there. Give it back if joining fails after all. */
export async function takeJoin(code: string, address: string, most: number): Promise<boolean> {
  const { consumedPoints } = await joins.penalty(`${code} ${address}`)
  if (consumedPoints <= most) return true
  await giveBackJoin(code, address)
  return false
}
export const giveBackJoin = (code: string, address: string): Promise<unknown> => joins.reward(`${code} ${address}`)
