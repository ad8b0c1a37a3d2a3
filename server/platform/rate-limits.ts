import 'server-only'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { shared } from './shared'

/** A rate limit, counted in this process. @param duration in seconds */
export const limiter = (name: string, points: number, duration: number): RateLimiterMemory =>
  shared(`limit ${name}`, () => new RateLimiterMemory({ keyPrefix: name, points, duration }))

/** @returns seconds to wait, 0 if it may go on; and whether it is the first to exceed the limit */
export async function take(limit: RateLimiterMemory, key: string): Promise<{ wait: number; first: boolean }> {
  try {
    await limit.consume(key)
    return { wait: 0, first: false }
  } catch (refused) {
    // The rejection may be an instance of another copy of the package's class, so instanceof RateLimiterRes would not work.
    if (refused instanceof Error) throw refused
    const { msBeforeNext, consumedPoints } = refused as RateLimiterRes
    return { wait: Math.max(1, Math.ceil(msBeforeNext / 1000)), first: consumedPoints === limit.points + 1 }
  }
}
export const spend = async (limit: RateLimiterMemory, key: string): Promise<number> => (await take(limit, key)).wait
