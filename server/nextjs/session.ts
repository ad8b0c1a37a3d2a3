import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { currentPerson, has, secondFactorPage } from './current-person'
import { learnerOfUser } from '../accounts/people'
import { mayStart } from '../platform/budgets'
import { ADDRESS_HEADER, isSecure } from '../http/headers'
import { networkHosts } from '../http/own-addresses'
import { isThisMachine } from '../http/refusal'
import { learnerOf, newLearner } from '../learning/learners'
import { learnerOfLaunch } from '../lti/launches'
import { launchToken } from '../platform/launch-token'
import { newToken } from '../platform/tokens'
import { config } from '../platform/config'
import { DEFAULT_LOCALE } from '../platform/locales'
import { type Cookie, cookieName, hasPrefix } from '../http/cookies'
import { facilitatorsOf, mayLead } from '../live/facilitators'

const LIFE = 400 * 24 * 3600

/** Of the launch that the request is part of, otherwise of the signed-in account, otherwise of this device. */
export const currentLearner = cache(async (): Promise<string | null> => {
  const token = launchToken()
  if (token !== null) return learnerOfLaunch(token)
  const person = await currentPerson()
  // If everybody must have a second factor, an account opens nothing without one.
  if (person?.lacksFactor && !has(person, 'learner')) redirect(secondFactorPage(DEFAULT_LOCALE))
  return person ? learnerOfUser(person.id) : anonymousLearner()
})
export const anonymousLearner = cache(async (): Promise<string | null> => learnerOf(await deviceToken()))

export const deviceToken = async (): Promise<string | undefined> => cookieValue('learner')

/** The learner of this request, created if there is none. It sets the cookie, so only route handlers can use it. */
export async function ensureLearner(): Promise<string> {
  const known = await currentLearner()
  if (known) return known
  const { learner, token } = await newLearner()
  await rememberDevice(token)
  return learner
}

export const mayStartHere = async (request: Request): Promise<boolean> =>
  (await currentPerson()) !== null || mayStart(request.headers.get(ADDRESS_HEADER) ?? 'unknown')

export const rememberDevice = (token: string): Promise<void> => remember('learner', token)

export async function ownFacilitators(): Promise<string[]> {
  const person = await currentPerson()
  return facilitatorsOf(await facilitatorToken(), person && !person.lacksFactor && (await mayLead(person.id)) ? person.id : undefined)
}
const facilitatorToken = (): Promise<string | undefined> => cookieValue('facilitator')
/** Only a signed-in account, because the computer may be shared; otherwise the browser. Sets a cookie: only for route handlers. */
export async function ensureFacilitators(): Promise<string[]> {
  const person = await currentPerson()
  if (person && !person.lacksFactor) return facilitatorsOf(undefined, person.id)
  const token = (await facilitatorToken()) ?? newToken()
  await remember('facilitator', token)
  return facilitatorsOf(token, undefined)
}
export const participantToken = (): Promise<string | undefined> => cookieValue('participant')

export const cookieValue = async (name: Cookie): Promise<string | undefined> => (await cookies()).get(cookieName(name))?.value

/** Stores a token in this browser for 400 days. It sets the cookie, so only route handlers can use it. */
export async function remember(name: Cookie, token: string): Promise<void> {
  const kept = await cookies()
  kept.set(cookieName(name), token, { httpOnly: true, sameSite: 'lax', secure: hasPrefix() || (await overTls()), path: '/', maxAge: LIFE })
}

export const forgetCookie = (): Promise<void> => dropCookies((name) => name === cookieName('learner'))

/** Deletes cookies by name. A prefixed cookie is deleted only by a Set-Cookie with the same strict attributes. */
export async function dropCookies(named: (name: string) => boolean): Promise<void> {
  const kept = await cookies()
  for (const { name } of kept.getAll().filter((cookie) => named(cookie.name)))
    kept.set(name, '', { path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__'), maxAge: 0 })
}

const overTls = async (): Promise<boolean> => isSecure({ headers: Object.fromEntries(await headers()) })

/** Where phones reach us: our own address, or if only this machine reaches that, one of this machine's. */
export async function phoneOrigin(chosen?: string): Promise<Pick<JoinInfo, 'reachable' | 'addresses'> & { origin: string }> {
  const origin = await ownOrigin()
  const { protocol, host, hostname } = new URL(origin)
  if (!isThisMachine(host)) return { origin, reachable: true, addresses: [] }
  const hosts = networkHosts()
  const addresses = [...hosts.filter((one) => one === chosen), ...hosts.filter((one) => one !== chosen)]
  const first = addresses[0]
  return { origin: first ? `${protocol}//${host.replace(hostname, first)}` : origin, reachable: first !== undefined, addresses }
}

export const ownOrigin = async (): Promise<string> =>
  config().PUBLIC_URL ?? `${(await overTls()) ? 'https' : 'http'}://${(await headers()).get('host')}`
