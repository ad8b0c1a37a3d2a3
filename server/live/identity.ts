import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { Screen } from '@/scenarios/engine/live/script'
import { signedInUser } from '../accounts/signed-in'
import { database } from '../database'
import { cookieOf } from '../http/cookies'
import { facilitatorsOf, mayLead } from './facilitators'
import type { LiveRoom } from './live-room'
import { isFacilitator, isProjectorKey, participantOf } from './stored-rooms'

export async function viewerOf(
  room: LiveRoom,
  role: Screen,
  key: string | null,
  request: IncomingMessage,
  again = false,
): Promise<string | null> {
  if (role === 'facilitator') return facilitatorIn(room.id, request, again)
  if (role === 'projector') return isProjectorKey(room.id, key) || (await facilitatorIn(room.id, request, again)) ? 'projector' : null
  if (role === 'participant') return participantIn(room, request)
  return null
}

/** @param again whether this only rechecks an open stream, which must not prolong the sign-in */
export async function facilitatorIn(room: string, request: IncomingMessage, again = false): Promise<string | null> {
  const token = cookieOf(request, 'facilitator')
  if (token && (await isFacilitator(room, facilitatorsOf(token, undefined)))) return token
  const user = await signedInUser(request.headers.cookie, again)
  return user && (await isFacilitator(room, facilitatorsOf(undefined, user))) && (await mayLead(user)) ? user : null
}

export async function participantIn(room: LiveRoom, request: IncomingMessage): Promise<string | null> {
  const token = cookieOf(request, 'participant')
  if (!token) return null
  const id = participantOf(room.id, token)
  if (room.people.has(id)) return id
  const row = await database()
    .selectFrom('room_participant')
    .select('removed')
    .where('room_id', '=', room.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && row.removed === 0 ? id : null
}
