import 'server-only'
import { hasLeft } from '../accounts/leave'
import { rolesOf } from '../accounts/people'
import { database } from '../database'
import { hashToken } from '../platform/tokens'
import { facilitators } from '../organisation/organisation'

const USER = 'user:'
export const facilitatorOfUser = (user: string): string => USER + user
/** Null for a browser without an account. */
export const userOfFacilitator = (facilitator: string): string | null =>
  facilitator.startsWith(USER) ? facilitator.slice(USER.length) : null
/** An account, on any device; or, without one, a browser that opened the session or accepted its link, by the hash of its token. */
export const facilitatorsOf = (token: string | undefined, user: string | undefined): string[] => [
  ...(token ? [hashToken(token)] : []),
  ...(user ? [facilitatorOfUser(user)] : []),
]

/** Whether an account may control sessions now. If they require the role, an account that lost it controls none. */
export const mayLead = async (user: string): Promise<boolean> =>
  (await facilitators()) !== 'role' || (await rolesOf(user)).includes('facilitator')

/**
 * Whether a session may be controlled at all: an account that controls it still may, or it was opened without one. A browser that came by
 * its link has no role that could be taken away, so it controls the session only as long as this holds.
 */
export async function isLed(room: string): Promise<boolean> {
  const rows = await database().selectFrom('room_facilitator').select(['facilitator', 'opened']).where('room_id', '=', room).execute()
  for (const { facilitator, opened } of rows) {
    const user = userOfFacilitator(facilitator)
    if (user === null ? opened === 1 : (await mayLead(user)) && !(await hasLeft(user))) return true
  }
  return false
}
