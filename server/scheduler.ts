import 'server-only'
import { type Database, database } from './database'
import { log, logFault } from './platform/log'

type Numbers = Record<string, number>

export interface Job {
  name: string
  /** Milliseconds from the start of one run to the start of the next; at least a minute. A restart in between starts no extra run. */
  every: number
  /** @param stopping a long job stops at the next good point @returns numbers for the log; `again`: more to do after the other jobs */
  run(stopping: AbortSignal): Promise<Numbers | { again: Numbers } | null>
}

const TICK = 60_000
/** How soon a failed run is retried. */
const RETRY = 5 * 60_000

export interface Scheduler {
  tick(): Promise<void>
  stop(): Promise<void>
}

export function startScheduler(jobs: readonly Job[], every = TICK): Scheduler {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  const tick = () =>
    (running ??= runDue(jobs, stopping.signal).finally(() => {
      running = null
    }))
  const timer = setInterval(() => void tick(), every).unref()
  return {
    tick,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}

async function runDue(jobs: readonly Job[], stopping: AbortSignal): Promise<void> {
  let more = true
  while (more) {
    more = false
    for (const job of jobs) {
      if (stopping.aborted) return
      try {
        if (await claim(job)) more = (await run(job, stopping)) || more
      } catch (error) {
        logFault(`Job ${job.name} could not be begun`, error)
      }
    }
  }
}

const rowOf = (job: Job): string => `job ${job.name}`

/** A row of `setting` holds when each job last started or was running. Only one process can update it, and runs the job. */
async function claim(job: Job, now = Date.now()): Promise<boolean> {
  const db = database()
  const made = await db
    .insertInto('setting')
    .values({ name: rowOf(job), body: '{}', updated_at: now })
    .onConflict((c) => c.column('name').doNothing())
    .returning('name')
    .executeTakeFirst()
  if (made) return true
  const moved = await db
    .updateTable('setting')
    .set({ updated_at: now })
    .where('name', '=', rowOf(job))
    .where('updated_at', '<=', now - job.every)
    .returning('name')
    .executeTakeFirst()
  return moved !== undefined
}
const setClaim = (job: Job, at: number, db: Database = database()): Promise<unknown> =>
  db.updateTable('setting').set({ updated_at: at }).where('name', '=', rowOf(job)).execute()

/** @returns whether to run it again as soon as the other jobs have had their turn */
async function run(job: Job, stopping: AbortSignal): Promise<boolean> {
  const began = Date.now()
  // Keeps the claim while a run takes longer than its interval. If the process is killed, another takes over.
  const held = setInterval(() => void setClaim(job, Date.now()).catch((error) => logFault(`Job ${job.name}`, error)), job.every / 3).unref()
  try {
    const done = await job.run(stopping)
    const again = isAgain(done)
    log().info({ job: job.name, ms: Date.now() - began, ...(again ? done.again : done) }, 'Job done')
    if (again) await setClaim(job, began - job.every)
    return again
  } catch (error) {
    logFault(`Job ${job.name} failed`, error)
    await setClaim(job, Date.now() - job.every + Math.min(job.every, RETRY)).catch(() => {})
    return false
  } finally {
    clearInterval(held)
  }
}
const isAgain = (done: Awaited<ReturnType<Job['run']>>): done is { again: Numbers } => done !== null && typeof done.again === 'object'
