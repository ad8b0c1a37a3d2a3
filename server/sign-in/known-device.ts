import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { database } from '../database'
import { newToken } from '../platform/tokens'
import { cookieValue, remember } from '../nextjs/session'
import { authSecret } from '../platform/secret'

/**
 * A known browser counts its own failures, so that strangers' guesses do not lock it out. The cookie holds a random text and a signature
 * over it, the address and the password hash, so a new password makes every browser a stranger. Nothing is stored here.
 */
const MOST = 5

interface Account {
  email: string
  /** The hash; empty if there is none. */
  password: string
}
const accountOf = async (email: string): Promise<Account> => {
  const found = await database()
    .selectFrom('user')
    .innerJoin('account', 'account.userId', 'user.id')
    .select('password')
    .where('email', '=', email)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return { email, password: found?.password ?? '' }
}
const sign = ({ email, password }: Account, device: string): string =>
  createHmac('sha256', authSecret()).update(`known device\0${email}\0${device}\0${password}`).digest('base64url')
const isSigned = (account: Account, device: string, signature: string): boolean => {
  const [own, given] = [Buffer.from(sign(account, device)), Buffer.from(signature)]
  return own.length === given.length && timingSafeEqual(own, given)
}
const held = async (): Promise<[device: string, signature: string][]> => {
  const text = (await cookieValue('known')) ?? ''
  return text
    .split('~')
    .slice(0, MOST)
    .flatMap((one) => {
      const [device, signature] = one.split('.')
      return device && signature ? [[device, signature]] : []
    })
}

export async function knownDevice(email: string): Promise<string | null> {
  const devices = await held()
  if (devices.length === 0) return null
  const account = await accountOf(email)
  return devices.find(([device, signature]) => isSigned(account, device, signature))?.[0] ?? null
}

export async function rememberKnown(email: string): Promise<void> {
  const account = await accountOf(email)
  const others = (await held()).filter(([device, signature]) => !isSigned(account, device, signature))
  const device = newToken()
  await remember(
    'known',
    [[device, sign(account, device)], ...others]
      .slice(0, MOST)
      .map((one) => one.join('.'))
      .join('~'),
  )
}
