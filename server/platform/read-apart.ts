import 'server-only'
import { type ChildProcess, fork } from 'node:child_process'
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

/** Milliseconds after which a process that nobody needed ends. */
const IDLE = 60_000
interface Staying {
  child: ChildProcess | null
  last: Promise<unknown>
  idle?: NodeJS.Timeout
}

/**
 * As `readApart`, in one process that stays for the next reading, because starting one takes longer than to read what an author saved.
 * Ends, and is started anew for the next one, if a reading takes too long or too much memory.
 */
export async function readStaying<Read extends (...given: never[]) => unknown>(
  name: string,
  ...given: Parameters<Read>
): Promise<ReturnType<Read> | null> {
  const staying = shared('staying reader', (): Staying => ({ child: null, last: Promise.resolve() }))
  const reading = staying.last.then(async () => {
    clearTimeout(staying.idle)
    const child = (staying.child ??= started())
    const answer = await answered<ReturnType<Read>>(child, { name, given, stay: true }).finally(() => {
      if (child.exitCode !== null || child.signalCode !== null || !child.connected) staying.child = null
    })
    staying.idle = setTimeout(() => {
      staying.child?.kill('SIGKILL')
      staying.child = null
    }, IDLE).unref()
    return answer
  })
  staying.last = reading.catch(() => null)
  return reading
}

function started(): ChildProcess {
  const child = fork(/* turbopackIgnore: true */ PROGRAM, {
    env: { NODE_ENV: 'production' },
    execArgv: [`--max-old-space-size=${READING_LIMITS.memory}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // It must not keep a server alive that is asked to end.
  child.unref()
  ;(child.channel as { unref?: () => void } | null)?.unref?.()
  return child
}

function answered<Result>(child: ChildProcess, asked: object): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), READING_LIMITS.time)
    const done = () => {
      clearTimeout(late)
      child.off('message', heard).off('error', failed).off('close', ended)
    }
    const heard = (answer: unknown) => {
      done()
      const given = answer as Answer<Result>
      if ('read' in given) resolve(given.read)
      else reject(given.error)
    }
    const failed = (error: Error) => {
      done()
      reject(error)
    }
    const ended = () => {
      done()
      resolve(null)
    }
    child.on('message', heard).on('error', failed).on('close', ended)
    child.send(asked)
  })
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
