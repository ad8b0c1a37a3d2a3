import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const MINUTES = 60
/** Failures in a quarter of an hour: of one account, and of one address, which a whole organisation may share. */
const perAccount = new RateLimiterMemory({ keyPrefix: 'sign-in-account', points: 10, duration: 15 * MINUTES })
const perAddress = new RateLimiterMemory({ keyPrefix: 'sign-in-address', points: 200, duration: 15 * MINUTES })
/** Messages in an hour that somebody who is not signed in has us send: to one address, and asked for from one. */
const mailsTo = new RateLimiterMemory({ keyPrefix: 'mail-to', points: 3, duration: 60 * MINUTES })
const mailsFrom = new RateLimiterMemory({ keyPrefix: 'mail-from', points: 100, duration: 60 * MINUTES })

/** @returns seconds to wait, 0 if it may go on */
async function spend(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
  }
}

/**
 * Takes one try for an account from an address, before the password is looked at: guesses sent all at once count as well.
 * @returns seconds to wait; with 0 the try may be made, and a success is to be told with `succeeded`
 */
export async function tryWait(account: string, address: string): Promise<number> {
  const wait = await spend(perAddress, address)
  if (wait > 0) return wait
  return spend(perAccount, account)
}
/** Only failures count. */
export async function succeeded(account: string, address: string): Promise<void> {
  await Promise.all([perAccount.delete(account), perAddress.reward(address, 1)])
}

/** @returns seconds until another message may be asked for, 0 if now */
export async function mailWait(to: string, address: string): Promise<number> {
  const wait = await spend(mailsFrom, address)
  return wait > 0 ? wait : spend(mailsTo, to)
}
