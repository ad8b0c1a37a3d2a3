import 'server-only'
import { limiter, spend } from '../limits'

const MINUTES = 60
/** Failures in a quarter of an hour: of one account, and of one address, which a whole organisation may share. */
const perAccount = limiter('sign-in-account', 10, 15 * MINUTES)
const perAddress = limiter('sign-in-address', 200, 15 * MINUTES)
/** Messages in an hour that somebody who is not signed in has us send: to one address, and asked for from one. */
const mailsTo = limiter('mail-to', 3, 60 * MINUTES)
const mailsFrom = limiter('mail-from', 100, 60 * MINUTES)

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
