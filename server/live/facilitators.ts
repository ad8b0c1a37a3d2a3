import 'server-only'
import { rolesOf } from '../accounts/people'
import { hashToken } from '../platform/tokens'
import { facilitators } from '../organisation/organisation'

export const facilitatorOfUser = (user: string): string => `user:${user}`
/** An account, on any device; or, without one, a browser that opened the session or accepted its link, by the hash of its token. */
export const facilitatorsOf = (token: string | undefined, user: string | undefined): string[] => [
  ...(token ? [hashToken(token)] : []),
  ...(user ? [facilitatorOfUser(user)] : []),
]

/** Whether an account may control sessions now. If they require the role, an account that lost it controls none. */
export const mayLead = async (user: string): Promise<boolean> =>
  (await facilitators()) !== 'role' || (await rolesOf(user)).includes('facilitator')
