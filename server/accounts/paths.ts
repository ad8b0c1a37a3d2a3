import 'server-only'

/** Where better-auth answers. */
export const AUTH_PATH = '/api/auth'
/** What it calls the organisation's identity provider. */
export const SSO_ID = 'sso'

/** Where one goes on after signing in: an address of our own, or `otherwise`. Whatever a browser could read as another site is none. */
export function ownPath(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return otherwise
  const here = 'http://here.invalid'
  if (!URL.canParse(next, here)) return otherwise
  const url = new URL(next, here)
  // `/.//elsewhere` becomes an address of another site once it is shortened.
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : otherwise
}
