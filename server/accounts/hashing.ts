import 'server-only'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { shared } from '../platform/shared'

/** Hashing by scrypt occupies a thread, and files and DNS look-ups share the same four. So only two hash at once. */
const AT_ONCE = 2
const PLACES = 22
export const CROWDED_SECONDS = 5

interface Hashing {
  going: number
  taken: number
  waiting: (() => void)[]
}
const state = shared('hashing', (): Hashing => ({ going: 0, taken: 0, waiting: [] }))

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

export async function ifThereIsRoom<T>(work: () => Promise<T>): Promise<T | null> {
  if (state.taken >= PLACES) return null
  state.taken++
  try {
    return await work()
  } finally {
    state.taken--
  }
}
