import 'server-only'
import { publicUrl } from '../platform/config'
import { database } from '../database'
import { hashToken } from '../platform/tokens'
import { limiter, spend } from '../platform/limits'
import { WIDER, widerOf } from './client-network'
import { ADDRESS_HEADER } from './headers'

/** What every write passes: the same origin, and a limit on how many in a minute. */
const perWriter = limiter('writer', 240, 60)
// A whole venue may share one address.
const perAddress = limiter('address', 12_000, 60)
const newcomers = limiter('new', 600, 60)
const widerNewcomers = limiter('new-wide', WIDER * 600, 60)

export type Refused = { status: 403 | 429; retryAfter?: number }

/** Who writes: the token in the device's cookie, and how to learn who is signed in. */
export interface Writer {
  device: string | undefined
  person?: () => Promise<string | null>
}

/** null if the write may go on. Whoever is neither a device we know nor signed in counts as a newcomer, with all others from there. */
export async function refuseWrite(request: Request, writer: Writer): Promise<Refused | null> {
  return isSameOrigin((name) => request.headers.get(name)) ? tooMany(request, writer) : { status: 403 }
}

/** The limit alone, for what may come from another site: a browser that an identity provider sends back. */
export async function tooMany(request: Request, { device, person }: Writer): Promise<Refused | null> {
  const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
  const retryAfter =
    (await spend(perAddress, address)) || (await spendAs((await knownDevice(device)) ?? (await person?.()) ?? null, address))
  return retryAfter > 0 ? { status: 429, retryAfter } : null
}
const spendAs = (writer: string | null, address: string): Promise<number> => (writer ? spend(perWriter, writer) : spendAsNewcomer(address))
async function spendAsNewcomer(address: string): Promise<number> {
  const wider = widerOf(address)
  return (await spend(newcomers, address)) || (wider === null ? 0 : spend(widerNewcomers, wider))
}

/** Devices that were looked up lately. A made-up token is none, however often another is made up. */
const seen = new Map<string, number>()
const SEEN_FOR = 10 * 60_000
const MOST_SEEN = 20_000

/** The device of a token, or null where nobody has it. */
async function knownDevice(token: string | undefined): Promise<string | null> {
  if (!token) return null
  const id = hashToken(token)
  if ((seen.get(id) ?? 0) > Date.now()) return id
  if (!(await database().selectFrom('device').select('id').where('id', '=', id).executeTakeFirst())) return null
  if (seen.size >= MOST_SEEN) seen.clear()
  seen.set(id, Date.now() + SEEN_FOR)
  return id
}

/** Browsers send Origin with every post. A request without one comes from no page of another site, or from a browser that tells of the site alone. */
export function isSameOrigin(header: (name: string) => string | null | undefined): boolean {
  const origin = header('origin')
  if (!origin) return !['cross-site', 'same-site'].includes(header('sec-fetch-site') ?? '')
  const ours = publicUrl()
  // Where people reach us, its scheme and port too; where nobody told, at least the host that was asked for.
  if (ours) return origin === ours.origin
  return URL.canParse(origin) && new URL(origin).host === header('host')
}
