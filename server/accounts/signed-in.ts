import 'server-only'
import { cookieName } from '../http/cookies'

/** Who is signed in by a request's cookies, or null: for what is answered in front of Next. @param look does not prolong the sign-in */
export async function signedInUser(cookie = '', look = false): Promise<string | null> {
  if (!cookie.includes(`${cookieName('account')}.`)) return null
  // Loaded for the first such request: at a start it would keep every phone waiting for half a second.
  const { auth } = await import('./auth')
  const signedIn = await auth().api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: look } })
  return signedIn?.user.id ?? null
}
