import 'server-only'
import { redirect } from 'next/navigation'
import { ownPath } from '../accounts/paths'
import { currentPerson } from './current-person'
import { type WriteRefusal, type Writer, refuseWrite, tooMany } from '../http/write-guard'
import { translator } from '../platform/locales'
import { launchToken, rootOf } from '../platform/launch-token'
import { setFlash } from './flash'
import { currentLearner, deviceToken } from './session'

export const wantsJson = (request: Request): boolean => (request.headers.get('accept') ?? '').includes('application/json')

/** 303, so that the browser fetches the page by GET and reloading it posts nothing again. */
export const seeOther = (path: string, headers: Record<string, string> = {}): Response =>
  // Parts of a path arrive decoded, and a header cannot hold letters of other scripts.
  new Response(null, {
    status: 303,
    headers: { location: path.replace(/[^\x21-\x7e]/gu, encodeURIComponent), 'cache-control': 'no-store', ...headers },
  })

/** Back to the page with this form. The browser sends its address to us and to no other site. */
export function backFrom(request: Request, otherwise: string): Response {
  const from = request.headers.get('referer') ?? ''
  const page = URL.canParse(from) ? new URL(from) : null
  return seeOther(ownPath(page && page.pathname + page.search, otherwise))
}

export const fileResponse = (body: BodyInit, type: string, name: string): Response =>
  new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${name}"` },
  })

/** Redirects a page whose subject does not exist. Next's own `notFound()` gives a page without script an empty body. */
export const gone = (locale: string): never => redirect(gonePath(locale))
/** Inside a launch, the launch's own page explains it. */
export const gonePath = (locale: string): string => (launchToken() === null ? `/${locale}/gone` : rootOf(locale))

/** In seconds. A page that is opened later must not clear what was played since. */
const AT_ONCE = 10
/** Clears what the browser keeps besides cookies: choices and events not yet sent. Over plain http only the script of the next page does. */
export async function seeOtherCleared(path: string): Promise<Response> {
  await setFlash('clear', { storage: 'yes' }, AT_ONCE)
  return seeOther(path, { 'clear-site-data': '"storage"' })
}

const writer = async (): Promise<Writer> => ({ device: await deviceToken(), person: whoWrites })
/** Inside a launch it is the learner, because a whole class may share one address, and its browsers have no cookie of ours. */
const whoWrites = async (): Promise<string | null> => (launchToken() === null ? ((await currentPerson())?.id ?? null) : currentLearner())

/** @param browser see `Writer` @returns null if the write may go on, otherwise the response */
export async function refused(request: Request, browser: Writer['browser'] = undefined): Promise<Response | null> {
  const why = await refuseWrite(request, { ...(await writer()), ...(browser && { browser }) })
  return why && refusal(why, new URL(request.url).pathname.split('/')[1]!)
}

/** The same for an expensive read that may come from another site. */
export async function limited(request: Request, locale: string): Promise<Response | null> {
  const why = await tooMany(request, await writer())
  return why && refusal(why, locale)
}

/** The response to a network that has to wait; null if it does not. @param retryAfter in seconds */
export const toWait = (retryAfter: number, locale: string): Response | null =>
  retryAfter > 0 ? refusal({ status: 429, retryAfter }, locale) : null

function refusal({ status, retryAfter = 1 }: WriteRefusal, locale: string): Response {
  const t = translator(locale, 'error')
  const text = status === 403 ? t('otherSite') : t('tooMany', { seconds: retryAfter })
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...(status === 429 && { 'retry-after': String(retryAfter) }) }
  return new Response(text, { status, headers })
}
