/** A cmi5 LMS with its LRS over HTTP. It refuses what the standard refuses, and fails when a test asks for it. */
import { createHash, randomUUID } from 'node:crypto'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type StatementContext, type LmsSession, type XapiStatement, SESSION_ID, refusalOf, verbOf } from './cmi5-rules'

export interface Settings {
  masteryScore: number | null
  returnURL: string | null
  /** Whether replacing a document requires the replaced version, and whether a page may read that version. */
  isVersioned: boolean
  showsVersions: boolean
  template: Record<string, unknown>
}
/** The request gets no answer before or after it was carried out, or the LMS is busy or refuses it. */
export type Fault = 'before' | 'after' | 'busy' | 'unwanted' | null

export interface Lms {
  /** The query of a launch URL, for a new session. One that is still open counts as abandoned. */
  launch(mode?: LmsSession['mode']): string
  refused: string[]
  statements: XapiStatement[]
  verbs(): string[]
  session(): LmsSession
  documents: Map<string, string>
  requests(): number
  failing(fault: (n: number, method: string, path: string, body: string) => Fault): void
  /** Takes so many milliseconds for each answer. */
  slow(milliseconds: number): void
  stop(): Promise<void>
}

const ACTOR = { objectType: 'Agent', name: 'A Learner', account: { homePage: 'https://lms.example/', name: 'learner 1+2' } }
const REGISTRATION = 'b0d7a3c4-5b0e-4c62-9d7e-0f4cf2b1a001'
const ACTIVITY = 'https://lms.example/activities/1f5c'
const AGENT = JSON.stringify(ACTOR)
const GROUPING = [{ objectType: 'Activity', id: 'urn:uuid:7a3c' }]
const etagOf = (text: string): string => `"${createHash('sha1').update(text).digest('hex')}"`

/** What a page of another site may send and read: only what every LMS must allow. */
const CROSS_SITE = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT',
  'access-control-allow-headers': 'authorization, content-type, x-experience-api-version',
}

interface Request {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: string
}
interface Reply {
  status: number
  body?: string
  etag?: string
}
class Refusal extends Error {
  constructor(
    readonly status: number,
    requirement: string,
  ) {
    super(requirement)
  }
}

export async function startLms(given: Partial<Settings> = {}): Promise<Lms> {
  const settings: Settings = {
    ...{ masteryScore: 0.7, returnURL: 'https://lms.example/back', isVersioned: false, showsVersions: true, template: {} },
    ...given,
  }
  const lms: Memory = { settings, sessions: [], statements: [], documents: new Map() }
  const refused: string[] = []
  let count = 0
  let wait = 0
  let faultOf: Parameters<Lms['failing']>[0] = () => null

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(CROSS_SITE)) response.setHeader(name, value)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    const url = new URL(request.url!, 'http://lms')
    const n = ++count
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (wait > 0) await pause(wait)
    const fault = faultOf(n, request.method!, url.pathname, Buffer.concat(chunks).toString())
    if (fault === 'before') return void response.destroy()
    if (fault === 'busy' || fault === 'unwanted') return void response.writeHead(fault === 'busy' ? 503 : 403).end()
    let reply: Reply
    try {
      reply = answer(lms, { method: request.method!, url, headers: request.headers, body: Buffer.concat(chunks).toString() })
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      refused.push(`${request.method} ${url.pathname} ${refusal.message}`)
      reply = { status: refusal.status, body: refusal.message }
    }
    if (fault === 'after') return void response.destroy()
    const { status, body, etag } = reply
    response.writeHead(status, { 'content-type': 'application/json', ...(etag && { etag }) }).end(body)
  }
  const server: Server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const base = `http://localhost:${(server.address() as AddressInfo).port}`

  return {
    launch(mode = 'Normal') {
      const { token } = begin(lms, mode)
      const query = { fetch: `${base}/fetch?once=${token}`, endpoint: `${base}/lrs/`, actor: AGENT, registration: REGISTRATION }
      return `?${new URLSearchParams({ ...query, activityId: ACTIVITY })}`
    },
    refused,
    statements: lms.statements,
    verbs: () => lms.statements.map(verbOf),
    session: () => lms.sessions.at(-1)!,
    documents: lms.documents,
    requests: () => count,
    failing(fault) {
      faultOf = fault
      count = 0
    },
    slow(milliseconds) {
      wait = milliseconds
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

interface Memory {
  settings: Settings
  sessions: LmsSession[]
  statements: XapiStatement[]
  documents: Map<string, string>
}

function templateOf({ settings: { template: more } }: Memory, { id }: LmsSession): StatementContext['template'] {
  const { contextActivities: lists = {}, extensions = {} } = more as Partial<StatementContext['template']>
  const contextActivities = { ...lists, grouping: [...GROUPING, ...(lists.grouping ?? [])] }
  return { ...more, contextActivities, extensions: { ...extensions, [SESSION_ID]: id } }
}

function begin(memory: Memory, mode: LmsSession['mode']): LmsSession {
  const { settings, sessions, documents } = memory
  const { masteryScore, returnURL } = settings
  for (const session of sessions) if (!session.isTerminated) session.isAbandoned = true
  const session: LmsSession = {
    ...{ id: randomUUID(), token: randomUUID(), isFetched: false, mode, masteryScore, hasPreferences: false },
    ...{ isTerminated: false, isAbandoned: false, verbs: [], times: [] },
  }
  sessions.push(session)
  const more = { ...(masteryScore !== null && { masteryScore }), ...(returnURL !== null && { returnURL }) }
  documents.set(
    'LMS.LaunchData',
    JSON.stringify({ contextTemplate: templateOf(memory, session), launchMode: mode, moveOn: 'CompletedAndPassed', ...more }),
  )
  return session
}

function answer(memory: Memory, request: Request): Reply {
  const path = request.url.pathname
  if (path === '/fetch') return tokenOf(memory, request)
  const session = sessionOf(memory, request)
  if (request.headers['x-experience-api-version'] !== '1.0.3') throw new Refusal(400, 'xAPI: version')
  if (path === '/lrs/statements') return statementsApi(memory, request, session)
  if (path === '/lrs/activities/state') return stateApi(memory, request)
  if (path === '/lrs/agents/profile') return profileApi(request, session)
  throw new Refusal(404, 'no such resource')
}

function tokenOf({ sessions }: Memory, { method, url }: Request): Reply {
  const session = sessions.find((s) => s.token === url.searchParams.get('once'))
  if (method !== 'POST' || !session) throw new Refusal(400, '8.2.1.0-2 (d) fetch')
  // cmi5 has no HTTP error for a used address.
  if (session.isFetched) return { status: 200, body: JSON.stringify({ 'error-code': '1', 'error-text': 'already in use' }) }
  session.isFetched = true
  return { status: 200, body: JSON.stringify({ 'auth-token': btoa(session.token) }) }
}

function sessionOf({ sessions }: Memory, { headers }: Request): LmsSession {
  const session = sessions.find((s) => headers.authorization === `Basic ${btoa(s.token)}` && s.isFetched)
  if (!session) throw new Refusal(401, '8.1.2.0-5 (d) authorization')
  if (session.isTerminated || session.isAbandoned) throw new Refusal(403, '8.1.2.0-2 (d) the session is over')
  return session
}

function statementsApi(memory: Memory, { method, url, body }: Request, session: LmsSession): Reply {
  if (method === 'POST') return take(memory, JSON.parse(body), session)
  const found = memory.statements.find(({ id }) => id === url.searchParams.get('statementId'))
  return found ? { status: 200, body: JSON.stringify(found) } : { status: 404 }
}

function take(memory: Memory, statement: XapiStatement, session: LmsSession): Reply {
  const { statements } = memory
  const registered = statements.map(verbOf)
  const broken = refusalOf(statement, {
    ...{ session, registered, template: templateOf(memory, session), actor: ACTOR, registration: REGISTRATION, activityId: ACTIVITY },
  })
  if (broken) throw new Refusal(broken.startsWith('xAPI') ? 400 : 403, broken)
  const before = statements.find(({ id }) => id === statement.id)
  if (before) return { status: isDeepStrictEqual(before, statement) ? 200 : 409 }
  statements.push(statement)
  session.verbs.push(verbOf(statement))
  session.times.push(Date.parse(statement.timestamp))
  session.isTerminated = verbOf(statement) === 'terminated'
  return { status: 200, body: JSON.stringify([statement.id]) }
}

function stateApi({ documents, settings: { isVersioned, showsVersions } }: Memory, { method, url, headers, body }: Request): Reply {
  const { activityId, registration, agent, stateId } = Object.fromEntries(url.searchParams)
  if (activityId !== ACTIVITY || registration !== REGISTRATION || agent !== AGENT || !stateId)
    throw new Refusal(403, '8.1.3.0-3 (d), 8.1.4.0-3 (d) whose document')
  const before = documents.get(stateId)
  if (method === 'GET')
    return before === undefined ? { status: 404 } : { status: 200, body: before, ...(showsVersions && { etag: etagOf(before) }) }
  if (stateId === 'LMS.LaunchData') throw new Refusal(403, '10.2.1.0-5 (d) the launch data is the LMS’s')
  if (headers['content-type'] !== 'application/json') throw new Refusal(400, 'xAPI: a document without its type')
  const { 'if-match': match, 'if-none-match': none } = headers
  if (match !== undefined && (before === undefined || (match !== '*' && match !== etagOf(before)))) return { status: 412 }
  if (none !== undefined && before !== undefined) return { status: 412 }
  if (isVersioned && before !== undefined && match === undefined) return { status: 409 }
  documents.set(stateId, body)
  return { status: 204 }
}

function profileApi({ url }: Request, session: LmsSession): Reply {
  if (url.searchParams.get('agent') !== AGENT || url.searchParams.get('profileId') !== 'cmi5LearnerPreferences')
    throw new Refusal(403, '11.0.0.0-1 (d) whose preferences')
  session.hasPreferences = true
  return { status: 404 }
}
