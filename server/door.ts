import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ADDRESS_HEADER } from './page-headers'

/** What every write passes: the same origin, and a limit on how many in a minute. */
const perDevice = new RateLimiterMemory({ keyPrefix: 'device', points: 240, duration: 60 })
// A whole venue may share one address.
const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 12_000, duration: 60 })
const newcomers = new RateLimiterMemory({ keyPrefix: 'new', points: 600, duration: 60 })

export type Refused = { status: 403 | 429; retryAfter?: number }

/** null if the write may go on. `device` is the token in the cookie; without one it counts as a newcomer. */
export async function refuseWrite(request: Request, device: string | undefined): Promise<Refused | null> {
  return isSameOrigin((name) => request.headers.get(name)) ? tooMany(request, device) : { status: 403 }
}

/** The limit alone, for what may come from another site: a browser that an identity provider sends back. */
export async function tooMany(request: Request, device: string | undefined): Promise<Refused | null> {
  try {
    const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
    await perAddress.consume(address)
    await (device ? perDevice.consume(device) : newcomers.consume(address))
    return null
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return { status: 429, retryAfter: Math.ceil(error.msBeforeNext / 1000) }
  }
}

/** Browsers send Origin with every post. A request without one comes from no page of another site. */
export function isSameOrigin(header: (name: string) => string | null | undefined): boolean {
  const origin = header('origin')
  if (!origin) return header('sec-fetch-site') !== 'cross-site'
  return URL.canParse(origin) && new URL(origin).host === header('host')
}

/** Wrong join codes and wrong host links, by address: a whole venue shares one, and some mistype. */
const wrongCodes = new RateLimiterMemory({ keyPrefix: 'code', points: 100, duration: 60 })
/** Seconds until another guess is taken, 0 if now. */
export async function guessesWait(address: string): Promise<number> {
  const spent = await wrongCodes.get(address)
  return spent && spent.remainingPoints <= 0 ? Math.ceil(spent.msBeforeNext / 1000) : 0
}
export const countWrongGuess = (address: string): Promise<unknown> => wrongCodes.penalty(address)
