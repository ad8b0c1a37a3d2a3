import 'server-only'
import { publicUrl } from '../platform/config'
import { database } from '../database'
import { hashToken } from '../platform/tokens'
import { limiter, spend } from '../platform/rate-limits'
import { WIDER, widerOf } from './client-network'
import { ADDRESS_HEADER } from './headers'
import { isThisMachine } from './refusal'

/** Every write must come from our own origin, and each writer may send only so many a minute. */
const perWriter = limiter('writer', 240, 60)
// A whole venue may share one address.
const perAddress = limiter('address', 12_000, 60)
const newcomers = limiter('new', 600, 60)
const widerNewcomers = limiter('new-wide', WIDER * 600, 60)

export type WriteRefusal = { status: 403 | 429; retryAfter?: number }

/** Who is writing: the token in the device's cookie, and a way to find out who is signed in. */
export interface Writer {
  device: string | undefined
  person?: () => Promise<string | null>
  /** Asked if neither is known: the browser of somebody who is about to sign in, and has done so before. */
  browser?: () => Promise<string | null>
}

/** Writers neither signed in nor on a known device count as newcomers, together with all others at that address. */
export async function refuseWrite(request: Request, writer: Writer): Promise<WriteRefusal | null> {
  return isSameOrigin((name) => request.headers.get(name)) ? tooMany(request, writer) : { status: 403 }
}

/** Only the limit, for requests that may come from another site: a browser that returns from an identity provider. */
export async function tooMany(request: Request, writer: Writer): Promise<WriteRefusal | null> {
  const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
  const retryAfter = (await spend(perAddress, address)) || (await spendAs(await nameOf(writer), address))
  return retryAfter > 0 ? { status: 429, retryAfter } : null
}
const nameOf = async ({ device, person, browser }: Writer): Promise<string | null> =>
  (await knownDevice(device)) ?? (await person?.()) ?? (await browser?.()) ?? null
const spendAs = (writer: string | null, address: string): Promise<number> => (writer ? spend(perWriter, writer) : spendAsNewcomer(address))
async function spendAsNewcomer(address: string): Promise<number> {
  const wider = widerOf(address)
  return (await spend(newcomers, address)) || (wider === null ? 0 : spend(widerNewcomers, wider))
}

/** Devices looked up recently. We do not store made-up tokens, however many arrive. */
const seen = new Map<string, number>()
const SEEN_FOR = 10 * 60_000
const MOST_SEEN = 20_000

async function knownDevice(token: string | undefined): Promise<string | null> {
  if (!token) return null
  const id = hashToken(token)
  if ((seen.get(id) ?? 0) > Date.now()) return id
  if (!(await database().selectFrom('device').select('id').where('id', '=', id).executeTakeFirst())) return null
  if (seen.size >= MOST_SEEN) seen.clear()
  seen.set(id, Date.now() + SEEN_FOR)
  return id
}

/** Browsers send Origin with every POST. A request without it counts as ours, unless Sec-Fetch-Site says that another site sent it. */
export function isSameOrigin(header: (name: string) => string | null | undefined): boolean {
  const origin = header('origin')
  if (!origin) return !['cross-site', 'same-site'].includes(header('sec-fetch-site') ?? '')
  const ours = publicUrl()
  // If PUBLIC_URL is set, scheme and port must match too. Otherwise, or if it is one that only this machine reaches, at least the host
  // must be the requested one, which `refusalOf` has judged.
  if (ours && !isThisMachine(ours.host)) return origin === ours.origin
  return URL.canParse(origin) && new URL(origin).host === header('host')
}
