import 'server-only'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { launchPath } from '../platform/launch-token'
import { letIn, readLaunch } from './launches'
import { enter, hasSeenDisclosure, openedBy } from './links'
import { type Login, type Refusal, answerKey, answerLogin, endLogin, readLogin } from './login'
import { verifyToken } from './verify'

export type ArrivalResult =
  | { ok: true; login: Login; by: 'cookie' }
  /** The answer is valid, but the browser must still show that it began this login, on a page that only `key` opens. */
  | { ok: true; login: Login; by: null; key: string }
  | { ok: false; reason: Refusal }

export interface Answer {
  state: string
  token: string
  cookie: (id: string) => string | undefined
}

/** Takes the answer of a platform. Its state is used up, whatever the answer says. */
export async function arrive({ state, token, cookie }: Answer, ask: HttpClient = askOutside, now = Date.now()): Promise<ArrivalResult> {
  const login = await readLogin(state, now)
  if (!login || login.claims !== null) return { ok: false, reason: 'over' }
  const verified = await verifyToken(token, login, ask, now)
  if (!verified.ok) {
    await endLogin(login.id)
    return verified
  }
  if (!(await answerLogin(login.id, verified.claims))) return { ok: false, reason: 'over' }
  const answered = { ...login, claims: verified.claims }
  if (cookie(login.id) === state) return { ok: true, login: answered, by: 'cookie' }
  return { ok: true, login: answered, by: null, key: answerKey(state) }
}

/** @param network whose budget pays for an attempt @returns null if it has been let in already */
export async function admit(login: Login, where: { locale: string; network: string }): Promise<string | null> {
  const token = await letIn(login.id)
  if (token === null) return null
  const page = launchPath(where.locale, token)
  const launch = (await readLaunch(token))!
  const { claims, platform } = launch
  if (claims.kind !== 'resource' || !claims.target) return page
  const opens = await openedBy(claims.target, platform, where.locale)
  if (!opens || !(await hasSeenDisclosure(launch, claims, opens))) return page
  const entered = await enter(launch, claims, where)
  return entered.ok ? `${page}/${entered.path}` : page
}
