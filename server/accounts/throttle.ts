import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const MINUTES = 60
/** Failures in a quarter of an hour: of one account, and of one address, which a whole organisation may share. */
const perAccount = new RateLimiterMemory({ keyPrefix: 'sign-in-account', points: 10, duration: 15 * MINUTES })
const perAddress = new RateLimiterMemory({ keyPrefix: 'sign-in-address', points: 200, duration: 15 * MINUTES })
/** Messages in an hour that somebody who is not signed in has us send: to one address, and asked for from one. */
const mailsTo = new RateLimiterMemory({ keyPrefix: 'mail-to', points: 3, duration: 60 * MINUTES })
const mailsFrom = new RateLimiterMemory({ keyPrefix: 'mail-from', points: 100, duration: 60 * MINUTES })

/** @returns seconds to wait, 0 if it may go on; and whether this is the first that has to */
async function spend(limiter: RateLimiterMemory, key: string): Promise<{ wait: number; first: boolean }> {
  try {
    await limiter.consume(key)
    return { wait: 0, first: false }
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return { wait: Math.max(1, Math.ceil(error.msBeforeNext / 1000)), first: error.consumedPoints === limiter.points + 1 }
  }
}

/** Where tries are counted: of an account for everybody, or, for a browser that has signed in to it before, its own. */
export interface Tries { account: string; address: string; device: string | null }
const keyOf = ({ account, device }: Tries): string => (device ? `${account} ${device}` : account)

/**
 * Takes one try for an account from an address, before the password is looked at: guesses sent all at once count as well.
 * What strangers try does not count against a known device.
 * @returns seconds to wait, and whether the account is locked by this try; with 0 it may be made, and a success is to be told with `succeeded`
 */
export async function tryWait(tries: Tries): Promise<{ wait: number; locked: boolean }> {
  const { wait } = tries.device ? { wait: 0 } : await spend(perAddress, tries.address)
  if (wait > 0) return { wait, locked: false }
  const { wait: own, first } = await spend(perAccount, keyOf(tries))
  return { wait: own, locked: first }
}
/** Only failures count. */
export async function succeeded(tries: Tries): Promise<void> {
  await Promise.all([perAccount.delete(keyOf(tries)), tries.device ? null : perAddress.reward(tries.address, 1)])
}

/** @returns seconds until another message may be asked for, 0 if now */
export async function mailWait(to: string, address: string): Promise<number> {
  const { wait } = await spend(mailsFrom, address)
  return wait > 0 ? wait : (await spend(mailsTo, to)).wait
}
