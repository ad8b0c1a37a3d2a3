import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Gauge } from 'prom-client'
import { isThisMachine } from './http/refusal'
import { config } from './platform/config'
import { store } from './database'
import { log } from './platform/log'
import { metrics } from './platform/metrics'
import { routeOf } from './routes'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** So frequent that they would bury the rest; a line for each vote would cost a fifth of the process's time. Failures are logged anyway. */
const QUIET = ['/_next', '/healthz', '/metrics', '/icon.svg', '/[locale]/live/[session]/answers', '/[locale]/live/[session]/state']
const STREAM = '/[locale]/live/[session]/stream'

/** Logs and measures a request when it is over, by its route and never its address. */
export function observe(request: IncomingMessage, response: ServerResponse): void {
  const began = performance.now()
  const { url } = request
  response.on('close', () => {
    const ms = Math.round(performance.now() - began)
    const method = METHODS.includes(request.method ?? '') ? request.method! : 'other'
    const route = routeOf(url)
    const status = response.statusCode
    // A stream lasts as long as somebody looks, so its duration says nothing.
    if (route !== STREAM) metrics().requests.observe({ method, route, status }, ms / 1000)
    log()[QUIET.includes(route) && status < 400 ? 'debug' : 'info'](
      { method, route, status, ms, ...(!response.writableFinished && { cut: true }) },
      'Request',
    )
  })
}

export function openDatabaseGauges(): void {
  const { pool } = store()
  if (!pool) return
  const registers = [metrics().registry]
  new Gauge({
    name: 'second_look_database_connections',
    help: 'Connections to PostgreSQL',
    registers,
    labelNames: ['state'],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount)
    },
  })
  new Gauge({
    name: 'second_look_database_waiting',
    help: 'Queries that wait for a connection',
    registers,
    collect() {
      this.set(pool.waitingCount)
    },
  })
}

export function answerMetrics(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url?.split('?')[0] !== '/metrics') return false
  if (request.method !== 'GET' || !mayRead(request)) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end('There is nothing here.')
    return true
  }
  const { registry } = metrics()
  registry.metrics().then(
    (text) => response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text),
    () => response.writeHead(503).end(),
  )
  return true
}

const PROXIED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']
function mayRead({ headers, socket }: IncomingMessage): boolean {
  const { METRICS_TOKEN } = config()
  if (!METRICS_TOKEN)
    return (
      isThisMachine(headers.host ?? '') &&
      /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') &&
      PROXIED.every((name) => headers[name] === undefined)
    )
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${METRICS_TOKEN}`))
}
