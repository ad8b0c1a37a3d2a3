import 'server-only'
import { rolesOf } from '../accounts/people'
import { hashToken } from '../platform/tokens'
import { facilitators } from '../organisation/organisation'

/**
 * What controls a session: an account, on any device where it is signed in; or, without an account, a browser that opened the session or
 * accepted its facilitator link, by the hash of its token.
 */
const facilitatorOfToken = (token: string): string => hashToken(token)
export const facilitatorOfUser = (user: string): string => `user:${user}`
export const facilitatorsOf = (token: string | undefined, user: string | undefined): string[] => [
  ...(token ? [facilitatorOfToken(token)] : []),
  ...(user ? [facilitatorOfUser(user)] : []),
]

/** Whether an account may control sessions now. If they require the role, an account that lost it controls none. */
export const mayLead = async (user: string): Promise<boolean> =>
  (await facilitators()) !== 'role' || (await rolesOf(user)).includes('facilitator')
