import 'server-only'
import { rolesOf } from '../accounts/people'
import { hashToken } from '../platform/tokens'
import { facilitators } from '../organisation/organisation'

/**
 * What controls sessions: an account, on any device it is signed in on; or, of whoever is not signed in, a browser that opened
 * the session or holds its host link, by the hash of its token.
 */
export const hostOfToken = (token: string): string => hashToken(token)
export const hostOfUser = (user: string): string => `user:${user}`
export const hostsOf = (token: string | undefined, user: string | undefined): string[] => [
  ...(token ? [hostOfToken(token)] : []),
  ...(user ? [hostOfUser(user)] : []),
]

/** Whether an account may control sessions now: where they are for a role, whoever has lost it controls none. */
export const mayLead = async (user: string): Promise<boolean> =>
  (await facilitators()) !== 'role' || (await rolesOf(user)).includes('facilitator')
