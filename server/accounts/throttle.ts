import 'server-only'
import { WIDER, widerOf } from '../http/client-network'
import { limiter, spend, take } from '../platform/rate-limits'
import { CROWDED_SECONDS, ifThereIsRoom } from './hashing'

const MINUTES = 60
/** Failures in a quarter of an hour, per account and per network address, which a whole organisation may share. */
const perAccount = limiter('sign-in-account', 10, 15 * MINUTES)
const perAddress = limiter('sign-in-address', 200, 15 * MINUTES)
const perWider = limiter('sign-in-wide', WIDER * 200, 15 * MINUTES)
/** Per account, for all known browsers together, because an attacker can make any number of them. */
const perKnown = limiter('sign-in-known', 30, 15 * MINUTES)
/** All tries from known browsers of an account in a minute, right ones too, because each takes a place in the queue. */
const perMinute = limiter('sign-in-minute', 40, MINUTES)
/** Mails an hour that people who are not signed in can trigger: to one address, and from one network. */
const mailsTo = limiter('mail-to', 3, 60 * MINUTES)
const mailsFrom = limiter('mail-from', 100, 60 * MINUTES)

/** What tries are counted by: the account or, for a browser that has signed in to it before, that browser. */
export interface ThrottleKeys {
  account: string
  address: string
  device: string | null
}
/** The device of somebody who is signed in already, whom strangers on the same network must not keep from confirming who they are. */
export const SIGNED_IN = 'signed in'

const keyOf = ({ account, device }: ThrottleKeys): string => (device ? `${account} ${device}` : account)
/** The limits that several accounts or browsers share. A known browser shares none with others on its network, who could use it up. */
function sharedBy({ account, address, device }: ThrottleKeys): [limit: ReturnType<typeof limiter>, key: string][] {
  if (device) return [[perKnown, account]]
  const wider = widerOf(address)
  return wider === null
    ? [[perAddress, address]]
    : [
        [perAddress, address],
        [perWider, wider],
      ]
}

interface TryWait {
  /** Seconds; 0 if the try may go on. */
  wait: number
  /** Whether it is the first of its account or browser that has to wait. */
  locked: boolean
}
/** Takes the try before the password check, so that guesses sent at once count too. If `wait` is 0, report a success by `succeeded`. */
export async function tryWait(tries: ThrottleKeys): Promise<TryWait> {
  const minute = tries.device ? await spend(perMinute, tries.account) : 0
  if (minute > 0) return { wait: minute, locked: false }
  const waits = await Promise.all(sharedBy(tries).map(([limit, key]) => spend(limit, key)))
  const wait = Math.max(...waits)
  if (wait > 0) return { wait, locked: false }
  const { wait: own, first } = await take(perAccount, keyOf(tries))
  return { wait: own, locked: first }
}
const giveBackShared = (tries: ThrottleKeys) => sharedBy(tries).map(([limit, key]) => limit.reward(key, 1))
/** Gives the try back, because only failures count. */
export async function succeeded(tries: ThrottleKeys): Promise<void> {
  await Promise.all([perAccount.delete(keyOf(tries)), ...giveBackShared(tries)])
}

/** As `tryWait`; then checks a password, which takes a place in the queue only after the limits. A try that finds none does not count. */
export async function tryPassword<T>(tries: ThrottleKeys, check: () => Promise<T>): Promise<{ result: T } | TryWait> {
  const asked = await tryWait(tries)
  if (asked.wait > 0) return asked
  const { account, address, device } = tries
  const checked = await ifThereIsRoom({ account: device && account, address }, async () => ({ result: await check() }))
  if (checked) return checked
  await Promise.all([perAccount.reward(keyOf(tries), 1), ...giveBackShared(tries)])
  return { wait: CROWDED_SECONDS, locked: false }
}

/** @returns seconds until another mail may be requested, 0 if now */
export async function mailWait(to: string, address: string): Promise<number> {
  const wait = await spend(mailsFrom, address)
  return wait > 0 ? wait : spend(mailsTo, to)
}
