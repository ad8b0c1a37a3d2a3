import 'server-only'
import { cookieName } from '../http/cookies'
import { config } from '../platform/config'
import { isDemanded } from './factor-policy'
import { rolesOf } from './people'

/** Whether a request has a sign-in cookie at all. Asking better-auth takes a while, and most learners have no account. */
export const hasSignIn = (cookie: string): boolean => cookie.includes(`${cookieName('account')}.`)

/** The user signed in by a request's cookies, or null, for requests that we answer before Next. @param look does not prolong the sign-in */
export async function signedInUser(cookie = '', look = false): Promise<string | null> {
  if (!hasSignIn(cookie)) return null
  // Loaded at the first such request, because loading it at the start would delay every phone by half a second.
  const { auth } = await import('./auth')
  const signedIn = await auth().api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: look } })
  if (!signedIn) return null
  const { secondFactor } = signedIn.session
  if (secondFactor === 'due') return null
  return secondFactor || !isDemanded(await rolesOf(signedIn.user.id), config().SECOND_FACTOR) ? signedIn.user.id : null
}
