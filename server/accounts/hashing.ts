import 'server-only'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { shared } from '../platform/shared'

/**
 * Passwords are hashed by scrypt, which takes a thread for a while; files and names of hosts need the same four. So two are hashed
 * at once in a process, and few sign-ins wait.
 */
const AT_ONCE = 2
/** Sign-ins that are going on, those that wait included. */
const PLACES = 22
/** What whoever finds no place is told to wait. */
export const CROWDED_SECONDS = 5

interface Hashing {
  going: number
  taken: number
  waiting: (() => void)[]
}
const state = shared('hashing', (): Hashing => ({ going: 0, taken: 0, waiting: [] }))

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Whoever ends hands its turn on.
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

/** null where too many sign in at this moment. */
export async function ifThereIsRoom<T>(work: () => Promise<T>): Promise<T | null> {
  if (state.taken >= PLACES) return null
  state.taken++
  try {
    return await work()
  } finally {
    state.taken--
  }
}
