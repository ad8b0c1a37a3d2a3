import { LmsUnreachable } from '../../runtime'

/** An xAPI agent. In cmi5 it always has an account. */
export interface Agent {
  objectType?: 'Agent'
  name?: string
  account: { homePage: string; name: string }
}
export interface Launch {
  endpoint: string
  /** Answers once, with the token. */
  fetch: string
  registration: string
  activityId: string
  actor: Agent
  /** The actor exactly as the LMS wrote it, for URLs, because some LMSs compare the text. */
  agent: string
}

/** @param search of the launch URL. @throws LmsUnreachable if it is not a cmi5 launch */
export function launchOf(search: string): Launch {
  const given = new URLSearchParams(search)
  const named = (name: string): string => {
    const value = given.get(name)
    if (!value) throw new LmsUnreachable(`the launch address has no ${name}`)
    return value
  }
  const agent = named('actor')
  return {
    endpoint: web(named('endpoint'), 'endpoint'),
    fetch: web(named('fetch'), 'fetch'),
    registration: named('registration'),
    activityId: named('activityId'),
    actor: actorOf(agent),
    agent,
  }
}

function web(address: string, name: string): string {
  if (!isWeb(address)) throw new LmsUnreachable(`the ${name} of the launch is no address of the web`)
  return address
}
const isWeb = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)

function actorOf(agent: string): Agent {
  const actor = objectIn(agent)
  const account = actor?.account as Partial<Agent['account']> | undefined
  if (typeof account?.homePage !== 'string' || typeof account.name !== 'string')
    throw new LmsUnreachable('the actor of the launch has no account')
  return actor as unknown as Agent
}

/** @returns null for anything but a JSON object */
export function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws LmsUnreachable if there is no token, for example because the URL was used before; then only a new launch by the LMS helps */
export async function fetchToken(address: string): Promise<string> {
  const response = await fetch(address, { method: 'POST', cache: 'no-store' }).catch((fault) => {
    throw new LmsUnreachable(`${fault}`)
  })
  const text = await response.text()
  const token = objectIn(text)?.['auth-token']
  if (!response.ok || typeof token !== 'string' || token === '')
    throw new LmsUnreachable(`no token: ${response.status} ${text.slice(0, 200)}`)
  return token
}

const MODES = { Normal: 'normal', Review: 'review', Browse: 'browse' } as const

/** The part of `LMS.LaunchData` that we need. We ignore `moveOn`: the LMS applies it, and the package sends the same in any case. */
export interface LaunchData {
  contextTemplate: Record<string, unknown>
  session: string
  mode: (typeof MODES)[keyof typeof MODES]
  mastery: number | null
  returns: string | null
}

export const SESSION = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'

/** @throws LmsUnreachable if it is missing, or does not say whether anything may be written */
export function launchDataOf(text: string): LaunchData {
  const data = objectIn(text)
  const { contextTemplate, launchMode, masteryScore, returnURL } = data ?? {}
  const mode = MODES[launchMode as keyof typeof MODES]
  if (!mode || !isObject(contextTemplate)) throw new LmsUnreachable('the launch data has no launchMode or no contextTemplate')
  const session = isObject(contextTemplate.extensions) ? contextTemplate.extensions[SESSION] : undefined
  if (typeof session !== 'string') throw new LmsUnreachable('the launch data has no session id')
  const mastery = masteryScore === undefined || masteryScore === null || masteryScore === '' ? Number.NaN : Number(masteryScore)
  return {
    contextTemplate,
    session,
    mode,
    mastery: mastery >= 0 && mastery <= 1 ? mastery : null,
    returns: typeof returnURL === 'string' && isWeb(returnURL) ? returnURL : null,
  }
}
