import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { stringifySetCookie } from 'cookie'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import type { z } from 'zod'
import { readAnswer } from '@/scenarios/engine/live/answer-form'
import { AnswerSchema, CommandSchema, DeskSchema } from '@/scenarios/engine/live/schema'
import type { Role } from '@/scenarios/engine/live/script'
import { signedInUser } from '../accounts/signed-in'
import { cookieName, cookieOf, hasPrefix, oldName } from '../http/cookies'
import { database } from '../database'
import { RIGHT_GUESSES, countWrongGuess, guessesWait } from '../http/guesses'
import { isSameOrigin } from '../http/write-guard'
import { newToken } from '../platform/tokens'
import { limiter, spend } from '../platform/limits'
import { isLocale } from '../platform/locales'
import { logFault } from '../platform/log'
import { addressOf, isSecure } from '../http/headers'
import { submit } from './answers'
import { atDesk, carryOut } from './commands'
import { hostsOf, mayLead } from './facilitators'
import { hub } from './hub'
import { giveBackJoin, join, mostFrom, takeJoin } from './joins'
import { type LiveRoom, snapshotOf, viewOf } from './live-room'
import { nickname } from './nicknames'
import { LIVE_REQUESTS } from './requests'
import { rehearse } from './rehearsal'
import { isHost, isProjectorKey, participantOf, roomOfCode } from './rooms'

/** The live core: what many phones ask for at once is answered here, in front of Next. Everything else about sessions is pages. */
/** A session may outlive the term; a browser keeps who it is as long. */
const COOKIE_LIFE = 180 * 24 * 3600
const MOST_BYTES = 16 * 1024
/** Answers of one participant in a minute: flags come one by one. */
const perParticipant = limiter('answers', 240, 60)
const perHost = limiter('commands', 240, 60)

const ROUTE = new RegExp(`^/([\\w-]+)/(?:live/([\\w-]{20})/(${LIVE_REQUESTS.join('|')})|(j))/?(?:\\?(.*))?$`)

/** Answers a request of the live core; false where it is none. */
export function handleLive(request: IncomingMessage, response: ServerResponse): boolean {
  const [, locale, id, what, joining, query] = ROUTE.exec(request.url ?? '') ?? []
  if (!locale || !isLocale(locale) || (joining && request.method !== 'POST')) return false
  const reading = what === 'stream' || what === 'state'
  if (request.method !== (reading ? 'GET' : 'POST')) {
    response.writeHead(405, { allow: reading ? 'GET' : 'POST' }).end()
    return true
  }
  response.setHeader('cache-control', 'no-store')
  const answer = joining
    ? joinByForm(request, response, locale)
    : answerFor(what!, id!, new URLSearchParams(query), request, response, locale)
  answer.catch((error: unknown) => {
    logFault('Live request', error)
    if (response.headersSent) response.destroy()
    else json(response, 500, { reason: 'broken' })
  })
  return true
}

async function answerFor(
  what: string,
  id: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  locale: string,
): Promise<void> {
  if (request.method === 'POST' && !isSameOrigin((name) => headerOf(request, name))) return json(response, 403, { reason: 'forbidden' })
  const room = await hub().room(id)
  if (!room) return json(response, 404, { reason: 'unknown' })
  if (what === 'answers') return takeAnswer(room, request, response, locale)
  if (what === 'stream' || what === 'state') return show(room, what, query, request, response)
  const host = await hostIn(id, request)
  if (!host) return json(response, 403, { reason: 'forbidden' })
  if (await isTooMany(perHost, host, response)) return
  if (what === 'commands') {
    const message = parsed(CommandSchema, bodyOf(request))
    if (!message) return json(response, 400, { reason: 'malformed' })
    const { ok, ...said } = await carryOut(room, message)
    rehearse(room)
    return json(response, ok ? 200 : 409, said)
  }
  const message = parsed(DeskSchema, bodyOf(request))
  if (!message) return json(response, 400, { reason: 'malformed' })
  const { ok, ...said } = await atDesk(room, message)
  return json(response, ok ? 200 : 409, said)
}

/** The stream, or the fall-back: for a host, a projector with its key, or somebody who has joined. */
async function show(
  room: LiveRoom,
  what: 'stream' | 'state',
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const role = query.get('as') as Role
  const who = await viewerOf(room, role, query.get('key'), request)
  if (!who) return json(response, 403, { reason: 'forbidden' })
  // Simulated participants of a rehearsal come, and come back after a restart, with their trainer.
  if (role === 'host') rehearse(room)
  // What a host's control opened is looked at again while it stays open: a sign-in ends, a role is taken away, a new host link is made.
  const mayStay =
    role === 'participant' || isProjectorKey(room.id, query.get('key'))
      ? undefined
      : async () => (await viewerOf(room, role, null, request, true)) !== null
  if (what === 'stream') return hub().watch(room, { response, role, who, mayStay })
  if (query.get('after') === String(room.history.length - 1) && role === 'participant') {
    response.writeHead(204).end()
    return
  }
  json(response, 200, await snapshotOf(room, role))
}

async function viewerOf(room: LiveRoom, role: Role, key: string | null, request: IncomingMessage, again = false): Promise<string | null> {
  if (role === 'host') return hostIn(room.id, request, again)
  if (role === 'projector') return isProjectorKey(room.id, key) || (await hostIn(room.id, request, again)) ? 'projector' : null
  if (role === 'participant') return participantIn(room, request)
  return null
}

/** Who controls the session here, or null: the browser by its token, else the account that is signed in on it. @param again nobody has come back: no sign-in lasts longer for it */
async function hostIn(room: string, request: IncomingMessage, again = false): Promise<string | null> {
  const token = cookieOf(request, 'facilitator')
  if (token && (await isHost(room, hostsOf(token, undefined)))) return token
  const user = await signedInUser(request.headers.cookie, again)
  return user && (await isHost(room, hostsOf(undefined, user))) && (await mayLead(user)) ? user : null
}

/** Who this browser is in the session, or null where it has not joined or was removed. */
async function participantIn(room: LiveRoom, request: IncomingMessage): Promise<string | null> {
  const token = cookieOf(request, 'participant')
  if (!token) return null
  const id = participantOf(room.id, token)
  if (room.people.has(id)) return id
  const row = await database()
    .selectFrom('room_participant')
    .select('removed')
    .where('room_id', '=', room.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && row.removed === 0 ? id : null
}

async function takeAnswer(room: LiveRoom, request: IncomingMessage, response: ServerResponse, locale: string): Promise<void> {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  const page = `/${locale}/live/${room.id}`
  const participant = await participantIn(room, request)
  if (!participant) return isForm ? seeOther(response, page) : json(response, 403, { reason: 'unknown' })
  if (await isTooMany(perParticipant, participant, response)) return
  const body = bodyOf(request)
  const answer = parsed(AnswerSchema, isForm ? answerOfForm(room, body) : body)
  if (!answer) return isForm ? seeOther(response, `${page}?note=incomplete`) : json(response, 400, { reason: 'malformed' })
  const result = await submit({ room, participant, answer })
  if (isForm) return seeOther(response, result === 'taken' ? page : `${page}?note=${result}`)
  if (result === 'taken') return json(response, 200, { taken: true })
  if (result === 'busy') {
    response.setHeader('retry-after', '1')
    return json(response, 503, { reason: 'busy' })
  }
  json(response, result === 'unknown' ? 403 : 409, { reason: result })
}

/** A plain form's answer, as of the view it was posted from. */
function answerOfForm(room: LiveRoom, body: string): unknown {
  const form = new URLSearchParams(body)
  const read = readAnswer(form, viewOf(room, 'participant'))
  return read && { moment: Number(form.get('moment')), seq: Date.now(), ...read }
}

/** Joins by the code: a form of a page, so that it works without script. */
async function joinByForm(request: IncomingMessage, response: ServerResponse, locale: string): Promise<void> {
  const here = `/${locale}/j`
  if (!isSameOrigin((name) => headerOf(request, name))) return seeOther(response, `${here}?note=otherSite`)
  const form = new URLSearchParams(bodyOf(request))
  const code = (form.get('code') ?? '').replace(/\D/g, '').slice(0, 8)
  const back = (note: string) => seeOther(response, `${here}?${new URLSearchParams({ note, ...(code && { code }) })}`)
  const address = addressOf(request)
  if ((await guessesWait(address, RIGHT_GUESSES)) > 0) return back('tooMany')
  const row = await roomOfCode(code)
  if (!row) {
    const isTooMany = (await guessesWait(address)) > 0
    await countWrongGuess(address)
    return back(isTooMany ? 'tooMany' : 'wrong')
  }
  const room = await hub().room(row.id)
  if (!room) return back('wrong')
  const token = cookieOf(request, 'participant') ?? newToken()
  const participant = participantOf(room.id, token)
  let name = ''
  if (room.plan.names === 'nicknames' && !room.people.has(participant)) {
    if (!form.has('name')) return back('name')
    name = nickname(form.get('name')!)
    if (name === '') return back('empty')
  }
  const isNew = !room.people.has(participant)
  if (isNew && !(await takeJoin(code, address, mostFrom(room.plan)))) return back('crowded')
  const result = await join({ room, participant, name })
  if (result !== 'joined') {
    if (isNew) await giveBackJoin(code, address)
    return back(result)
  }
  const kept = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: COOKIE_LIFE, secure: hasPrefix() || isSecure(request) } as const
  const old = oldName(cookieName('participant'))
  response.setHeader('set-cookie', [
    stringifySetCookie(cookieName('participant'), token, kept),
    ...(old ? [stringifySetCookie(old, '', { path: '/', maxAge: 0 })] : []),
  ])
  seeOther(response, `/${locale}/live/${room.id}`)
}

async function isTooMany(limit: RateLimiterMemory, who: string, response: ServerResponse): Promise<boolean> {
  const wait = await spend(limit, who)
  if (wait === 0) return false
  response.setHeader('retry-after', String(wait))
  json(response, 429, { reason: 'too-many' })
  return true
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
const seeOther = (response: ServerResponse, location: string): void => void response.writeHead(303, { location }).end()

/** What was sent, up to a limit; beyond it nothing, which no schema takes. The entry hands on what is whole: there is nothing to wait for. */
function bodyOf(request: IncomingMessage): string {
  const bytes = request.read() as Buffer | null
  return bytes === null || bytes.length > MOST_BYTES ? '' : bytes.toString('utf8')
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T | null {
  try {
    const result = schema.safeParse(typeof body === 'string' ? JSON.parse(body) : body)
    return result.success ? result.data : null
  } catch {
    return null
  }
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
