import 'server-only'

/** The path of better-auth's endpoints. */
export const AUTH_PATH = '/api/auth'
/** better-auth's id for the organisation's identity provider. */
export const SSO_ID = 'sso'

/** The page to go to after signing in: a path on our own site, or `otherwise` if a browser could read `next` as another site. */
export function ownPath(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return otherwise
  const here = 'http://here.invalid'
  if (!URL.canParse(next, here)) return otherwise
  const url = new URL(next, here)
  // `/.//elsewhere` becomes another site's address once it is normalised.
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : otherwise
}
