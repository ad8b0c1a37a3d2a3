/**
 * Live sessions of simulated phones against the real server, next to a bare server in the same run. Everything, including the phones, shares
 * this machine's cores. `LIVE_SIZES=50,200`, `LIVE_RUNS=1`, `LIVE_DATABASES=sqlite` select less.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Postgres, openPostgres } from '../support/postgres'
import type { ServerOptions } from '../support/server'
import { measureBare } from './live/baseline'
import { FIGURES, type Figures, type Name, goalOf, isReached, medians } from './live/figures'
import { freshDatabase } from './live/database'
import { measureSecond } from './live/second'
import { measureSession } from './live/session'
import { measureStalled } from './live/stalled'
import { printTable } from './table'

const SIZES = (process.env.LIVE_SIZES ?? '50,200,500,1000,3000').split(',').map(Number)
const RUNS = Number(process.env.LIVE_RUNS ?? 3)

export async function benchLive(): Promise<void> {
  console.log(`\nLoad of this machine before: ${loadavg()[0]!.toFixed(2)}`)
  const postgres = wanted('postgres') ? await openPostgres({ durable: true }) : null
  try {
    for (const size of SIZES) await benchSize(size, postgres)
  } finally {
    await postgres?.stop()
  }
}
const wanted = (kind: string) => (process.env.LIVE_DATABASES ?? 'sqlite,postgres').split(',').includes(kind)

async function benchSize(phones: number, postgres: Postgres | null): Promise<void> {
  const ours = { sqlite: [] as Figures[], postgres: [] as Figures[] }
  const bare: Figures[] = []
  for (let run = 0; run < RUNS; run++) {
    if (wanted('sqlite')) {
      const { figures, sizes } = await inDirectory((directory) => measureSession(phones, {}, directory))
      ours.sqlite.push({ ...figures, stalled: kilobytes(await measureStalled({})) })
      bare.push(await measureBare(phones, sizes))
    }
    if (postgres) {
      const { url, drop } = await freshDatabase(postgres.url)
      const options: ServerOptions = { databaseUrl: url }
      const { figures } = await inDirectory((directory) => measureSession(phones, options, directory))
      ours.postgres.push({ ...figures, stalled: kilobytes(await measureStalled(options)), second: await measureSecond(url) })
      await drop()
    }
  }
  report(phones, medians(ours.sqlite), medians(ours.postgres), medians(bare))
}

const kilobytes = (bytes: number | null) => (bytes === null ? null : bytes / 1024)

async function inDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-bench-'))
  try {
    return await use(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function report(phones: number, sqlite: Figures, postgres: Figures, bare: Figures): void {
  const names = Object.keys(FIGURES) as Name[]
  const shown = (value: number | null | undefined) => (value === undefined ? '' : value === null ? 'not measured' : value)
  const goal = (name: Name) => {
    const bound = goalOf(name, phones)
    return bound === null ? '' : `${FIGURES[name].bound === 'most' ? '≤' : '≥'} ${bound.toLocaleString('en')}`
  }
  printTable(`A live session of ${phones.toLocaleString('en')} phones, medians of ${RUNS}`, [
    ['', 'goal', 'SQLite', 'PostgreSQL', 'bare server', 'SQLite/bare'],
    ...names.map((name) => [
      FIGURES[name].label,
      goal(name),
      shown(sqlite[name]),
      shown(postgres[name]),
      shown(bare[name]),
      sqlite[name] && bare[name] ? sqlite[name] / bare[name] : '',
    ]),
  ])
  for (const [kind, figures] of [
    ['SQLite', sqlite],
    ['PostgreSQL', postgres],
  ] as const) {
    for (const name of names) {
      const value = figures[name]
      if (typeof value === 'number' && !isReached(name, phones, value))
        console.log(`  Not reached on ${kind}: ${FIGURES[name].label}: ${Number(value.toPrecision(3))}, to be ${goal(name)}`)
    }
  }
}
