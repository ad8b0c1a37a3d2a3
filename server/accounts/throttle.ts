import 'server-only'
import { limiter, spend, take } from '../platform/limits'

const MINUTES = 60
/** Failures in a quarter of an hour: of one account, and of one address, which a whole organisation may share. */
const perAccount = limiter('sign-in-account', 10, 15 * MINUTES)
const perAddress = limiter('sign-in-address', 200, 15 * MINUTES)
/** Of an account, by all browsers together that have signed in to it before: there is no end to how many one can make. */
const perKnown = limiter('sign-in-known', 30, 15 * MINUTES)
/** Messages in an hour that somebody who is not signed in has us send: to one address, and asked for from one. */
const mailsTo = limiter('mail-to', 3, 60 * MINUTES)
const mailsFrom = limiter('mail-from', 100, 60 * MINUTES)

/** Where tries are counted: of an account for everybody, or, for a browser that has signed in to it before, its own. */
export interface Tries {
  account: string
  address: string
  device: string | null
}
const addressOf = ({ address, device }: Tries): string => (device ? `known ${address}` : address)
const keyOf = ({ account, device }: Tries): string => (device ? `${account} ${device}` : account)

/**
 * Takes one try for an account from an address, before the password is looked at: guesses sent all at once count as well.
 * What strangers try does not count against a known device; what known devices try counts among themselves.
 * @returns seconds to wait, and whether the account is locked by this try; with 0 it may be made, and a success is to be told with `succeeded`
 */
export async function tryWait(tries: Tries): Promise<{ wait: number; locked: boolean }> {
  const wait = Math.max(await spend(perAddress, addressOf(tries)), tries.device ? await spend(perKnown, tries.account) : 0)
  if (wait > 0) return { wait, locked: false }
  const { wait: own, first } = await take(perAccount, keyOf(tries))
  return { wait: own, locked: first }
}
/** Only failures count. */
export async function succeeded(tries: Tries): Promise<void> {
  await Promise.all([
    perAccount.delete(keyOf(tries)),
    perAddress.reward(addressOf(tries), 1),
    tries.device ? perKnown.reward(tries.account, 1) : null,
  ])
}

/** @returns seconds until another message may be asked for, 0 if now */
export async function mailWait(to: string, address: string): Promise<number> {
  const wait = await spend(mailsFrom, address)
  return wait > 0 ? wait : spend(mailsTo, to)
}
