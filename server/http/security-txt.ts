import 'server-only'
import { config } from '../platform/config'
import { locales } from '../platform/locales'

/** After so many days somebody should look whether it still holds; it is made anew all the time. */
const HOLDS_DAYS = 180

/** What /.well-known/security.txt says (RFC 9116), or null where no contact is set. */
export function securityText(now: number): string | null {
  const { SECURITY_CONTACT, PUBLIC_URL } = config()
  if (!SECURITY_CONTACT) return null
  return [
    `Contact: ${SECURITY_CONTACT}`,
    `Expires: ${new Date(now + HOLDS_DAYS * 24 * 3600_000).toISOString()}`,
    `Preferred-Languages: ${locales()
      .filter((locale) => locale !== 'en-XA')
      .join(', ')}`,
    ...(PUBLIC_URL ? [`Canonical: ${PUBLIC_URL}/.well-known/security.txt`] : []),
    '',
  ].join('\n')
}
