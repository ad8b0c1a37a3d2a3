/**
 * A year of a ministry: people are invited and never join, come, learn, fail, renew, move, marry, leave and are erased; some start at a site
 * that nobody had thought of, and an owner adds people twice. After each week every screen and file about the records is compared with a
 * recount that knows only what happened, by “Who counts” of docs/courses.md. `npm run test:deep` runs twenty-four people on SQLite; `npm run soak -- year` runs three thousand on both databases,
 * or YEAR_PEOPLE.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rolesOf } from '@/server/accounts/people'
import { jobs } from '@/server/jobs'
import { type Job, startScheduler } from '@/server/scheduler'
import { OrganisationSchema, saveOrganisation } from '@/server/organisation/organisation'
import type { Store } from '@/server/database'
import { holdStore, onEachDatabase, onSqlite } from '../support/store'
import { COURSES } from './year/courses'
import { DAY } from './year/model'
import { type Difference, compareCoded, compareErased, compareFigures, compareNamed, findErased, smallest } from './year/recount'
import { compareAuditFile, compareScreens, compareTables } from './year/papers'
import { START, Year } from './year/year'

vi.hoisted(() => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:1'
  process.env.PUBLIC_URL = 'https://training.example'
  process.env.AUTH_SECRET = 'a secret that is only good for a test'
  process.env.LOG_LEVEL = 'error'
})
vi.mock('nodemailer', async () => (await import('./year/post')).standIn)
// Outside of a request there are no headers and no cookies.
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, getAll: () => [], has: () => false, set: () => {}, delete: () => {} }),
}))
// Hashing a password is slow on purpose, too slow for three thousand.
vi.mock('@/server/accounts/hashing', async (original) => ({
  ...(await original<typeof import('@/server/accounts/hashing')>()),
  hash: async () => 'no password opens this',
}))

const WHOLE = process.env.SOAK_RUNS !== undefined
const PEOPLE = WHOLE ? Number(process.env.YEAR_PEOPLE || 3_000) : 24
const WEEKS = 52
/** The short year is the same each time. */
const seed = Number(process.env.SOAK_SEED || (WHOLE ? Date.now() % 2 ** 31 : 15))
const HOUR = DAY / 24
/** Weeks between two searches of every journal for erased people. */
const LOOK = WHOLE ? 13 : 4

/** What the server's scheduler runs. If a job fails, the week fails. */
class Evening {
  readonly faults: unknown[] = []
  private again = false
  private readonly scheduler = startScheduler(
    jobs.map((job) => ({ ...job, run: (stopping) => this.watch(job, stopping) })),
    2 ** 31 - 1,
  )
  private async watch(job: Job, stopping: AbortSignal): ReturnType<Job['run']> {
    try {
      const done = await job.run(stopping)
      if (done && 'again' in done) this.again = true
      return done
    } catch (error) {
      this.faults.push(error)
      throw error
    }
  }
  async pass(year: Year): Promise<void> {
    do {
      this.again = false
      await this.scheduler.tick()
      year.later()
    } while (this.again)
  }
  stop = (): Promise<void> => this.scheduler.stop()
}

describe(`a year of ${PEOPLE} people, seed ${seed}`, () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: START }))
  afterAll(() => void vi.useRealTimers())

  const onDatabases = WHOLE ? onEachDatabase : onSqlite
  onDatabases((fresh) => {
    const store = holdStore(fresh)
    test('agrees with a recount after every week', () => live(store()), WHOLE ? 4 * 60 * 60_000 : 15 * 60_000)
  })
})

async function live(store: Store): Promise<void> {
  // The process still caches it for the other database.
  ;(globalThis as { secondLook?: Map<string, unknown> }).secondLook?.delete('auth')
  // Nothing here needs to survive a power cut.
  if (store.kind === 'sqlite') await sql`pragma synchronous = off`.execute(store.db)
  const evening = new Evening()
  const year = new Year(PEOPLE, seed, (at) => vi.setSystemTime(at))
  const began = performance.now()
  try {
    vi.setSystemTime(START)
    await saveOrganisation(OrganisationSchema.parse({ name: 'Ministry', domains: ['ministry.example'] }))
    await year.open()
    for (let week = 0; week < WEEKS; week++) {
      const differences = await liveWeek(year, week, evening)
      expect(evening.faults, `jobs of week ${week + 1}`).toEqual([])
      if (differences.length === 0) differences.push(...(await recount(year, store, week)))
      const least = smallest(differences)
      if (least) throw new Error(`Week ${week + 1}, seed ${seed}: ${differences.length} differences, the smallest is\n  ${least.what}`)
    }
  } finally {
    await evening.stop()
  }
  const { counts, model, post } = year
  expect(await rolesOf(year.deputy.id), 'the administrator who left').toEqual(['learner'])
  expect(await rolesOf(year.chief.id), 'the last administrator').toContain('administrator')
  console.log(
    `${store.kind}, seed ${seed}: ${WEEKS} weeks, ${model.people.length} people, ${post.reminders} reminders, ${JSON.stringify(counts)}, ${Math.round((performance.now() - began) / 1000)} s`,
  )
  for (const what of [
    'joined',
    'completed',
    'failed',
    'renewed',
    'repeated',
    'undone',
    'left',
    'back',
    'removed',
    'erased',
    'held',
    'at a new site',
    'renamed',
    'added twice',
  ])
    expect(counts[what], what).toBeGreaterThan(0)
  expect(model.figures.size, 'figures').toBeGreaterThan(0)
}

/** Each day ends with the server's jobs. Letters are read before anything else happens to the people they are about. */
async function liveWeek(year: Year, week: number, evening: Evening): Promise<Difference[]> {
  const wrong: Difference[] = []
  const readPost = () => wrong.push(...year.post.open(year.courses))
  for (let day = 0; day < 7; day++) {
    const midnight = START + (week * 7 + day) * DAY
    year.at(midnight + 8 * HOUR)
    await year.thinkAgain()
    if (day === 0) await year.weekly(week)
    if (day === 2) await year.manage()
    if (day === 4) await year.vanish()
    readPost()
    year.at(Math.max(year.model.now, midnight + 12 * HOUR))
    await year.learn()
    year.at(midnight + 23 * HOUR)
    await evening.pass(year)
    year.model.listCodes()
    year.model.publish()
    readPost()
  }
  return wrong
}

async function recount(year: Year, store: Store, week: number): Promise<Difference[]> {
  const { model, courses } = year
  const found: Difference[] = []
  for (const [i, course] of courses.entries()) {
    const compare = COURSES[i]!.people === 'codes' ? compareCoded : compareNamed
    for (const check of [compare, compareErased, compareFigures]) found.push(...(await check(model, course)))
    if (compare === compareCoded) continue
    for (const check of [compareScreens, compareTables]) found.push(...(await check(model, course)))
  }
  if (week % LOOK === LOOK - 1) {
    const byName = courses.filter((_, i) => COURSES[i]!.people === 'names')
    found.push(...(await compareAuditFile(model, byName, await year.cohortNames(), year.chief.id)))
  }
  found.push(...(await findErased(store, model, week % LOOK === LOOK - 1)))
  return found
}
