import 'server-only'
import { config, publicUrl } from '../platform/config'

/** What platforms have to know of us; null without PUBLIC_URL, since they keep these addresses for years. */
export function toolAddresses() {
  const { PUBLIC_URL } = config()
  if (!PUBLIC_URL) return null
  return {
    home: PUBLIC_URL,
    login: `${PUBLIC_URL}/api/lti/login`,
    launch: `${PUBLIC_URL}/api/lti/launch`,
    jwks: `${PUBLIC_URL}/api/lti/jwks`,
    register: (locale: string, token: string) => `${PUBLIC_URL}/${locale}/lti/register/${token}`,
  }
}
export type ToolAddresses = NonNullable<ReturnType<typeof toolAddresses>>

/** Whether an address is on this server. A launch that names another is refused, and no launch ever redirects to what it names. */
export const isOurs = (address: string): boolean => URL.canParse(address) && new URL(address).origin === publicUrl()?.origin

/** The name of the cookie that binds a login to its browser; one for each login, since a page may hold several frames. */
export const stateCookie = (id: string): string => `${publicUrl()?.protocol === 'https:' ? '__Host-' : ''}lti-${id.slice(0, 16)}`

/** Partitioned: of the cookies set in a frame of another site, these alone come back. */
export const stateCookieLine = (id: string, value: string, seconds: number): string =>
  `${stateCookie(id)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=None; Partitioned`
