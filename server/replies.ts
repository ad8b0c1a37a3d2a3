import 'server-only'
import { redirect } from 'next/navigation'
import { type Refused, refuseWrite } from './door'
import { deviceToken } from './session'

/** Answers to writes. A form post is answered by the page to see next, a script's request by JSON. */
export const wantsJson = (request: Request): boolean => (request.headers.get('accept') ?? '').includes('application/json')

/** 303: the browser asks for the page with GET, so that reloading it posts nothing again. */
export const seeOther = (path: string, headers: Record<string, string> = {}): Response =>
  new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store', ...headers } })

/**
 * Ends a page whose subject is not there: at an address that leads nowhere. Next's own `notFound()` gives a page
 * without script an empty body.
 */
export const gone = (locale: string): never => redirect(`/${locale}/gone`)

/** What this browser keeps for us beside the cookie: events on their way. */
export const CLEAR_STORAGE = { 'clear-site-data': '"storage"' }

/** null if the write may go on; else what to answer. */
export async function refused(request: Request): Promise<Response | null> {
  const why = await refuseWrite(request, await deviceToken())
  return why && refusal(why)
}

function refusal({ status, retryAfter }: Refused): Response {
  const text = status === 403
    ? 'This came from another site and was not carried out. Open Second Look itself and try again.'
    : `Too many requests. Nothing was changed. Wait ${retryAfter} seconds, go back, and try again.`
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...(retryAfter && { 'retry-after': String(retryAfter) }) } })
}
