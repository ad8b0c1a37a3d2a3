import 'server-only'

export const AUTH_PATH = '/api/auth'
export const SSO_ID = 'sso'

/** The page to go to after signing in: a path on our own site. If a browser could read `next` as another site, it is `otherwise`. */
export function ownPath(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return otherwise
  const here = 'http://here.invalid'
  if (!URL.canParse(next, here)) return otherwise
  const url = new URL(next, here)
  // Normalised, `/.//elsewhere` becomes another site's address.
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : otherwise
}
