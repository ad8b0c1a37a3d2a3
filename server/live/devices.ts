import 'server-only'
import { createHash } from 'node:crypto'
import { type Device, database } from '../database'
import { facilitatorOfUser, userOfFacilitator } from './facilitators'
import { everywhere } from './open-rooms'

export interface FacilitatorDevice {
  /** Identifies it in a form, but opens nothing. */
  handle: string
  name: string
  device: Device | ''
  since: number
  seen: number
  /** Whether the current request came from it. */
  own: boolean
  /** It opened the session, so only it can end its own control. */
  opened: boolean
}

export function deviceOf(agent: string | null): Device | '' {
  if (!agent) return ''
  if (/iPad|Tablet/.test(agent) || (agent.includes('Android') && !agent.includes('Mobile'))) return 'tablet'
  return /Mobi|iPhone/.test(agent) ? 'phone' : 'computer'
}

export const handleOf = (room: string, facilitator: string): string =>
  createHash('sha256').update(`${room} ${facilitator}`).digest('base64url').slice(0, 22)

/** The opener first, then in the order in which they came. */
export async function devicesOf(room: string, own: string[]): Promise<FacilitatorDevice[]> {
  const rows = await database().selectFrom('room_facilitator').selectAll().where('room_id', '=', room).orderBy('since').execute()
  const users = rows.flatMap(({ facilitator }) => userOfFacilitator(facilitator) ?? [])
  const people = users.length === 0 ? [] : await database().selectFrom('user').select(['id', 'name']).where('id', 'in', users).execute()
  const names = new Map(people.map(({ id, name }) => [facilitatorOfUser(id), name]))
  return rows
    .map(({ facilitator, device, since, seen_at, opened }) => ({
      handle: handleOf(room, facilitator),
      name: names.get(facilitator) ?? '',
      device,
      since,
      seen: seen_at,
      own: own.includes(facilitator),
      opened: opened === 1,
    }))
    .sort((a, b) => Number(b.opened) - Number(a.opened))
}

export type DeviceEndResult = 'ended' | 'unknown' | 'own' | 'opener'

/** Ends the control of one of them. They can come back by the old link until there is a new one. */
export async function endDevice(room: string, handle: string, own: string[]): Promise<DeviceEndResult> {
  const rows = await database().selectFrom('room_facilitator').select(['facilitator', 'opened']).where('room_id', '=', room).execute()
  const found = rows.find(({ facilitator }) => handleOf(room, facilitator) === handle)
  if (!found) return 'unknown'
  if (own.includes(found.facilitator)) return 'own'
  if (found.opened === 1) return 'opener'
  await database().deleteFrom('room_facilitator').where('room_id', '=', room).where('facilitator', '=', found.facilitator).execute()
  void everywhere(room, 'facilitators')
  return 'ended'
}
