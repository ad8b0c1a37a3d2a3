import 'server-only'
import { cookieName } from '../http/cookies'
import { config } from '../platform/config'
import { isDemanded } from './factor-policy'
import { rolesOf } from './people'

/** Whether a request has a cookie of a sign-in at all: to ask better-auth takes a while, and most learners have no account. */
export const hasSignIn = (cookie: string): boolean => cookie.includes(`${cookieName('account')}.`)

/** The user signed in by a request's cookies, or null: for requests answered before Next. @param look does not prolong the sign-in */
export async function signedInUser(cookie = '', look = false): Promise<string | null> {
  if (!hasSignIn(cookie)) return null
  // Loaded on the first such request: at the start it would keep every phone waiting for half a second.
  const { auth } = await import('./auth')
  const signedIn = await auth().api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: look } })
  if (!signedIn) return null
  const { secondFactor } = signedIn.session
  if (secondFactor === 'due') return null
  return secondFactor || !isDemanded(await rolesOf(signedIn.user.id), config().SECOND_FACTOR) ? signedIn.user.id : null
}
