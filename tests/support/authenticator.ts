import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'

export interface Authenticator {
  /** In periods from now: the server also accepts the codes next to the current one. */
  code(periods?: number): Promise<string>
}

/** @param page the text of the page that shows the key, in groups of four */
export function authenticator(page: string): Authenticator {
  const [key = ''] = /(?:[A-Z2-7]{4} ){8}[A-Z2-7]{1,4}/.exec(page) ?? []
  const secret = new TextDecoder().decode(base32.decode(key.replaceAll(' ', '')))
  return { code: (periods = 0) => createOTP(secret).hotp(Math.floor(Date.now() / 30_000) + periods) }
}
export const codesIn = (page: string): string[] => [...new Set(page.match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g) ?? [])]
