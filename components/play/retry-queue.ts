export interface RetryQueue {
  start(): void
  hurry(): void
  stop(): void
}

/** Milliseconds before the n-th retry, from 0. */
export const waitBefore = (retry: number): number => Math.min(30_000, 500 * 2 ** retry)

/**
 * @param more whether something is left to send
 * @param send gets the number of previous tries; resolves with the milliseconds to wait, or null if it succeeded
 * @param idle called when nothing is left
 */
export function retryQueue(more: () => boolean, send: (retry: number) => Promise<number | null>, idle: () => void = () => {}): RetryQueue {
  let running = false
  let stopped = false
  let wake = () => {}

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  async function run() {
    for (let retry = 0; more() && !stopped; ) {
      const wait = await send(retry)
      if (stopped) break
      retry = wait === null ? 0 : retry + 1
      if (wait !== null) await pause(wait)
    }
    running = false
    if (!stopped) idle()
  }
  const hurry = () => wake()
  return {
    start() {
      if (running || stopped) return
      running = true
      void run()
    },
    hurry,
    stop() {
      stopped = true
      hurry()
    },
  }
}
