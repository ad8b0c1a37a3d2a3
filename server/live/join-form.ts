import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { stringifySetCookie } from 'cookie'
import { cookieName, cookieOf, hasPrefix } from '../http/cookies'
import { RIGHT_GUESSES, countWrongGuess, guessesWait } from '../http/guesses'
import { addressOf, isSecure } from '../http/headers'
import { isSameOrigin } from '../http/write-guard'
import { newToken } from '../platform/tokens'
import { bodyOf, headerOf, seeOther } from './http-replies'
import { giveBackJoin, join, mostFrom, takeJoin, wasRemoved } from './joins'
import { nickname } from './nicknames'
import { isPass } from './passes'
import { everywhere, liveRoom } from './open-rooms'
import { participantOf } from './stored-rooms'
import { roomOfCode } from './codes'

/** Sessions can last for a term or longer, and the browser must recognise its participant that long. */
const COOKIE_LIFE = 180 * 24 * 3600

export async function joinByForm(request: IncomingMessage, response: ServerResponse, locale: string): Promise<void> {
  const here = `/${locale}/j`
  if (!isSameOrigin((name) => headerOf(request, name))) return seeOther(response, `${here}?note=otherSite`)
  const form = new URLSearchParams(bodyOf(request))
  const code = (form.get('code') ?? '').replace(/\D/g, '').slice(0, 8)
  const pass = (form.get('k') ?? '').slice(0, 40)
  const back = (note: string) =>
    seeOther(response, `${here}?${new URLSearchParams({ note, ...(code && { code }), ...(pass && { k: pass }) })}`)
  const address = addressOf(request)
  const row = await roomOfCode(code)
  const isScanned = row !== undefined && pass !== '' && isPass(row, pass)
  if (!isScanned && (await guessesWait(address, RIGHT_GUESSES)) > 0) {
    // We tell the facilitator and not the sender, so that somebody who guesses learns nothing.
    if (row) void everywhere(row.id, 'refused')
    return back('tooMany')
  }
  if (!row) {
    const isTooMany = (await guessesWait(address)) > 0
    await countWrongGuess(address)
    return back(isTooMany ? 'tooMany' : 'wrong')
  }
  const room = await liveRoom(row.id)
  if (!room) return back('wrong')
  const token = cookieOf(request, 'participant') ?? newToken()
  const participant = participantOf(room.id, token)
  let name = ''
  if (room.plan.names === 'nicknames' && !room.people.has(participant)) {
    if (await wasRemoved(room.id, participant)) return back('removed')
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
  response.setHeader('set-cookie', stringifySetCookie(cookieName('participant'), token, kept))
  seeOther(response, `/${locale}/live/${room.id}`)
}
