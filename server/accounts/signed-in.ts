import 'server-only'
import { cookieName } from '../http/cookies'

/** The user signed in by a request's cookies, or null: for requests answered before Next. @param look does not prolong the sign-in */
export async function signedInUser(cookie = '', look = false): Promise<string | null> {
  if (!cookie.includes(`${cookieName('account')}.`)) return null
  // Loaded on the first such request: at the start it would keep every phone waiting for half a second.
  const { auth } = await import('./auth')
  const signedIn = await auth().api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: look } })
  return signedIn?.user.id ?? null
}
