import 'server-only'

/** If more than this wait, the database cannot keep up, and we ask senders to try again later. */
const FULL = 20_000
const MOST = 500

/** While one group runs, collects what arrives into the next, so that many share one commit. `busy` if too many wait. */
export function grouped<T, R>(run: (items: T[]) => Promise<R[]>): (item: T) => Promise<R | 'busy'> {
  const waiting: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = []
  let running = false
  async function work() {
    // Includes what arrives in the same turn of the event loop.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const group = waiting.splice(0, MOST)
      try {
        const results = await run(group.map((w) => w.item))
        for (const [i, { resolve }] of group.entries()) resolve(results[i]!)
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    running = false
  }
  return (item) => {
    if (waiting.length >= FULL) return Promise.resolve('busy')
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running) return
      running = true
      void work()
    })
  }
}
