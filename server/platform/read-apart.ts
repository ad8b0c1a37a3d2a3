import 'server-only'
import { fork } from 'node:child_process'
import { shared } from './shared'

/** What server/commands/bundle.js makes of server/reader.ts. */
const PROGRAM = '.bundle/reader/reader.mjs'
/** Milliseconds, MB, and how many readings may be under way or wait. An honest file takes a tenth of the time. */
export const READING_LIMITS = { time: 15_000, memory: 192, waiting: 5 }
/** With this Node ends on Windows if its memory does not suffice; elsewhere it gets a signal. */
const ABORTED = 134

export type Answer<Result> = { read: Result } | { error: unknown }

const turns = () => shared('readings', () => ({ waiting: 0, last: Promise.resolve<unknown>(null) }))

/**
 * Reads what somebody sent in a process of its own, one after another, so that pages are answered meanwhile. A thread would not do:
 * without memory it may end the whole server.
 * @param name a reading that server/reader.ts offers
 * @returns null if it took too long or too much memory, or if too many wait
 */
export async function readApart<Read extends (...given: never[]) => unknown>(
  name: string,
  ...given: Parameters<Read>
): Promise<ReturnType<Read> | null> {
  const all = turns()
  if (all.waiting >= READING_LIMITS.waiting) return null
  all.waiting++
  const reading = all.last.then(() => inProcess<ReturnType<Read>>(name, given))
  all.last = reading.catch(() => null)
  return reading.finally(() => all.waiting--)
}

function inProcess<Result>(name: string, given: unknown[]): Promise<Result | null> {
  const { time, memory } = READING_LIMITS
  // It is no part of the pages' bundle, and needs no setting and no secret of ours.
  const child = fork(/* turbopackIgnore: true */ PROGRAM, {
    env: { NODE_ENV: 'production' },
    execArgv: [`--max-old-space-size=${memory}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: time,
    killSignal: 'SIGKILL',
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('message', (answer: Answer<Result>) => ('read' in answer ? resolve(answer.read) : reject(answer.error)))
    child.on('close', (code, signal) => (signal || code === ABORTED ? resolve(null) : reject(new Error(`${PROGRAM} ended with ${code}`))))
    child.send({ name, given })
  })
}
