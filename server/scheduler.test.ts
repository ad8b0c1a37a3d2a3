import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { log } from './platform/log'
import { type Job, type Scheduler, startScheduler } from './scheduler'

const HOUR = 3600_000

describe('the scheduler', () => {
  onEachDatabase((fresh) => {
    const store = holdStore(fresh)
    const open: Scheduler[] = []
    /** Schedulers like those of several processes on one database, without their own timers. */
    const processes = (jobs: Job[], count: number): Scheduler[] => {
      const started = Array.from({ length: count }, () => startScheduler(jobs, HOUR))
      open.push(...started)
      return started
    }
    const tickAll = (all: Scheduler[]) => Promise.all(all.map((s) => s.tick()))
    const claimedAt = async (name: string) =>
      (await store().db.selectFrom('setting').select('updated_at').where('name', '=', `job ${name}`).executeTakeFirstOrThrow()).updated_at
    const setClaimedAt = (name: string, updated_at: number) =>
      store().db.updateTable('setting').set({ updated_at }).where('name', '=', `job ${name}`).execute()

    beforeEach(() => {
      vi.spyOn(log(), 'info').mockImplementation(() => {})
      vi.spyOn(log(), 'error').mockImplementation(() => {})
    })
    afterEach(async () => {
      for (const scheduler of open.splice(0)) await scheduler.stop()
      vi.restoreAllMocks()
    })

    test('runs a due job once, however many processes ask at the same moment', async () => {
      let runs = 0
      let together = 0
      const job: Job = {
        name: 'counted',
        every: HOUR,
        run: async () => {
          expect(++together).toBe(1)
          runs++
          await pause(50)
          together--
          return { runs }
        },
      }
      const all = processes([job], 4)
      await tickAll(all)
      await tickAll(all)
      expect(runs).toBe(1)
      await setClaimedAt('counted', Date.now() - HOUR - 1)
      await tickAll(all)
      expect(runs).toBe(2)
      expect(log().info).toHaveBeenCalledWith(expect.objectContaining({ job: 'counted', runs: 2 }), 'Job done')
    })

    test('lets others run before a job that has more to do goes on, and then waits as long as ever', async () => {
      const order: string[] = []
      const long: Job = {
        name: 'sliced',
        every: HOUR,
        async run(): ReturnType<Job['run']> {
          order.push('sliced')
          if (order.filter((name) => name === 'sliced').length < 3) return { again: { sent: 1 } }
          return { sent: 1 }
        },
      }
      const other: Job = {
        name: 'brief',
        every: HOUR,
        run: async () => {
          order.push('brief')
          return null
        },
      }
      const [one] = processes([long, other], 1)
      await one!.tick()
      expect(order).toEqual(['sliced', 'brief', 'sliced', 'sliced'])
      await one!.tick()
      expect(order).toHaveLength(4)
      expect(log().info).toHaveBeenCalledWith(expect.objectContaining({ job: 'sliced', sent: 1 }), 'Job done')
    })

    test('does not run it again after a restart', async () => {
      const run = vi.fn(async () => null)
      for (let restart = 0; restart < 3; restart++) {
        const [scheduler] = processes([{ name: 'daily', every: 24 * HOUR, run }], 1)
        await scheduler!.tick()
        await scheduler!.stop()
      }
      expect(run).toHaveBeenCalledTimes(1)
    })

    test('retries a failed job within minutes, and continues with the others', async () => {
      const next = vi.fn(async () => null)
      const [scheduler] = processes(
        [
          { name: 'broken', every: HOUR, run: () => Promise.reject(new Error('no mail server')) },
          { name: 'next', every: HOUR, run: next },
        ],
        1,
      )
      await scheduler!.tick()
      expect(next).toHaveBeenCalledTimes(1)
      expect(log().error).toHaveBeenCalledWith(expect.objectContaining({ error: 'no mail server' }), 'Job broken failed')
      const dueIn = (await claimedAt('broken')) + HOUR - Date.now()
      expect(dueIn).toSatisfy((ms: number) => ms > 0 && ms <= 5 * 60_000)
    })

    test('keeps a job that takes longer than its interval in one process', async () => {
      const other = vi.fn(async () => null)
      let end = () => {}
      const slow = () =>
        new Promise<null>((done) => {
          end = () => done(null)
        })
      const [one, two] = [slow, other].map((run) => processes([{ name: 'slow', every: 3_000, run }], 1)[0]!)
      const running = one!.tick()
      await expect.poll(() => claimedAt('slow').catch(() => 0)).toBeGreaterThan(0)
      await setClaimedAt('slow', 0)
      await expect.poll(() => claimedAt('slow'), { timeout: 20_000 }).toBeGreaterThan(0)
      await two!.tick()
      expect(other).not.toHaveBeenCalled()
      end()
      await running
    })

    test('signals the running job to stop, waits for it, and starts no other', async () => {
      const said: string[] = []
      const [scheduler] = processes(
        [
          {
            name: 'long',
            every: HOUR,
            run: async (stopping) => {
              await new Promise<void>((done) => stopping.addEventListener('abort', () => done()))
              await pause(20)
              said.push('stopped')
              return null
            },
          },
          {
            name: 'after',
            every: HOUR,
            run: async () => {
              said.push('after')
              return null
            },
          },
        ],
        1,
      )
      const ticking = scheduler!.tick()
      await expect.poll(() => claimedAt('long').catch(() => 0)).toBeGreaterThan(0)
      await scheduler!.stop()
      expect(said).toEqual(['stopped'])
      await ticking
    })
  })
})
