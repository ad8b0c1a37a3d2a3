/**
 * Records and analytics of a large course: 10,000 learners, 20 items of which 18 are patterns, 90 % complete. On SQLite and
 * PostgreSQL; the functions run 50 times, the real pages 20 times. Everything shares this machine's cores.
 * `COURSE_LEARNERS=1000`, `COURSE_DATABASES=sqlite` select less.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { courseAnalytics, scenarioStatistics } from '@/server/courses/analytics'
import { analyticsView } from '@/server/courses/analytics-view'
import { readRecords } from '@/server/courses/records'
import { releaseCourse } from '@/server/courses/figure-release'
import { held, migrate, openStore } from '@/server/database'
import { courseOfMany, manyLearners } from '../support/many-learners'
import { AUTH_SECRET, somebody } from '../support/people'
import { type Postgres, openPostgres } from '../support/postgres'
import { startServer } from '../support/server'
import type { Address } from '../support/store'
import { freshDatabase } from './live/database'
import { printTable, quantile } from './table'

const LEARNERS = Number(process.env.COURSE_LEARNERS ?? 10_000)
const COHORTS = 20
const [CALLS, PAGES] = [50, 20]
const wanted = (kind: string) => (process.env.COURSE_DATABASES ?? 'sqlite,postgres').split(',').includes(kind)

/** What is measured, with the highest acceptable p95; null for no limit. */
const GOALS = {
  'matrix, first page, function': 200,
  'matrix, overdue and a search, function': 200,
  'release of all attempts, once': null,
  'release with nothing new': null,
  'analytics, function': 1000,
  'item statistics, function': null,
  'matrix, page over HTTP': 200,
  'analytics, first page over HTTP': 1000,
  'analytics, page over HTTP': 1000,
} as const
type Name = keyof typeof GOALS
type Times = Record<Name, number[]>

export async function benchCourses(): Promise<void> {
  console.log(`\nLoad of this machine before: ${loadavg()[0]!.toFixed(2)}`)
  const postgres: Postgres | null = wanted('postgres') ? await openPostgres() : null
  const columns: [string, Times][] = []
  try {
    if (wanted('sqlite')) {
      const directory = mkdtempSync(join(tmpdir(), 'second-look-bench-'))
      columns.push(['SQLite', await measure({ directory })])
      rmSync(directory, { recursive: true, force: true })
    }
    if (postgres) {
      const { url, drop } = await freshDatabase(postgres.url)
      columns.push(['PostgreSQL', await measure({ url })])
      await drop()
    }
  } finally {
    await postgres?.stop()
  }
  report(columns)
}

async function measure(address: Address): Promise<Times> {
  const store = (held.store = openStore(address))
  await migrate(store)
  const sizes = Array.from({ length: COHORTS }, (_, i) => Math.floor(LEARNERS / COHORTS) + (i < LEARNERS % COHORTS ? 1 : 0))
  const { course } = await manyLearners(store, { course: courseOfMany(18), cohorts: sizes, complete: 0.9 })
  const records = (filter: Record<string, string>) => readRecords(course, RecordFilter.parse(filter), { locale: 'en' })
  const times = {
    'matrix, first page, function': await timed(CALLS, () => records({})),
    'matrix, overdue and a search, function': await timed(CALLS, () =>
      records({ q: 'ana', standing: 'complete', sort: 'completed', page: '2' }),
    ),
    'release of all attempts, once': await timed(1, () => releaseCourse(course)),
    'release with nothing new': await timed(5, () => releaseCourse(course)),
    'analytics, function': await timed(CALLS, async () => analyticsView((await courseAnalytics(course)).all!.cells, 'en')),
    'item statistics, function': await timed(10, () => scenarioStatistics()),
  }
  await store.db.destroy()
  held.store = undefined
  return { ...times, ...(await measurePages(address, course)) }
}

async function measurePages(address: Address, course: string): Promise<Pick<Times, Extract<Name, `${string}HTTP${string}`>>> {
  const server = await startServer({
    ...('url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }),
    env: { AUTH_SECRET },
  })
  try {
    const { cookie } = await somebody(address, server.port, ['administrator'])
    const get = async (path: string) => {
      const answer = await fetch(`${server.url}/en/manage/courses/${course}/${path}`, { headers: { cookie }, redirect: 'manual' })
      const text = await answer.text()
      if (answer.status !== 200 || !text.includes('Security onboarding')) throw new Error(`${path} answered ${answer.status}`)
    }
    await get('records')
    const matrix = await timed(PAGES, (i) => get(`records?page=${i + 1}`))
    const first = await timed(1, () => get('analytics'))
    return {
      'matrix, page over HTTP': matrix,
      'analytics, first page over HTTP': first,
      'analytics, page over HTTP': await timed(PAGES, () => get('analytics')),
    }
  } finally {
    await server.stop()
  }
}

async function timed(times: number, run: (i: number) => Promise<unknown>): Promise<number[]> {
  const figures: number[] = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    await run(i)
    figures.push(performance.now() - began)
  }
  return figures
}

function report(columns: [string, Times][]): void {
  const names = Object.keys(GOALS) as Name[]
  printTable(`Records and analytics, ${LEARNERS.toLocaleString('en')} learners × 20 items, ms`, [
    ['', 'goal p95', ...columns.flatMap(([kind]) => [`${kind} p50`, `${kind} p95`])],
    ...names.map((name) => [
      name,
      GOALS[name] === null ? '' : `≤ ${GOALS[name]}`,
      ...columns.flatMap(([, t]) => [quantile(t[name], 0.5), quantile(t[name], 0.95)]),
    ]),
  ])
  for (const [kind, times] of columns)
    for (const name of names) {
      const [p95, goal] = [quantile(times[name], 0.95), GOALS[name]]
      if (goal !== null && p95 > goal) console.log(`  Not reached on ${kind}: ${name}: ${Math.round(p95)}, to be ≤ ${goal}`)
    }
}
