import 'server-only'
import { cache } from 'react'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import { roomState } from '@/scenarios/engine/live/room'
import type { JoinInfo, OwnAnswers } from '@/scenarios/engine/live/wire'
import { database } from '../database'
import { contacts } from '../organisation/organisation'
import { qrOf } from '../platform/qr'
import { ownFacilitators, participantToken, phoneOrigin } from './session'
import { wasRemoved } from '../live/joins'
import type { LiveRoom } from '../live/live-room'
import { passOf } from '../live/passes'
import { liveRoom } from '../live/open-rooms'
import { ownWhys } from '../live/whys'
import { type Plan, isFacilitator, isProjectorKey, participantOf, planOf, readRoom } from '../live/stored-rooms'

/** What pages of a session start from, read once for the page and its title. Each function returns null if the visitor may not see it. */
export const facilitatedRoom = cache(
  async (id: string): Promise<LiveRoom | null> => ((await isFacilitator(id, await ownFacilitators())) ? liveRoom(id) : null),
)

export async function projectedRoom(id: string, key: string | undefined): Promise<LiveRoom | null> {
  const room = await liveRoom(id)
  if (!room) return null
  return isProjectorKey(id, key) || (await isFacilitator(id, await ownFacilitators())) ? room : null
}

export const joinedRoom = cache(async (id: string): Promise<{ room: LiveRoom; name: string; number: number; mine: OwnAnswers } | null> => {
  const [room, token] = [await liveRoom(id), await participantToken()]
  if (!room || !token) return null
  const participant = participantOf(id, token)
  const row = await database()
    .selectFrom('room_participant')
    .select(['name', 'number', 'removed'])
    .where('room_id', '=', id)
    .where('id', '=', participant)
    .executeTakeFirst()
  return row && row.removed === 0 ? { room, name: row.name, number: row.number, mine: await mineIn(room, participant, token) } : null
})

export async function isRemoved(id: string): Promise<boolean> {
  const token = await participantToken()
  return token !== undefined && wasRemoved(id, participantOf(id, token))
}

async function mineIn(room: LiveRoom, participant: string, token: string): Promise<OwnAnswers> {
  const { moment } = roomState(room.history)
  const rows = await database()
    .selectFrom('room_answer')
    .select(['about', 'body'])
    .where('room_id', '=', room.id)
    .where('moment', '=', moment)
    .where('participant', '=', participant)
    .execute()
  const flags = rows.find((r) => r.about === 'flags')
  const whys = await ownWhys(room, token)
  return {
    moment,
    flags: flags ? (JSON.parse(flags.body) as string[]) : [],
    votes: Object.fromEntries(rows.filter((r) => r.about !== 'flags').map(({ about, body }) => [about, JSON.parse(body) as Ballot])),
    ...(Object.keys(whys).length > 0 && { whys }),
  }
}

/** How people join. Read again each time, because the code may have been renewed. Null if the code has expired. */
export async function joinInfo(id: string): Promise<JoinInfo | null> {
  const row = await readRoom(id)
  if (!row?.code || row.code_expires_at <= Date.now()) return null
  const { origin, ...reach } = await phoneOrigin(planOf(row).address)
  return {
    ...reach,
    url: `${origin.replace(/^https?:\/\//, '')}/j`,
    code: `${row.code.slice(0, 4)} ${row.code.slice(4)}`,
    expires: row.code_expires_at,
    qr: qrOf(`${origin}/j/${row.code}?k=${passOf(row)}`),
  }
}

/** As many as people can read on a projector. */
const CONTACTS = 2
/** For the end of a session: whom to report to, and where to play on. If the contacts differ by place, only the contact card shows them. */
export async function afterwards(locale: string, plan: Plan) {
  const all = await contacts()
  const everywhere = all.filter(({ place }) => place === '')
  const { origin, reachable } = await phoneOrigin(plan.address)
  return {
    contacts: (everywhere.length > 0 ? everywhere : new Set(all.map((c) => c.place)).size === 1 ? all : [])
      .slice(0, CONTACTS)
      .map(({ name, phone, email }) => ({ name, ways: [phone, email].filter(Boolean) })),
    selfStudy: reachable ? { address: origin.replace(/^https?:\/\//, ''), qr: qrOf(`${origin}/${locale}`) } : null,
  }
}
