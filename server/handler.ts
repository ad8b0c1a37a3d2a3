import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { localeOf } from './http/address'
import type { FairQueue } from './http/fair-queue'
import { widerOf } from './http/client-network'
import { addressOf, pageHeaders } from './http/headers'
import { handleLive, isLive } from './live/handle-request'
import { framers, isLaunchPage } from './lti/launches'
import { answerMetrics } from './observe'
import { organisation } from './organisation/organisation'
import { inLaunch, launchedPage } from './platform/launch-token'
import { DEFAULT_LOCALE, standsInLocale, translator, withLocale } from './platform/locales'

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown
interface Handling {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Sets the handler for pages. Until then pages wait, and /healthz answers 503. */
  openPages(answer: Handler): void
}

/** Routes requests. We answer live sessions before Next, because many phones send small requests all at once. */
export function createHandler(dev: boolean, { enqueue }: FairQueue): Handling {
  let answerPage: Handler | null = null
  let opened: () => void
  const open = new Promise<void>((done) => {
    opened = done
  })
  function show(request: IncomingMessage, response: ServerResponse, framed: readonly string[] = []): void {
    pageHeaders(request, response, dev, framed)
    const launched = launchedPage(request.url ?? '')
    const answer = () => void answerPage!(request, response)
    // Nobody is signed in inside a launch. The token identifies the learner.
    if (launched) {
      request.url = launched.url
      delete request.headers.cookie
    }
    void open.then(() => (launched ? inLaunch(launched.token, answer) : answer()))
  }

  async function showInLaunch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const framed = await framers(request.url!).catch(() => [])
    show(request, response, framed)
  }

  function route(request: IncomingMessage, response: ServerResponse): void {
    if (answerMetrics(request, response)) return
    if (!standsInLocale(request.url)) void leadToLocale(request, response)
    else if (isLaunchPage(request.url)) void showInLaunch(request, response)
    else if (!handleLive(request, response)) show(request, response)
  }

  return {
    openPages(handler) {
      answerPage = handler
      opened()
    },
    handle(request, response) {
      if (!answerPage && isHealth(request)) {
        sayStarting(response)
        return
      }
      // Lanes of their own, so that a room's answers do not wait for the pages that the same room opens.
      const lane = isLive(request) ? `live ${laneOf(request)}` : laneOf(request)
      const isWaiting = enqueue(lane, response, () => route(request, response), isLive(request) ? 'brief' : 'page')
      if (!isWaiting) sayBusy(request, response)
    },
  }
}

/** For IPv6 a /48, because many customers have 65,000 networks of the size that limits count. */
function laneOf(request: IncomingMessage): string {
  const network = addressOf(request)
  return widerOf(network) ?? network
}

const isHealth = ({ url }: IncomingMessage): boolean => url?.split('?')[0] === '/healthz'

function sayStarting(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify({ status: 'starting' }))
}

function sayBusy(request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(503, { 'retry-after': '10', 'content-type': 'text/plain; charset=utf-8' })
    .end(translator(localeOf(request), 'error')('busy'))
}

/** Redirects to the page in a locale: the browser's choice, otherwise the organisation's. */
async function leadToLocale(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { locale } = await organisation().catch(() => ({ locale: DEFAULT_LOCALE }))
  response.writeHead(307, { location: withLocale(request, locale)!, 'cache-control': 'no-store' }).end()
}
