import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { newToken } from '../learners'
import { cookieValue, remember } from '../session'
import { authSecret } from './secret'

/**
 * A browser that has signed in to an account before. Guesses of strangers do not keep it out: it counts its own. The cookie
 * holds a random text and a signature over it and the address; nothing of it is kept here.
 */
/** Accounts that share a browser. */
const MOST = 5

const sign = (email: string, device: string): string => createHmac('sha256', authSecret()).update(`known device\0${email}\0${device}`).digest('base64url')
const isSigned = (email: string, device: string, signature: string): boolean => {
  const [own, given] = [Buffer.from(sign(email, device)), Buffer.from(signature)]
  return own.length === given.length && timingSafeEqual(own, given)
}
const held = async (): Promise<[device: string, signature: string][]> => {
  const text = (await cookieValue('known')) ?? ''
  return text.split('~').slice(0, MOST).flatMap((one) => { const [device, signature] = one.split('.'); return device && signature ? [[device, signature]] : [] })
}

/** What this browser is known by to an account, or null. */
export async function knownDevice(email: string): Promise<string | null> {
  return (await held()).find(([device, signature]) => isSigned(email, device, signature))?.[0] ?? null
}

/** From now on this browser is known to the account. */
export async function rememberKnown(email: string): Promise<void> {
  const others = (await held()).filter(([device, signature]) => !isSigned(email, device, signature))
  const device = newToken()
  await remember('known', [[device, sign(email, device)], ...others].slice(0, MOST).map((one) => one.join('.')).join('~'))
}
