/**
 * How long a new connection from one address waits for an answer beside a flood of requests from another address, and without one.
 * `BENCH_BASE=/path` names another built checkout, which is measured in turn with this one. `FLOOD_RUNS=1` runs less.
 */
import { setMaxListeners } from 'node:events'
import { get } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSession } from '../support/live'
import { type TestServer, startServer } from '../support/server'
import { median, printTable, quantile } from './table'

const RUNS = Number(process.env.FLOOD_RUNS ?? 3)
const VISITS = 40
/** Two networks to the server. */
const [FLOOD, VISITOR] = ['127.0.0.2', '127.0.0.1']

interface Request {
  server: TestServer
  path: string
  from: string
  cookie?: string
  /** Milliseconds, on average, after which clients hang up. */
  patience?: number
}

export async function benchFlood(): Promise<void> {
  const base = process.env.BENCH_BASE
  const checkouts = { 'this code': resolve('.'), ...(base && { 'the base': resolve(base) }) }
  const times = new Map<string, number[]>()
  for (let run = 0; run < RUNS; run++)
    for (const [name, checkout] of Object.entries(checkouts)) {
      const server = await startServer({ checkout, env: { LOG_LEVEL: 'error' } })
      const { id, cookie } = await openSession(server.url)
      const kinds = [
        { what: 'nobody', path: '/en', size: 0 },
        { what: '300 × home page', path: '/en', size: 300 },
        { what: '400 × slides to print', path: `/en/live/${id}/printout/slides`, size: 400 },
        { what: '40 × all signs, hung up on', path: '/en/signs', size: 40, patience: 60 },
      ]
      for (const { what, path, size, patience } of kinds)
        for (const visit of ['/healthz', '/en/learn']) {
          const flood = gather({ server, path, from: FLOOD, cookie, ...(patience && { patience }) }, size)
          const key = `${name}\t${what}\t${visit}`
          times.set(key, [...(times.get(key) ?? []), ...(await visits({ server, path: visit, from: VISITOR }))])
          await flood.leave()
        }
      await server.stop()
    }
  printTable(`A new connection beside a flood at another address, ${RUNS * VISITS} of each`, [
    ['', 'flood', 'visit', 'p50, ms', 'p99, ms'],
    ...[...times].map(([key, ms]) => [...key.split('\t'), median(ms), quantile(ms, 0.99)]),
  ])
}

/** Requests that are each followed by another, on a new connection, until they leave. */
function gather(request: Request, size: number) {
  const leaving = new AbortController()
  setMaxListeners(size, leaving.signal)
  const one = async () => {
    while (!leaving.signal.aborted) await ask(request, leaving.signal)
  }
  const all = Array.from({ length: size }, one)
  return {
    leave: () => {
      leaving.abort()
      return Promise.all(all)
    },
  }
}

async function visits(request: Request): Promise<number[]> {
  await pause(1_000)
  for (let n = 0; n < 5; n++) await ask(request)
  const times: number[] = []
  for (let n = 0; n < VISITS; n++) {
    times.push(await ask(request))
    await pause(50)
  }
  return times
}

/** @returns milliseconds until the whole answer has come, or the request was given up */
const ask = ({ server: { port }, path, from, cookie = '', patience }: Request, signal?: AbortSignal): Promise<number> =>
  new Promise((done) => {
    const began = performance.now()
    const asked = get(
      { host: '127.0.0.1', port, path, localAddress: from, headers: { cookie }, agent: false, ...(signal && { signal }) },
      (response) => response.resume().on('error', () => {}),
    )
      .on('error', () => {})
      .on('close', () => done(performance.now() - began))
    if (patience) setTimeout(() => asked.destroy(), patience * (0.5 + Math.random()))
  })
