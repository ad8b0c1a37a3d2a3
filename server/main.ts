/** The entry point: applies migrations, owns the port, and passes to Next what it does not answer itself. */
import { type Server, createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { newSetUpLink } from './accounts/invitations'
import { signedInUser } from './accounts/signed-in'
import { config } from './platform/config'
import { database, migrate, scrubSoon, store } from './database'
import { type Handler, createHandler } from './handler'
import { createEntry } from './http/entry'
import { createFairQueue } from './http/fair-queue'
import { jobs } from './jobs'
import { closeLibrary, openLibrary } from './library/library'
import { closeRooms } from './live/open-rooms'
import { captureConsole, endLog, log, logFault, reasonOf } from './platform/log'
import { openLiveGauges } from './live/gauges'
import { observe, openDatabaseGauges } from './observe'
import { type Scheduler, startScheduler } from './scheduler'
import { noteDisclosure } from './xapi/disclosure'

const DEV = process.env.NODE_ENV !== 'production'

async function main() {
  config()
  if (!DEV) captureConsole()
  log().info(await openDatabase())
  await noteDisclosure()
  log().info(`Library: ${await openLibrary()} scenarios`)
  openDatabaseGauges()
  openLiveGauges()
  // In case the process was killed just after an erasure.
  scrubSoon()
  const scheduler = startScheduler(jobs)

  const queue = createFairQueue()
  const { handle, openPages } = createHandler(DEV, queue)
  const server = createEntry({
    observe,
    handle,
    isSignedIn: async ({ headers }) => (await signedInUser(headers.cookie)) !== null,
  })
  server.on('connection', queue.connected)
  // From here on phones of a running session can reconnect, while the pages are still being loaded.
  await listen(server)
  endOnSignal(server, scheduler)
  warnOfOpenPort()
  openPages(await loadNext(server))
  log().info(`Second Look is ready at http://localhost:${config().PORT}`)
  await sayHowToSetUp()
  void scheduler.tick()
}

async function openDatabase(): Promise<string> {
  try {
    const { kind, where } = store()
    const applied = await migrate(store())
    return `Database: ${kind === 'sqlite' ? `SQLite in ${where}` : `PostgreSQL at ${where}`}${applied.length ? `, migrated (${applied.join(', ')})` : ''}`
  } catch (error) {
    throw new Error(
      `The database cannot be used (${config().DATABASE_URL ? 'DATABASE_URL' : `DATA_DIR=${config().DATA_DIR}`}): ${reasonOf(error)}`,
    )
  }
}

function listen(server: Server): Promise<void> {
  const { PORT, HOST } = config()
  // Proxies keep connections open for 60 s. With Node's default of 5 s, POSTs would be lost.
  server.keepAliveTimeout = 65_000
  server.on('error', (error: NodeJS.ErrnoException) => {
    stop(
      error.code === 'EADDRINUSE'
        ? `Port ${PORT} is taken by another program. Stop that one, or choose another port: PORT=${PORT + 1} npm start`
        : error.code === 'EACCES'
          ? `Port ${PORT} may not be used by this account. Choose one above 1023: PORT=3000 npm start`
          : `Cannot listen on ${HOST} (HOST), port ${PORT}: ${reasonOf(error)}`,
    )
  })
  // A thousand phones may connect at the same moment.
  return new Promise((done) => server.listen({ port: PORT, host: HOST, backlog: 4_096 }, done))
}

/** Loaded only after the port is open, because it takes longer than everything before. */
async function loadNext(server: Server): Promise<Handler> {
  const { default: next } = await import('next')
  // In development Next takes WebSockets from the server it is given, for reloading pages. In production it gets a dummy.
  const app = next({ dev: DEV, httpServer: DEV ? server : createServer(), hostname: config().HOST, port: config().PORT })
  await app.prepare()
  return app.getRequestHandler()
}

function endOnSignal(server: Server, scheduler: Scheduler): void {
  let ending = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      server.close()
      closeLibrary()
      // Streams never end on their own.
      void closeRooms().then(() => server.closeIdleConnections())
      setTimeout(() => server.closeAllConnections(), 2_000).unref()
      const stopped = Promise.race([scheduler.stop(), pause(2_000)])
      server.on(
        'close',
        () =>
          void stopped
            .then(() => store().scrub())
            .catch((error) => logFault('What was deleted could not be scrubbed from the file', error))
            .then(() => database().destroy())
            .then(endLog)
            .then(() => process.exit(0)),
      )
    })
  }
}

/** Warns if the port can be reached past the proxy, because such clients could claim any address. */
function warnOfOpenPort(): void {
  const { TRUSTED_PROXIES, HOST, PORT } = config()
  if (TRUSTED_PROXIES > 0 && ['0.0.0.0', '::'].includes(HOST))
    log().warn(
      `TRUSTED_PROXIES is ${TRUSTED_PROXIES} and HOST is ${HOST}: make sure that only the proxy can reach port ${PORT}, by HOST=127.0.0.1 or a firewall`,
    )
}

async function sayHowToSetUp(): Promise<void> {
  const link = await newSetUpLink()
  // Written past the log, which masks tokens, because this link makes its user the first administrator.
  if (link)
    process.stderr.write(
      framed(['There is no administrator yet.', 'Open this link to become the first one. It works once, within seven days:', '', link]),
    )
}

function framed(lines: readonly string[]): string {
  const rule = '='.repeat(Math.max(...lines.map((line) => line.length)))
  return `\n${[rule, ...lines, rule].join('\n')}\n\n`
}

/** For the person who started it by hand or looks up why it ended: a line of text on stderr, whatever the log's format is. */
function stop(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

main().catch((error: unknown) => stop(reasonOf(error)))
