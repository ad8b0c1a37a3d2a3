/**
 * The one entry: owns the port, applies migrations, and hands every request to Next.
 * Live sessions are answered in front of Next: many phones ask for little, all at once.
 */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import next from 'next'
import { newSetUpLink } from './accounts/invitations'
import { signedInUser } from './accounts/signed-in'
import { config } from './platform/config'
import { oldNamesUntil } from './http/cookies'
import { database, migrate, scrubSoon, store } from './database'
import { localeOf } from './http/address'
import { createEntry } from './http/entry'
import { jobs } from './jobs'
import { closeLibrary, openLibrary } from './library/library'
import { handleLive } from './live/http'
import { hub } from './live/hub'
import { DEFAULT_LOCALE, standsInLocale, translator, withLocale } from './platform/locales'
import { captureConsole, log, logFault, reasonOf } from './platform/log'
import { organisation } from './organisation/organisation'
import { openLiveGauges } from './live/gauges'
import { answerMetrics, observe, openDatabaseGauges } from './observe'
import { addressOf, pageHeaders } from './http/headers'
import { startScheduler } from './scheduler'
import { createTurns } from './http/render-queue'

async function main() {
  const { PORT, HOST, TRUSTED_PROXIES } = config()
  const dev = process.env.NODE_ENV !== 'production'
  if (!dev) captureConsole()
  log().info(await openDatabase())
  log().info(`Library: ${await openLibrary()} patterns`)
  openDatabaseGauges()
  openLiveGauges()
  // Whoever was erased just before a kill.
  scrubSoon()
  const scheduler = startScheduler(jobs)

  const oldCookiesUntil = await oldNamesUntil(database())
  const server = createEntry({
    observe,
    handle,
    oldCookiesUntil,
    isSignedIn: async ({ headers }) => (await signedInUser(headers.cookie)) !== null,
  })
  // Next takes WebSockets from the server it is given: in development, where pages reload themselves. Otherwise there are none.
  const app = next({ dev, httpServer: dev ? server : createServer(), hostname: HOST, port: PORT })
  const inTurn = createTurns()
  // Phones of a session that goes on come back while the pages are still being made ready.
  const pages = app.prepare().then(() => app.getRequestHandler())

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (answerMetrics(request, response)) return
    if (!standsInLocale(request.url)) {
      void leadToLocale(request, response)
      return
    }
    if (handleLive(request, response)) return
    pageHeaders(request, response, dev)
    const page = () => void pages.then((answer) => answer(request, response))
    // What was built beforehand takes no time.
    if (request.url?.startsWith('/_next/')) page()
    else if (!inTurn(addressOf(request), response, page))
      response
        .writeHead(503, { 'retry-after': '10', 'content-type': 'text/plain; charset=utf-8' })
        .end(translator(localeOf(request), 'error')('busy'))
  }
  // Behind a proxy that keeps connections for 60 s, the default of 5 s drops posts.
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
  // A room of a thousand phones connects at one moment.
  server.listen({ port: PORT, host: HOST, backlog: 4_096 })

  let ending = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      server.close()
      closeLibrary()
      // Streams never end by themselves.
      void hub()
        .close()
        .then(() => server.closeIdleConnections())
      setTimeout(() => server.closeAllConnections(), 2_000).unref()
      const stopped = Promise.race([scheduler.stop(), pause(2_000)])
      server.on(
        'close',
        () =>
          void stopped
            .then(() => store().scrub())
            .catch((error) => logFault('What was deleted could not be scrubbed from the file', error))
            .then(() => database().destroy())
            .then(() => process.exit(0)),
      )
    })
  }

  // Whoever reaches this port past the proxy says of themselves which address they come from.
  if (TRUSTED_PROXIES > 0 && ['0.0.0.0', '::'].includes(HOST))
    log().warn(
      `TRUSTED_PROXIES is ${TRUSTED_PROXIES} and HOST is ${HOST}: see to it that only the proxy reaches port ${PORT}, by HOST=127.0.0.1 or by a firewall`,
    )
  await pages
  log().info(`Second Look is ready at http://localhost:${PORT}`)
  const link = await newSetUpLink()
  // Past the log, in which tokens are masked: it opens the organisation's door.
  if (link) process.stderr.write(`There is no administrator yet. This link makes the first one, within seven days:\n  ${link}\n`)
  void scheduler.tick()
}

/** Opens and migrates, and says what it found. */
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

/** To the page in a locale: the browser's choice, else the organisation's. */
async function leadToLocale(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { locale } = await organisation().catch(() => ({ locale: DEFAULT_LOCALE }))
  response.writeHead(307, { location: withLocale(request, locale)!, 'cache-control': 'no-store' }).end()
}

/** For whoever started it by hand or reads why it ended: a line of text on the error stream, whatever the log looks like. */
function stop(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

main().catch((error: unknown) => stop(reasonOf(error)))
