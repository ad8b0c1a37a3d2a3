import 'server-only'
import { limiter, spend, take } from '../platform/rate-limits'

const MINUTES = 60
/** Failures in a quarter of an hour, per account and per network address, which a whole organisation may share. */
const perAccount = limiter('sign-in-account', 10, 15 * MINUTES)
const perAddress = limiter('sign-in-address', 200, 15 * MINUTES)
/** Per account, for all known browsers together, because an attacker can make any number of them. */
const perKnown = limiter('sign-in-known', 30, 15 * MINUTES)
/** Mails an hour that people who are not signed in can trigger: to one address, and from one network. */
const mailsTo = limiter('mail-to', 3, 60 * MINUTES)
const mailsFrom = limiter('mail-from', 100, 60 * MINUTES)

/** What tries are counted by: the account or, for a browser that has signed in to it before, that browser. */
export interface ThrottleKeys {
  account: string
  address: string
  device: string | null
}
const addressOf = ({ address, device }: ThrottleKeys): string => (device ? `known ${address}` : address)
const keyOf = ({ account, device }: ThrottleKeys): string => (device ? `${account} ${device}` : account)

/** Takes the try before the password check, so that guesses sent at once count too. If `wait` is 0, report a success by `succeeded`. */
export async function tryWait(tries: ThrottleKeys): Promise<{ wait: number; locked: boolean }> {
  const wait = Math.max(await spend(perAddress, addressOf(tries)), tries.device ? await spend(perKnown, tries.account) : 0)
  if (wait > 0) return { wait, locked: false }
  const { wait: own, first } = await take(perAccount, keyOf(tries))
  return { wait: own, locked: first }
}
/** Gives the try back, because only failures count. */
export async function succeeded(tries: ThrottleKeys): Promise<void> {
  await Promise.all([
    perAccount.delete(keyOf(tries)),
    perAddress.reward(addressOf(tries), 1),
    tries.device ? perKnown.reward(tries.account, 1) : null,
  ])
}

/** @returns seconds until another mail may be requested, 0 if now */
export async function mailWait(to: string, address: string): Promise<number> {
  const wait = await spend(mailsFrom, address)
  return wait > 0 ? wait : spend(mailsTo, to)
}
