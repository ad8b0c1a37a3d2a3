import 'server-only'
import { hashToken } from '../learners'

/** What controls sessions: a browser that holds a host link, by the hash of its token, or an account, on any device. */
export const hostOfToken = (token: string): string => hashToken(token)
export const hostOfUser = (user: string): string => `user:${user}`
export const hostsOf = (token: string | undefined, user: string | undefined): string[] => [...(token ? [hostOfToken(token)] : []), ...(user ? [hostOfUser(user)] : [])]
