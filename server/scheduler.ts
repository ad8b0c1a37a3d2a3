import 'server-only'
import { type Database, database } from './database'
import { log, logFault } from './platform/log'

/** Work that is done again and again, by one process at a time however many share the database. */
export interface Job {
  name: string
  /** Milliseconds between the beginnings of two runs; at least a minute. A restart in between begins no run of its own. */
  every: number
  /**
   * @param stopping aborted when the process is about to end: a long job stops at the next good place
   * @returns what was done, in numbers, for the log; null where there was nothing to do
   */
  run(stopping: AbortSignal): Promise<Record<string, number> | null>
}

const TICK = 60_000
/** A run that failed is tried again after so long. */
const RETRY = 5 * 60_000

export interface Scheduler {
  /** Runs what is due now, one after the other. */
  tick(): Promise<void>
  /** Begins nothing more, and waits for the job that is running. */
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
  for (const job of jobs) {
    if (stopping.aborted) return
    try {
      if (await claim(job)) await run(job, stopping)
    } catch (error) {
      logFault(`Job ${job.name} could not be begun`, error)
    }
  }
}

const rowOf = (job: Job): string => `job ${job.name}`

/**
 * A row of `setting` says when each job was last begun, or last known to be running. Who moves it on runs the job:
 * of several processes that is one.
 */
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

async function run(job: Job, stopping: AbortSignal): Promise<void> {
  const began = Date.now()
  // A run that takes longer than its interval stays this process's own; one whose process was killed is taken over.
  const held = setInterval(() => void setClaim(job, Date.now()).catch((error) => logFault(`Job ${job.name}`, error)), job.every / 3).unref()
  try {
    const done = await job.run(stopping)
    log().info({ job: job.name, ms: Date.now() - began, ...done }, 'Job done')
  } catch (error) {
    logFault(`Job ${job.name} failed`, error)
    await setClaim(job, Date.now() - job.every + Math.min(job.every, RETRY)).catch(() => {})
  } finally {
    clearInterval(held)
  }
}
