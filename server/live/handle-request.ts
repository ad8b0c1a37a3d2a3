import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readAnswer } from '@/scenarios/engine/live/answer-form'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { AnswerSchema, CommandSchema, FacilitatorActionSchema } from '@/scenarios/engine/live/schema'
import type { Screen } from '@/scenarios/engine/live/script'
import { isSameOrigin } from '../http/write-guard'
import { limiter } from '../platform/rate-limits'
import { isLocale } from '../platform/locales'
import { logFault } from '../platform/log'
import { bodyOf, headerOf, isTooMany, json, parsed, seeOther } from './http-replies'
import { submit } from './answers'
import { facilitatorAction, carryOut } from './commands'
import { joinByForm } from './join-form'
import { type LiveRoom, viewOf } from './live-room'
import { liveRoom } from './open-rooms'
import { seenNow } from './presence'
import { rehearse } from './rehearsal'
import { LIVE_REQUESTS } from './requests'
import { isProjectorKey } from './stored-rooms'
import { snapshotOf, watch } from './screens'
import { facilitatorIn, participantIn, viewerOf } from './identity'
import { sayWhy } from './whys'
import { cookieOf } from '../http/cookies'

/** The live core: we answer frequent requests from many phones here, before Next. Everything else about sessions is pages. */

/** Answers a minute per participant. There are many, because each flag is one. */
const perParticipant = limiter('answers', 240, 60)
/** Sentences a minute per participant: a person types them. */
const perWriter = limiter('whys', 12, 60)
const perFacilitator = limiter('commands', 240, 60)

const ROUTE = /^\/([\w-]+)\/(?:live\/([\w-]{20})\/(\w+)|(j))\/?(?:\?(.*))?$/

/** Null if a page answers it. */
function routeOf({ url, method }: IncomingMessage) {
  const [, locale, id, what, joining, query] = ROUTE.exec(url ?? '') ?? []
  if (!locale || !isLocale(locale)) return null
  if (joining ? method !== 'POST' : !LIVE_REQUESTS.some((one) => one === what)) return null
  return { locale, id, what, joining, query }
}

/** Whether `handleLive` answers it. */
export const isLive = (request: IncomingMessage): boolean => routeOf(request) !== null

export function handleLive(request: IncomingMessage, response: ServerResponse): boolean {
  const route = routeOf(request)
  if (!route) return false
  const { locale, id, what, joining, query } = route
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
  const room = await liveRoom(id)
  if (!room) return json(response, 404, { reason: 'unknown' })
  if (what === 'answers') return takeAnswer(room, request, response, locale)
  if (what === 'stream' || what === 'state') return show(room, what, query, request, response)
  const facilitator = await facilitatorIn(id, request)
  if (!facilitator) return json(response, 403, { reason: 'forbidden' })
  if (await isTooMany(perFacilitator, facilitator, response)) return
  if (what === 'commands') {
    const message = parsed(CommandSchema, bodyOf(request))
    if (!message) return json(response, 400, { reason: 'malformed' })
    const { ok, ...said } = await carryOut(room, message)
    rehearse(room)
    return json(response, ok ? 200 : 409, said)
  }
  const message = parsed(FacilitatorActionSchema, bodyOf(request))
  if (!message) return json(response, 400, { reason: 'malformed' })
  const { ok, ...said } = await facilitatorAction(room, message)
  return json(response, ok ? 200 : 409, said)
}

/** The stream, or its fallback: for a facilitator, a projector with its key, or a participant. */
async function show(
  room: LiveRoom,
  what: 'stream' | 'state',
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const role = query.get('as') as Screen
  const who = await viewerOf(room, role, query.get('key'), request)
  if (!who) return json(response, 403, { reason: 'forbidden' })
  // The simulated participants of a rehearsal arrive with their facilitator, and return with them after a restart.
  if (role === 'facilitator') rehearse(room)
  // A stream stays open while a sign-in ends, a role is taken away, or a new facilitator link is made.
  const mayStay =
    role === 'participant' || isProjectorKey(room.id, query.get('key'))
      ? undefined
      : async () => (await viewerOf(room, role, null, request, true)) !== null
  if (what === 'stream') return watch(room, { response, role, who, mayStay })
  if (role === 'participant') seenNow(room, who)
  if (query.get('after') === String(room.history.length - 1) && role === 'participant') {
    response.writeHead(204).end()
    return
  }
  json(response, 200, await snapshotOf(room, role))
}

async function takeAnswer(room: LiveRoom, request: IncomingMessage, response: ServerResponse, locale: string): Promise<void> {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  const page = `/${locale}/live/${room.id}`
  const participant = await participantIn(room, request)
  if (!participant) return isForm ? seeOther(response, page) : json(response, 403, { reason: 'unknown' })
  if (await isTooMany(perParticipant, participant, response)) return
  const body = bodyOf(request)
  const form = isForm ? new URLSearchParams(body) : null
  const back = (note: string | null) => seeOther(response, pageAfter(page, form!, note))
  const answer = parsed(AnswerSchema, form ? answerOfForm(room, form) : body)
  if (!answer) return form ? back('incomplete') : json(response, 400, { reason: 'malformed' })
  if ('why' in answer && (await isTooMany(perWriter, participant, response))) return
  const result =
    'why' in answer ? await sayWhy({ room, token: cookieOf(request, 'participant')!, answer }) : await submit({ room, participant, answer })
  if (form) return back(result === 'taken' ? null : 'why' in answer && result === 'closed' ? 'whyClosed' : result)
  if (result === 'taken') return json(response, 200, { taken: true })
  if (result === 'busy') {
    response.setHeader('retry-after', '1')
    return json(response, 503, { reason: 'busy' })
  }
  json(response, result === 'unknown' ? 403 : 409, { reason: result })
}

/** Carries over whether the report button was pressed, because that is stored only as part of a vote. */
function pageAfter(page: string, form: URLSearchParams, note: string | null): string {
  const reported = form.get(FIELD.report) === '1' ? form.get('moment') : null
  const query = new URLSearchParams({ ...(note && { note }), ...(reported && { reported }) })
  return query.size > 0 ? `${page}?${query}` : page
}

function answerOfForm(room: LiveRoom, form: URLSearchParams): unknown {
  const read = readAnswer(form, viewOf(room, 'participant'))
  return read && { moment: Number(form.get('moment')), seq: Date.now(), ...read }
}
