import 'server-only'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { widerOf } from '../http/client-network'
import { shared } from '../platform/shared'

/** Hashing by scrypt occupies a thread, and files and DNS look-ups share the same four. So only two hash at once. */
const AT_ONCE = 2
/** Who waits for a password at most: all together, those whom nobody knows yet, and each network and account. */
const PLACES = { all: 36, strangers: 20, strangersOfNetwork: 10, knownOfNetwork: 12, account: 4 }
export const CROWDED_SECONDS = 5

interface Hashing {
  going: number
  taken: Map<string, number>
  waiting: (() => void)[]
}
const state = shared('hashing', (): Hashing => ({ going: 0, taken: new Map(), waiting: [] }))

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // The one that finishes passes its turn to the next.
  if (state.going < AT_ONCE) state.going++
  else await new Promise<void>((go) => state.waiting.push(go))
  try {
    return await work()
  } finally {
    const next = state.waiting.shift()
    if (next) next()
    else state.going--
  }
}
export const hash = (password: string): Promise<string> => inTurn(() => hashPassword(password))
export const verify = (given: { hash: string; password: string }): Promise<boolean> => inTurn(() => verifyPassword(given))

/** Who wants a password hashed. `account`: of somebody signed in, on a browser that has signed in to it before, or with a link; else null. */
export interface Hasher {
  account: string | null
  /** As in `ADDRESS_HEADER`. */
  address: string
}
function sharesOf({ account, address }: Hasher): [share: string, most: number][] {
  const network = widerOf(address) ?? address
  return account === null
    ? [
        ['all', PLACES.all],
        ['strangers', PLACES.strangers],
        [`strangers ${network}`, PLACES.strangersOfNetwork],
      ]
    : [
        ['all', PLACES.all],
        [`known ${network}`, PLACES.knownOfNetwork],
        [`account ${account}`, PLACES.account],
      ]
}

/** Ask the limits on tries first. @returns null if too many wait already: of all, of strangers, of this network or for this account */
export async function ifThereIsRoom<T>(hasher: Hasher, work: () => Promise<T>): Promise<T | null> {
  const shares = sharesOf(hasher)
  const takenOf = (share: string) => state.taken.get(share) ?? 0
  if (shares.some(([share, most]) => takenOf(share) >= most)) return null
  for (const [share] of shares) state.taken.set(share, takenOf(share) + 1)
  try {
    return await work()
  } finally {
    for (const [share] of shares) {
      if (takenOf(share) > 1) state.taken.set(share, takenOf(share) - 1)
      else state.taken.delete(share)
    }
  }
}
