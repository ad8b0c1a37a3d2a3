import 'server-only'
import { config } from '../platform/config'
import { locales } from '../platform/locales'

/** Days until the file expires. It is generated on every request, so the date keeps moving. */
const HOLDS_DAYS = 180

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
