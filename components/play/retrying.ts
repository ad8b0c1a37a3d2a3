/** What has to reach somebody: sent one after the other, and again where it did not arrive. */
export interface Retrying {
  start(): void
  /** Tries at once what waits. */
  hurry(): void
  stop(): void
}

/**
 * @param more whether something is left to be sent
 * @param send takes how often it was tried; resolves with the milliseconds to wait, or null where it got somewhere
 * @param idle nothing is left
 */
export function retrying(more: () => boolean, send: (retry: number) => Promise<number | null>, idle: () => void = () => {}): Retrying {
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
