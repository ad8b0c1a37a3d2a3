/**
 * A start after `kill -9`, until a stream and a page answer, with our library and with one of 17 scenarios. `BENCH_BASE=/path` names another
 * built checkout, which starts in turn with this one. `START_RUNS=3` runs less.
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SERVER } from '@/server/commands/prepare.js'
import { type Session, Stream, openSession } from '../support/live'
import { freePort, spawnServer } from '../support/server'
import { cpuSeconds } from './live/process'
import { median, printTable } from './table'

const RUNS = Number(process.env.START_RUNS ?? 10)
const PATTERNS = 17
/** Milliseconds between two tries. */
const AGAIN = 5

interface Place {
  checkout: string
  library: string
  data: string
  port: number
  session: Session
}
/** Seconds since the process started; `cpu` is the CPU time until a page was answered. */
interface Start {
  stream: number
  page: number
  cpu: number
}

export async function benchStart(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'second-look-bench-'))
  const base = process.env.BENCH_BASE
  const checkouts = { 'this code': resolve('.'), ...(base && { 'the base': resolve(base) }) }
  try {
    const rows: { name: string; place: Place; starts: Start[] }[] = []
    for (const [name, checkout] of Object.entries(checkouts)) {
      const ours = join(checkout, 'scenarios/library')
      for (const library of [ours, grown(ours, mkdtempSync(join(scratch, 'library-')))]) {
        const place = await settle(checkout, library, mkdtempSync(join(scratch, 'data-')))
        rows.push({ name: `${name}, ${scenariosIn(library).length} scenarios`, place, starts: [] })
      }
    }
    for (let run = 0; run < RUNS; run++) for (const { place, starts } of rows) starts.push(await start(place, ({ stop }) => stop()))
    const of = (starts: Start[], figure: keyof Start) => median(starts.map((s) => s[figure]))
    printTable(`A start after kill -9, medians of ${RUNS}`, [
      ['', 'a stream, s', 'a page (/healthz), s', 'CPU to the page, s'],
      ...rows.map(({ name, starts }) => [name, of(starts, 'stream'), of(starts, 'page'), of(starts, 'cpu')]),
    ])
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const scenariosIn = (library: string): string[] =>
  readdirSync(library, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const isTutorial = (folder: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file), 'utf8').includes('kind: tutorial'))

function grown(library: string, into: string): string {
  cpSync(library, into, { recursive: true })
  const originals = scenariosIn(library).filter((id) => !isTutorial(join(library, id)))
  for (let n = scenariosIn(library).length; n < PATTERNS; n++) {
    const [original, id] = [originals[n % originals.length]!, `P${50 + n}`]
    cpSync(join(library, original), join(into, id), { recursive: true })
    for (const file of readdirSync(join(into, id))) {
      const path = join(into, id, file)
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(original, id))
    }
  }
  return into
}

async function settle(checkout: string, library: string, data: string): Promise<Place> {
  const place = { checkout, library, data, port: await freePort(), session: null as unknown as Session }
  await start(place, async ({ url, stop }) => {
    place.session = await openSession(url)
    await stop()
  })
  return place
}

async function start(
  { checkout, library, data, port, session }: Place,
  then: (server: { url: string; stop(): Promise<unknown> }) => Promise<unknown>,
): Promise<Start> {
  const env = { PORT: String(port), DATA_DIR: data, LIBRARY_DIR: library, LOG_LEVEL: 'error' }
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const { child, ended, output } = spawnServer(env, [SERVER], checkout)
  const until = async (isAnswered: () => Promise<boolean>) => {
    while (!(await isAnswered())) {
      if (child.exitCode !== null || seconds() > 60) throw new Error(`${checkout} did not start:\n${output()}`)
      await pause(AGAIN)
    }
    return seconds()
  }
  const [stream, page] = await Promise.all([session ? until(() => isStreamed(session)) : 0, until(() => isHealthy(port))])
  const cpu = cpuSeconds(child.pid!) ?? Number.NaN
  const stop = () => {
    child.kill('SIGKILL')
    return ended
  }
  await then({ url: `http://127.0.0.1:${port}`, stop })
  return { stream, page, cpu }
}

async function isStreamed({ base, projectorKey }: Session): Promise<boolean> {
  const stream = new Stream(`${base}/stream?as=projector&key=${projectorKey}`, '')
  const answered = await stream.connect().then(
    () => true,
    () => false,
  )
  stream.close()
  return answered
}

const isHealthy = (port: number): Promise<boolean> =>
  new Promise((done) => {
    get({ host: '127.0.0.1', port, path: '/healthz', agent: false }, (response) => {
      response.resume()
      done(response.statusCode === 200)
    }).on('error', () => done(false))
  })
