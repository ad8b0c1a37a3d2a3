import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { type Logger, pino } from 'pino'
import { config } from './config'
import { shared } from './shared'
import { inOurFiles } from './stack-trace'

/** Nothing personal: no ids, tokens, addresses or query strings. Fields are chosen one by one, and text from outside is masked. */
export const log = (): Logger => shared('log', openLog)

/** Bytes that may wait for the collector. Lines beyond that are dropped. */
const MOST_WAITING = 16 * 1024 * 1024

const formatOf = () => config().LOG_FORMAT ?? (process.stdout.isTTY ? 'text' : 'json')
/** Not synchronous, because a slow collector would then hold up every room. */
const collector = () => shared('collector', () => pino.destination({ fd: 1, sync: false, maxLength: MOST_WAITING }))

/**
 * Waits up to a second for the collector, so that no line is cut. Later lines are dropped: writing to an ended stream would throw, and in a
 * handler of last resort that ends the process with code 7.
 */
export async function endLog(): Promise<void> {
  if (formatOf() === 'text') return
  log().level = 'silent'
  const stream = collector()
  await Promise.race([new Promise((done) => stream.once('close', done).end()), pause(1_000)])
}

function openLog(): Logger {
  const options = {
    level: config().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return formatOf() === 'json' ? pino(options, collector()) : pino(options, { write: (line) => process.stdout.write(asText(line)) })
}

function asText(line: string): string {
  const { level, time: _, msg, ...fields } = JSON.parse(line) as Record<string, unknown>
  const rest = Object.entries(fields)
    .map(([name, value]) => (String(value).includes('\n') ? `\n${value}` : ` ${name}=${value}`))
    .join('')
  return `${level === 'info' ? '' : `${level}: `}${msg}${rest}\n`
}

/** Logs a fault. The error's message is masked, its stack kept, and anything else it carries (rows, parameters) left out. */
export function logFault(what: string, error: unknown): void {
  log().error(fieldsOf(error), what)
}
const fieldsOf = (error: unknown): Record<string, string> => {
  if (!(error instanceof Error)) return { error: masked(String(error)) }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  return { error: masked(reasonOf(error)), type: error.name, ...(frames && { stack: inOurFiles(frames) }) }
}

/** When every address of a name refuses the connection, the error is an AggregateError without a message of its own. */
export const reasonOf = (error: unknown): string =>
  error instanceof AggregateError ? error.errors.map(reasonOf).join('; ') : error instanceof Error ? error.message : String(error)

const MASKS: [RegExp, (found: string) => string][] = [
  [/\u001b\[[\d;]*m/g, () => ''],
  [/(?<![^\s"'<>()=:,@])[^\s"'<>()=:,@]+@[^\s"'<>()=:,]+/g, () => '[e-mail]'],
  [/\?[^\s"']+/g, (query) => (query.includes('=') ? '?…' : query)],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g, () => '[address]'],
  [/[\w-]{20,}/g, () => '[id]'],
]
/** Text from outside, with everything masked that could identify a person. */
export const masked = (text: string): string => MASKS.reduce((rest, [mask, instead]) => rest.replace(mask, instead), text)

/** Redirects the console, to which packages write, into the log: texts masked, errors as above, objects dropped. */
export function captureConsole(): void {
  for (const [name, level] of [
    ['log', 'info'],
    ['info', 'info'],
    ['warn', 'warn'],
    ['error', 'error'],
  ] as const) {
    console[name] = (...said: unknown[]) => {
      const error = said.find((part) => part instanceof Error)
      const text = said
        .filter((part) => typeof part === 'string')
        .map(masked)
        .join(' ')
        .trim()
      if (error || text) log()[level](error ? fieldsOf(error) : {}, text || 'A fault')
    }
  }
}
