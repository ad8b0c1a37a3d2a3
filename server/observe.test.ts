import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { answer, ask, joinBy, openSession, participantStream, giveCommand } from '@/tests/support/live'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { command } from '@/tests/support/postgres'
import { everything, onPostgres } from '@/tests/support/store'
import { openStore } from './database'
import { builtRoutes, routeOf, sourceRoutes } from './routes'

interface Line {
  level: string
  msg: string
  method?: string
  route?: string
  status?: number
  ms?: number
  [field: string]: unknown
}
/** Only the log, without the set-up link, which is printed past it. */
const logOf = (server: TestServer): string => server.output().replace(/\n=+\nThere is no administrator yet\.\n[^=]*\n=+\n\n/, '')
const linesOf = (server: TestServer): Line[] =>
  logOf(server)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

/** Parses /metrics by name and labels. @throws on a line that is not in the format */
function parseMetrics(text: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const line of text.split('\n').filter(Boolean)) {
    if (/^# (HELP [a-zA-Z_:][\w:]* .+|TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram|summary|untyped))$/.test(line)) continue
    const read =
      /^([a-zA-Z_:][\w:]*(?:\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*"(?:,[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*")*\})?) (NaN|[+-]Inf|[+-]?[\d.]+(?:e[+-]?\d+)?)$/.exec(
        line,
      )
    if (!read) throw new Error(`not in the format: ${line}`)
    expect(found.has(read[1]!), `${read[1]} twice`).toBe(false)
    found.set(read[1]!, Number(read[2]))
  }
  return found
}

describe('an address', () => {
  test.each([
    ['/en', '/[locale]'],
    ['/', '/'],
    ['/en/learn?role=engineer', '/[locale]/learn'],
    ['/en/learn/T01', '/[locale]/learn/[scenario]'],
    ['/en/learn/data', '/[locale]/learn/data'],
    ['/en/learn/attempts/abc/events', '/[locale]/learn/attempts/[attempt]/events'],
    ['/en/live/abcdefghijklmnopqrst/stream?as=facilitator', '/[locale]/live/[session]/stream'],
    ['/en/j/12345678', '/[locale]/j/[code]'],
    ['/_next/static/chunks/x.css', '/_next'],
    ['/healthz', '/healthz'],
    ['/metrics', '/metrics'],
    ['/en/who/knows/what', 'other'],
    ['/sam@example.org/a/b/c/d', 'other'],
  ])('%s is logged as %s', (address, route) => {
    expect(routeOf(address)).toBe(route)
  })
  test('is looked up in the build’s routes, which equal those in the sources', () => {
    const built = builtRoutes().filter((route) => !/^\/(_|icon)/.test(route))
    expect(built.length).toBeGreaterThan(100)
    expect(built.sort()).toEqual(sourceRoutes().sort())
  })
})

describe('a server in use', () => {
  let server: TestServer
  const secrets: string[] = []
  beforeAll(async () => {
    server = await startServer({ env: { AUTH_SECRET, LOG_LEVEL: 'debug' } })
    const { url, port, dataDir } = server
    const form = (path: string, cookie: string, body = '') =>
      ask(`${url}${path}`, { method: 'POST', cookie, body, type: 'application/x-www-form-urlencoded' })
    const person = await somebody({ directory: dataDir }, port, ['administrator'], 'Jogaila Vytautaitis')
    secrets.push(person.email, person.name, person.cookie, '127.0.0.1', '203.0.113.77')
    // Somebody with an account, somebody without, and a session.
    for (const cookie of [person.cookie, '']) {
      const begun = await form('/en/learn/T01/start', cookie)
      const own = cookie || begun.headers['set-cookie']!.map((c) => c.split(';')[0]).join('; ')
      const path = new URL(begun.headers.location!, url).pathname
      await ask(`${url}${path}?flag=1`, { cookie: own, headers: { 'x-forwarded-for': '203.0.113.77' } })
      await form(`${path}/events`, own, 'seq=0')
      await form('/en/learn/data/link', own)
      secrets.push(own, path.split('/').at(-1)!)
    }
    await ask(`${url}/en/manage`, { cookie: person.cookie })
    await ask(`${url}/en/learn?${new URLSearchParams({ email: person.email })}`)
    for (const path of ['sign-in/email', 'sign-in/social', 'forget-password']) {
      await ask(`${url}/api/auth/${path}`, {
        method: 'POST',
        body: JSON.stringify({ email: person.email, password: 'wrong, and long', provider: person.email }),
      })
    }
    await ask(`${url}/en/${encodeURIComponent(person.email)}`)
    const session = await openSession(url, { names: 'nicknames' })
    secrets.push(session.id, session.code, session.cookie, session.projectorKey)
    const phone = await joinBy(url, session, { name: 'Jogaila' })
    secrets.push(phone)
    const stream = participantStream(session.base, phone)
    await stream.connect()
    await giveCommand(session, 0, { type: 'start' } as never)
    await stream.until((s) => s.view?.version === 1)
    await answer(session.base, phone, { moment: 1, about: 'flags', seq: 1, flags: [] } as never)
    const figures = parseMetrics((await ask(`${url}/metrics`)).body)
    expect(figures.get('second_look_live_streams{role="participant"}')).toBe(1)
    expect(figures.get('second_look_live_sessions')).toBe(1)
    stream.close()
    await pause(300)
  })
  afterAll(() => server.stop())

  test('the set-up link is printed in a frame, apart from the log', async () => {
    await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
    const [, framed] = server.output().split(/^=+\nThere is no administrator yet\.\n/m)
    expect(framed).toMatch(/^Open this link [^\n]+\n\nhttp:\/\/\S+\/en\/set-up\/[\w-]+\n=+\n\n/)
  })
  test('logs each request by its route, one line of JSON each [p:log]', () => {
    const lines = linesOf(server)
    for (const line of lines)
      expect(
        Object.keys(line).every(
          (key) =>
            [
              'level',
              'time',
              'msg',
              'method',
              'route',
              'status',
              'ms',
              'cut',
              'job',
              'deleted',
              'merged',
              'error',
              'type',
              'stack',
            ].includes(key) || typeof line[key] === 'number',
        ),
        JSON.stringify(line),
      ).toBe(true)
    const requests = lines.filter((line) => line.msg === 'Request')
    expect(requests).toContainEqual(
      expect.objectContaining({ method: 'POST', route: '/[locale]/learn/[scenario]/start', status: 303, ms: expect.any(Number) }),
    )
    expect(requests).toContainEqual(expect.objectContaining({ method: 'POST', route: '/[locale]/learn/attempts/[attempt]/events' }))
    expect(requests).toContainEqual(expect.objectContaining({ method: 'GET', route: '/[locale]/live/[session]/stream', cut: true }))
    expect(lines.map((line) => line.msg)).toContainEqual(expect.stringMatching(/^Second Look is ready at /))
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'Job done', job: 'live-retention' }))
  })

  test('names nobody in its log: no id, token, address or name of anything stored [p:log]', async () => {
    const store = openStore({ directory: server.dataDir })
    const rows = await everything(store)
    await store.db.destroy()
    const stored = new Set(rows.flatMap(({ row }) => row.match(/[\w-]{20,}|[^"\s]+@[^"\s]+/g) ?? []))
    expect(stored.size).toBeGreaterThan(20)
    const output = logOf(server)
    const values = secrets.flatMap((secret) => [secret, ...secret.split(/[;=] ?/)]).filter((value) => value.length >= 8)
    for (const value of [...stored, ...values]) expect(output, value).not.toContain(value)
    for (const name of ['Jogaila', 'email=', 'flag=1', 'cookie', '@']) expect(output, name).not.toContain(name)
  })

  test('counts what happened, without any label that could identify anybody', async () => {
    const { body, headers } = await ask(`${server.url}/metrics`)
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    const figures = parseMetrics(body)
    expect(figures.get('second_look_attempts_started_total{purpose="learn"}')).toBe(2)
    expect(figures.get('second_look_attempts_finished_total{purpose="learn"}')).toBe(0)
    expect(figures.get('second_look_mail_total{outcome="failed"}')).toBe(0)
    expect(figures.get('second_look_http_request_seconds_count{method="POST",route="/[locale]/learn/[scenario]/start",status="303"}')).toBe(
      2,
    )
    expect([...figures.keys()].some((name) => name.includes('/stream'))).toBe(false)
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    for (const secret of secrets) expect(body).not.toContain(secret)
    const labels = new Set([...body.matchAll(/[{,]([a-z_]+)="/g)].map(([, name]) => name))
    expect(
      [...labels].filter(
        (name) =>
          ![
            'method',
            'route',
            'status',
            'purpose',
            'outcome',
            'event',
            'role',
            'state',
            'le',
            'quantile',
            'kind',
            'type',
            'version',
            'major',
            'minor',
            'patch',
            'space',
          ].includes(name!),
      ),
    ).toEqual([])
  })

  test('shows its metrics only to the machine itself', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      expect((await ask(`${server.url}/metrics`, { headers: { [name]: '127.0.0.1' } })).status).toBe(404)
    }
    expect((await ask(`${server.url}/metrics`, { method: 'POST' })).status).toBe(404)
  })
})

describe('with METRICS_TOKEN', () => {
  test('the metrics need that token', async () => {
    const token = 'a token for the monitor'
    const server = await startServer({ env: { METRICS_TOKEN: token, LOG_FORMAT: 'text' } })
    const status = async (authorization?: string) =>
      (await ask(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.1', ...(authorization && { authorization }) } }))
        .status
    expect([await status(), await status(token), await status(`Bearer ${token}x`), await status(`Bearer ${token}`)]).toEqual([
      404, 404, 404, 200,
    ])
    await ask(`${server.url}/en`)
    await expect.poll(() => server.output()).toMatch(/^Request method=GET route=\/\[locale\] status=200 ms=\d+$/m)
    expect(server.output()).toMatch(/^Second Look is ready at http:\/\/localhost:\d+$/m)
    await server.stop()
  })
})

describe('health', () => {
  onPostgres((fresh) => {
    test('is 503 while the database is away, and 200 again once it is back', async () => {
      const { url } = (await fresh()) as { url: string }
      const name = new URL(url).pathname.slice(1)
      const server = await startServer({ databaseUrl: url, env: { AUTH_SECRET } })
      const health = async () => (await ask(`${server.url}/healthz`)).status
      expect(await health()).toBe(200)
      const figures = parseMetrics((await ask(`${server.url}/metrics`)).body)
      expect(figures.has('second_look_database_connections{state="idle"}')).toBe(true)
      expect(figures.get('second_look_database_waiting')).toBe(0)
      const postgres = inject('postgres')!.url
      await command(postgres, `alter database ${name} allow_connections false`)
      await command(postgres, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
      expect(await health()).toBe(503)
      await command(postgres, `alter database ${name} allow_connections true`)
      await expect.poll(health, { timeout: 10_000 }).toBe(200)
      expect(server.output()).not.toContain('tests:')
      await server.stop()
    })
  })
})
