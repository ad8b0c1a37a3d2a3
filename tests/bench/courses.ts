/**
 * Records and figures of a large course, by functions and by real pages. Everything shares this machine's cores.
 * `COURSE_LEARNERS=1000` and `COURSE_DATABASES=sqlite` select less. `COURSE_OLDER=/path` measures another built checkout on the same data.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { CROWD } from '@/scenarios/engine/score/crowd'
import { scenarioFigures } from '@/scenarios/engine/score/figures'
import { countStanding } from '@/server/reports/compliance'
import { courseFigures, publishCourseFigures } from '@/server/reports/figures'
import { csvOf, recordTable } from '@/server/records/export'
import { readRecords } from '@/server/records/records'
import { type Store, held, migrate, openStore } from '@/server/database'
import { courseOfMany, manyLearners } from '../support/many-learners'
import { AUTH_SECRET, somebody } from '../support/people'
import { type Postgres, openPostgres } from '../support/postgres'
import { startServer } from '../support/server'
import type { Address } from '../support/store'
import { type Size, fill } from './courses/fill'
import { freshDatabase } from './live/database'
import { printTable, quantile } from './table'

const asked = Number(process.env.COURSE_LEARNERS) || null
const SIZES = {
  SQLite: { learners: asked ?? 10_000, items: 20, cohorts: 20, invited: (asked ?? 10_000) / 10 },
  PostgreSQL: { learners: asked ?? 100_000, items: 40, cohorts: 50, invited: (asked ?? 100_000) / 10 },
} satisfies Record<string, Size>
type Kind = keyof typeof SIZES
const OLDER = process.env.COURSE_OLDER
const wanted = (kind: Kind) =>
  (process.env.COURSE_DATABASES ?? 'sqlite,postgres').split(',').includes(kind === 'SQLite' ? 'sqlite' : 'postgres')
const [CALLS, PAGES] = [20, 20]

const FILTERS: Record<string, Record<string, string>> = {
  'first page': {},
  'a cohort by due day': { cohort: 'c1', sort: 'due' },
  'a cohort by completion': { cohort: 'c1', sort: 'completed', order: 'down' },
  'by status': { sort: 'state' },
  overdue: { state: 'overdue' },
  'not passed': { state: 'failed' },
  'search: a name': { q: 'ana baran' },
  'search: an address': { q: '' },
  'search: an invited address': { q: '' },
}
/** The highest acceptable p95, in milliseconds. */
const GOAL = { records: 200, figures: 100 }

interface Line {
  name: string
  goal: number | null
  times: number[]
}

export async function benchCourses(): Promise<void> {
  console.log(`\nLoad of this machine before: ${loadavg()[0]!.toFixed(2)}`)
  const postgres: Postgres | null = wanted('PostgreSQL') ? await openPostgres({ durable: true }) : null
  try {
    for (const kind of Object.keys(SIZES) as Kind[]) {
      if (!wanted(kind)) continue
      const runs = [['now', undefined] as const, ...(OLDER ? [['before', OLDER] as const] : [])]
      const columns: [string, Line[]][] = []
      for (const [when, checkout] of runs)
        columns.push([when, await inDatabase(kind, postgres, (address) => measure(address, SIZES[kind], checkout))])
      report(kind, columns)
    }
  } finally {
    await postgres?.stop()
  }
}

async function inDatabase<T>(kind: Kind, postgres: Postgres | null, run: (address: Address) => Promise<T>): Promise<T> {
  if (kind === 'SQLite') {
    const directory = mkdtempSync(join(tmpdir(), 'second-look-bench-'))
    return run({ directory }).finally(() => rmSync(directory, { recursive: true, force: true }))
  }
  const { url, drop } = await freshDatabase(postgres!.url)
  return run({ url }).finally(drop)
}

async function measure(address: Address, size: Size, checkout: string | undefined): Promise<Line[]> {
  // Each version migrates by itself, so that its data is in its own schema.
  if (checkout) await (await start(address, checkout)).stop()
  const store = openStore(address)
  if (!checkout) await migrate(store)
  const made = await fill(store, size)
  const filters = { ...FILTERS, 'search: an address': { q: made.somebody }, 'search: an invited address': { q: made.invited } }
  const lines = checkout ? [] : [...(await functions(store, made.course, filters)), ...(await figures(store))]
  await store.db.destroy()
  return [...lines, ...(await pages(address, made.course, filters, checkout))]
}

const start = (address: Address, checkout?: string) =>
  startServer({
    ...('url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }),
    ...(checkout && { checkout }),
    env: { AUTH_SECRET },
  })

async function functions(store: Store, course: string, filters: typeof FILTERS): Promise<Line[]> {
  held.store = store
  const lines: Line[] = []
  for (const [name, filter] of Object.entries(filters))
    lines.push({
      name: `records, ${name}`,
      goal: GOAL.records,
      times: await timed(CALLS, () => readRecords(course, RecordFilter.parse(filter))),
    })
  const table = () => recordTable(course, RecordFilter.parse({}), 'en')
  lines.push({
    name: 'export as CSV, all',
    goal: null,
    times: await timed(1, async () => new Response(csvOf(await table())).arrayBuffer()),
  })
  held.store = undefined
  return lines
}

/** A small course, with as many published rows as 100,000 attempts make at most. */
async function figures(store: Store): Promise<Line[]> {
  held.store = store
  const { course } = await manyLearners(store, { course: courseOfMany(18), cohorts: [60, 60] })
  const once = await timed(1, () => publishCourseFigures(course))
  const rows = await store.db.selectFrom('published_figure').selectAll().where('course_id', '=', course).execute()
  for (let i = 0; i * rows.length < 100_000 / CROWD; i++)
    await store.db
      .insertInto('published_figure')
      .values(rows.map((row) => ({ ...row, id: `${row.id} ${i}`, block: `cohort ${i % 50}` })))
      .execute()
  const lines: Line[] = [
    { name: 'figures of 2,160 attempts, published', goal: null, times: once },
    { name: 'figures, with nothing new to publish', goal: null, times: await timed(5, () => publishCourseFigures(course)) },
    { name: 'figures, read', goal: GOAL.figures, times: await timed(CALLS, async () => scenarioFigures(await courseFigures(course))) },
    { name: 'compliance, counted by its job', goal: null, times: await timed(5, () => countStanding()) },
  ]
  held.store = undefined
  return lines
}

async function pages(address: Address, course: string, filters: typeof FILTERS, checkout: string | undefined): Promise<Line[]> {
  const server = await start(address, checkout)
  try {
    const { cookie } = await somebody(address, server.port, ['owner', 'administrator'])
    const get = async (filter: Record<string, string>) => {
      const path = `/en/manage/courses/${course}/records?${new URLSearchParams(filter)}`
      const answer = await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })
      const text = await answer.text()
      if (answer.status !== 200 || !text.includes('Security onboarding')) throw new Error(`${path} answered ${answer.status}`)
    }
    await get({})
    const lines: Line[] = []
    for (const [name, filter] of Object.entries(filters))
      lines.push({ name: `records page, ${name}`, goal: GOAL.records, times: await timed(PAGES, () => get(filter)) })
    return lines
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

function report(kind: Kind, columns: [string, Line[]][]): void {
  const { learners, items, invited } = SIZES[kind]
  const names = columns[0]![1].map(({ name }) => name)
  const line = (lines: Line[], name: string) => lines.find((l) => l.name === name)
  printTable(`${kind}: ${learners.toLocaleString('en')} people × ${items} items, ${invited.toLocaleString('en')} more invited, ms`, [
    ['', 'goal p95', ...columns.flatMap(([when]) => [`${when} p50`, `${when} p95`])],
    ...names.map((name) => [
      name,
      line(columns[0]![1], name)!.goal === null ? '' : `≤ ${line(columns[0]![1], name)!.goal}`,
      ...columns.flatMap(([, lines]) => [0.5, 0.95].map((q) => (line(lines, name) ? quantile(line(lines, name)!.times, q) : ''))),
    ]),
  ])
  for (const { name, goal, times } of columns[0]![1]) {
    const p95 = quantile(times, 0.95)
    if (goal !== null && p95 > goal) console.log(`  Not reached on ${kind}: ${name}: ${Math.round(p95)}, to be ≤ ${goal}`)
  }
}
