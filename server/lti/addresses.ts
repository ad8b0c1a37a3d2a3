import 'server-only'
import { config, publicUrl } from '../platform/config'

/** The addresses that platforms need from us. Null without PUBLIC_URL, because platforms keep these addresses for years. */
export function toolAddresses() {
  const { PUBLIC_URL } = config()
  if (!PUBLIC_URL) return null
  return {
    home: PUBLIC_URL,
    login: `${PUBLIC_URL}/api/lti/login`,
    launch: `${PUBLIC_URL}/api/lti/launch`,
    jwks: (platform: string) => `${PUBLIC_URL}/api/lti/jwks/${platform}`,
    icon: `${PUBLIC_URL}/icon.svg`,
    register: (locale: string, token: string) => `${PUBLIC_URL}/${locale}/lti/register/${token}`,
  }
}
export type ToolAddresses = NonNullable<ReturnType<typeof toolAddresses>>

/** Whether an address is on this server. We refuse a launch that names another, and never redirect to the address that a launch names. */
export const isOurs = (address: string): boolean => URL.canParse(address) && new URL(address).origin === publicUrl()?.origin

/** The name of the cookie that binds a login to its browser. Each login has its own, because a page may contain several frames. */
export const stateCookie = (id: string): string => `${publicUrl()?.protocol === 'https:' ? '__Host-' : ''}lti-${id.slice(0, 16)}`

/** Partitioned, because browsers return only such cookies to a frame on another site. */
export const stateCookieLine = (id: string, value: string, seconds: number): string =>
  `${stateCookie(id)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=None; Partitioned`
