import 'server-only'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

/** Limits on how often, each once in a process: Next loads a module several times, and each copy would count for itself. */
const held = globalThis as { secondLookLimiters?: Map<string, RateLimiterMemory> }

/** @param duration in seconds */
export function limiter(name: string, points: number, duration: number): RateLimiterMemory {
  const all = (held.secondLookLimiters ??= new Map())
  const made = all.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration })
  all.set(name, made)
  return made
}

/** @returns seconds to wait, 0 if it may go on */
export async function spend(limit: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limit.consume(key)
    return 0
  } catch (refused) {
    // What refuses may be of the class of another copy of the package.
    if (refused instanceof Error) throw refused
    return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000))
  }
}
