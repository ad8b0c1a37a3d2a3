import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession, ask as request } from '@/tests/support/live'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { type ServerExit, type TestServer, freePort, spawnServer, startServer } from '@/tests/support/server'
import en from '@/messages/en.json'
import { everything, madeByOther } from '@/tests/support/store'

const directory = mkdtempSync(join(tmpdir(), 'second-look-main-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

let server: TestServer
beforeAll(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: '1', PSEUDO_LOCALE: 'true' } })
  return () => server.stop()
})
const ask = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { redirect: 'manual', ...init })
const begin = (headers: Record<string, string> = {}) =>
  ask('/en/learn/T01/start', { method: 'POST', headers: { origin: server.url, ...headers } })
test('says plainly in cockpit and facilitator page if phones cannot reach the address, and nothing if they can', async () => {
  const session = await openSession(server.url)
  const at = async (path: string, host?: string) =>
    // Its scripts hold all messages.
    (await request(`${session.base}${path}`, { cookie: session.cookie, ...(host && { headers: { host } }) })).body.replace(
      /<script[\s\S]*?<\/script>/g,
      '',
    )
  const link = session.facilitatorLink.slice(session.base.length)
  // It listens to itself alone, and is asked for by an address that only it has.
  expect(await at('/cockpit')).toContain(en.liveCockpit.join.unreachable)
  expect(await at(link)).toContain(en.live.facilitator.unreachable)
  expect(await at(`/projector?key=${session.projectorKey}`)).toContain(en.liveProjector.unreachable)
  for (const path of ['/cockpit', link, `/projector?key=${session.projectorKey}`]) {
    const body = await at(path, 'training.example')
    expect(body).toContain('training.example')
    expect(body).not.toMatch(/cannot reach this/)
  }
})
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!

/** Requests a raw path that no URL parser has normalised. Returns the status and the redirect. */
const askRaw = (path: string) =>
  new Promise<{ status: number; location: string | undefined }>((done, failed) => {
    get({ host: '127.0.0.1', port: server.port, path }, (response) => {
      response.resume()
      done({ status: response.statusCode!, location: response.headers.location })
    }).on('error', failed)
  })

async function attempt(): Promise<{ path: string; cookie: string }> {
  const started = await begin()
  return { path: new URL(started.headers.get('location')!, server.url).pathname, cookie: cookieOf(started) }
}

describe('pages', () => {
  test.each(['/en', '/en/learn', '/en/learn/T01', '/en/learn/data', '/en/learn/nowhere', '/en-XA/learn', 'an attempt'])(
    '%s runs and shows only what its policy names [p:csp] [p:no-other-host-browser]',
    async (path) => {
      const played = path === 'an attempt' ? await attempt() : { path, cookie: '' }
      const response = await ask(played.path, { headers: { cookie: played.cookie } })
      const policy = response.headers.get('content-security-policy')!
      const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(policy)![1]!
      expect(policy).not.toContain('unsafe')
      const html = await response.text()
      const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes!)
      expect(scripts.length).toBeGreaterThan(0)
      for (const attributes of scripts) expect(attributes).toContain(`nonce="${nonce}"`)
      for (const [, css] of html.matchAll(/<style\b[^>]*>([^<]*)<\/style>/g)) {
        expect(policy).toContain(createHash('sha256').update(css!).digest('base64'))
      }
      expect(html.replace(/<script.*?<\/script>/gs, '')).not.toMatch(/<[^>]+\s(style|on\w+)=/)
      // A link to another place may be followed, and nothing else is fetched from there.
      expect(html.replace(/<a\b[^>]*>/g, '')).not.toMatch(/(src|href|action)="(https?:)?\/\//)
    },
  )

  test('lead to themselves in the other languages, with the same query', async () => {
    const html = await (await ask('/en/learn/P01?role=engineer&left=1')).text()
    expect(html).toMatch(/<html lang="en-GB" dir="ltr"/)
    expect(html).toContain('href="/en-XA/learn/P01?role=engineer&amp;left=1"')
    expect(html).toMatch(/<li lang="en-GB" dir="ltr"><span aria-current="true"[^>]*>English<\/span><\/li>/)
    expect(await (await ask('/en-XA/nowhere')).text()).toContain('href="/en/nowhere"')
  })

  test('have a new policy each time', async () => {
    const policies = await Promise.all([1, 2].map(async () => (await ask('/en')).headers.get('content-security-policy')))
    expect(policies[0]).not.toBe(policies[1])
  })

  test.each([
    ['/', '/en'],
    ['/learn?role=engineer', '/en/learn?role=engineer'],
    ['/favicon.ico', '/en/favicon.ico'],
  ])('%s redirects to %s', async (path, there) => {
    expect(await askRaw(path)).toEqual({ status: 307, location: there })
  })

  test.each(['/en/favicon.ico', '/en/nowhere', '/en/gone'])('%s does not exist, and the page explains it without script', async (path) => {
    const response = await ask(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('<h1')
  })

  test.each(['/en/learn/P00', '/en/learn/attempts/none', '/en/learn/attempts/none/debrief'])(
    '%s ends at an address that leads nowhere',
    async (path) => {
      expect(await askRaw(path)).toEqual({ status: 307, location: '/en/gone' })
    },
  )

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\\\\evil.example',
    '/en//evil.example',
    '/en/\\evil.example',
    '/.//evil.example',
    '/healthz//evil.example',
    '/_next//evil.example',
    '/en/..//evil.example',
    '/en/%2e%2e//evil.example',
    '/%5cevil.example',
    '/%2f%2fevil.example',
    'http://evil.example/learn',
  ])('%s leads to no other site [p:redirects]', async (path) => {
    const { status, location } = await askRaw(path)
    expect(status).toBeLessThan(500)
    if (location !== undefined) expect(new URL(location, server.url).host).toBe(new URL(server.url).host)
  })

  test('headers that Next would fail on or log are not passed on [p:bad-input]', async () => {
    for (const state of ['garbage', '%ff', '{}', '[1]', '["",{"children":7}]'])
      expect((await ask('/en', { redirect: 'follow', headers: { rsc: '1', 'next-router-state-tree': state } })).status, state).toBe(200)
    await ask('/en', { method: 'POST', headers: { origin: server.url, 'next-action': 'somebody@example.org' } })
    expect(server.output()).not.toContain('somebody@example.org')
  })
  test('an address that cannot be decoded is a client error', async () => {
    expect((await askRaw('/en/%ff')).status).toBe(400)
  })
})

const talk = (port: number, ...lines: string[]) =>
  new Promise<string>((done) => {
    let text = ''
    connect(port, '127.0.0.1')
      .setEncoding('latin1')
      .on('data', (part: string) => {
        text += part
      })
      .on('error', () => {})
      .on('close', () => done(text))
      .write(`${lines.join('\r\n')}\r\n\r\n`)
  })

describe('every answer [p:csp]', () => {
  const ALL = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
  }
  test.each([
    ['GET', '/learn', 307],
    ['GET', '/en', 200],
    ['GET', '/en/nowhere', 404],
    ['GET', '/healthz', 200],
    ['GET', '/metrics', 200],
    ['GET', '/icon.svg', 200],
    ['GET', '/en/%ff', 400],
    ['POST', '/en/j', 303],
    ['GET', '/en/live/aaaaaaaaaaaaaaaaaaaa/state?as=facilitator', 404],
    ['POST', '/en/live/aaaaaaaaaaaaaaaaaaaa/state', 405],
    ['PUT', '/en', 405],
    ['GET', '/api/auth/nothing', 404],
  ])('%s %s (%i) has headers that limit what a browser may do with it', async (method, path, status) => {
    const reply = await request(`${server.url}${path}`, { method, headers: { 'x-forwarded-proto': 'https' } })
    expect(reply.status).toBe(status)
    expect(reply.headers).toMatchObject(ALL)
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/)
  })
  test.each([
    ['GET / HTTP/9'],
    ['GET / HTTP/1.1', 'host: x', `x: ${'y'.repeat(20_000)}`],
    ['POST /en HTTP/1.1', 'host: x', 'content-length: 999999'],
    ['GET /en HTTP/1.1', 'connection: close'],
    ['GET /en HTTP/1.1', 'host: x', 'host: y'],
    ['POST /en HTTP/1.1', 'host: x', 'expect: nothing', 'connection: close'],
  ])('including those to unreadable or too large requests: %s %s', async (...lines) => {
    expect(await talk(server.port, ...lines)).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*content-security-policy: default-src 'none';/i)
  })
})

test('a request that is too large is answered with the limit', async () => {
  expect(await talk(server.port, 'POST /en HTTP/1.1', 'host: x', 'content-length: 999999')).toContain(
    'at most 65 kB here. Go back and send',
  )
})

describe('a request we do not serve [p:entry-methods]', () => {
  test.each(['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])('%s is refused', async (method) => {
    const { status, headers } = await request(`${server.url}/en`, { method })
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD, POST' })
  })
  test('CONNECT is refused, too', async () => {
    expect(await talk(server.port, 'CONNECT evil.example:443 HTTP/1.1', 'host: evil.example:443')).toMatch(/^HTTP\/1\.1 405 /)
  })
  test.each(['/_next/webpack-hmr', '/_next/hmr', '/en', '/'])(
    'a WebSocket at %s is refused, and the connection is closed',
    async (path) => {
      const reply = await talk(
        server.port,
        `GET ${path} HTTP/1.1`,
        'host: x',
        'connection: Upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
      )
      expect(reply).toMatch(/^HTTP\/1\.1 400 [\s\S]*You cannot use WebSockets here/)
    },
  )
  test.each([
    '/_next/%2e%2e/organisation/logo',
    '/_next/../organisation/logo',
    '/_next/.%2E/organisation/logo',
    '/organisation/x/%2e%2e/logo',
    '/en/..%2f..%2forganisation/logo',
    '/_next/%5c../organisation/logo',
    '/en//learn',
  ])('%s is not an address', async (path) => expect((await askRaw(path)).status).toBe(400))
  test('a code that contains an encoded slash is a valid address', async () =>
    expect((await askRaw('/en/verify/AB%2FCD')).status).toBe(200))
})

describe('with PUBLIC_URL set', () => {
  const SITE = 'training.example:8443'
  const KNOWN = { TRUSTED_PROXIES: '1', PUBLIC_URL: `https://${SITE}`, AUTH_SECRET, SECURITY_CONTACT: 'mailto:security@training.example' }
  let known: TestServer
  beforeAll(async () => {
    known = await startServer({ dataDir: join(directory, 'known'), env: KNOWN })
    return () => known.stop()
  })
  const at = (
    path: string,
    { host = SITE, ...headers }: Record<string, string> = {},
    init: { method?: string; body?: string; cookie?: string } = {},
  ) =>
    request(`${known.url}${path}`, {
      ...init,
      type: 'application/x-www-form-urlencoded',
      headers: {
        host,
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '192.0.2.1',
        ...(init.method && { origin: `https://${SITE}` }),
        ...headers,
      },
    })

  test('and only one language, pages offer no other', async () => {
    const { status, body } = await at('/en/learn')
    expect([status, body.includes('<footer'), body.includes(`aria-label="${en.footer.languages}"`)]).toEqual([200, true, false])
  })
  test('another host is answered with the right address, and monitoring is answered under any name [p:entry-methods]', async () => {
    for (const host of [SITE, 'training.example', 'TRAINING.example:8443']) expect((await at('/en', { host })).status, host).toBe(200)
    for (const host of ['evil.example', '127.0.0.1', 'training.example:80', 'training.example.evil.example']) {
      const { status, body } = await at('/en', { host })
      expect(status, host).toBe(421)
      expect(body).toContain(`https://${SITE}. If you run it, set PUBLIC_URL`)
    }
    expect((await at('/healthz', { host: '10.0.0.7:3000' })).status).toBe(200)
    const metrics = (host: string) => request(`${known.url}/metrics`, { headers: { host } })
    expect((await metrics('localhost:3000')).status).toBe(200)
    // Another site's name that resolves to this machine.
    expect((await metrics('rebound.example')).status).toBe(421)
  })
  test('a write from another scheme or port counts as cross-site [p:same-origin]', async () => {
    const write = async (origin: string) => (await at('/en/learn/T01/start', { origin }, { method: 'POST', body: '' })).status
    expect(await write(`https://${SITE}`)).toBe(303)
    for (const other of [`http://${SITE}`, 'https://training.example', 'https://training.example:443', 'https://evil.example:8443', 'null'])
      expect(await write(other), other).toBe(403)
    const join = await at('/en/j', { origin: 'https://training.example' }, { method: 'POST', body: 'code=1' })
    expect(join.headers.location).toContain('note=otherSite')
  })
  const setBy = (reply: { headers: { 'set-cookie'?: string[] } }, name: string) =>
    (reply.headers['set-cookie'] ?? []).filter((cookie) => cookie.startsWith(`${name}=`))
  test('cookies have a prefix that binds them to this host, and names without it are ignored [p:cookies-host]', async () => {
    const begun = await at('/en/learn/T01/start', {}, { method: 'POST', body: '' })
    expect(begun.status).toBe(303)
    const [learner] = setBy(begun, '__Host-learner')
    expect(learner).toMatch(/; Path=\/;.*Secure; HttpOnly/i)
    expect(learner).not.toMatch(/Domain/i)
    const token = learner!.split(';')[0]!.split('=')[1]!
    const attempt = begun.headers.location!
    for (const cookie of [`__Host-learner=${token}`, `learner=nobodys; __Host-learner=${token}`])
      expect((await at(attempt, {}, { cookie })).status, cookie).toBe(200)
    for (const cookie of [
      `learner=${token}`,
      `other=1;learner=${token}`,
      `\u00a0__Host-learner=${token}`,
      `learner=${token}; __Host-learner=nobodys`,
    ])
      expect((await at(attempt, {}, { cookie })).status, cookie).toBe(307)

    const { email } = await somebody({ directory: known.dataDir }, known.port)
    const signed = await at(
      '/en/sign-in/password',
      {},
      { method: 'POST', body: new URLSearchParams({ email, password: PASSWORD }).toString() },
    )
    const [session] = setBy(signed, '__Host-account.session_token')
    expect(session).toMatch(/Secure/i)
    expect((signed.headers['set-cookie'] ?? []).join()).not.toContain('__Secure-')
    const value = session!.split(';')[0]!.slice('__Host-account.session_token='.length)
    for (const [name, status] of [
      ['__Host-account', 200],
      ['__Secure-account', 307],
      ['account', 307],
      ['\u00a0__Host-account', 307],
    ] as const)
      expect((await at('/en/account', {}, { cookie: `${name}.session_token=${value}` })).status, name).toBe(status)

    const erased = await at(
      '/en/learn/data/erase',
      {},
      {
        method: 'POST',
        body: new URLSearchParams({ confirm: 'yes', password: PASSWORD }).toString(),
        cookie: `__Host-learner=${token}; __Host-account.session_token=${value}`,
      },
    )
    for (const name of ['__Host-learner', '__Host-account.session_token']) expect(setBy(erased, name).join(), name).toMatch(/Max-Age=0/i)
  })
  test('/.well-known/security.txt names the contact for reporting a vulnerability', async () => {
    const { status, body } = await at('/.well-known/security.txt')
    expect(status).toBe(200)
    expect(body).toMatch(
      new RegExp(
        `^Contact: mailto:security@training\\.example\nExpires: .*Z\nPreferred-Languages: en\nCanonical: https://${SITE}/\\.well-known/security\\.txt\n$`,
      ),
    )
    const left = Date.parse(/Expires: (.*)/.exec(body)![1]!) - Date.now()
    expect(left).toSatisfy((ms: number) => ms > 100 * 24 * 3600_000 && ms < 365 * 24 * 3600_000)
  })
})

describe('a learner', () => {
  test('is recognised by a cookie that no script can read and no other site can send [p:cookies-host]', async () => {
    const attributes = (await begin()).headers.get('set-cookie')!.toLowerCase()
    for (const attribute of ['httponly', 'samesite=lax', 'path=/']) expect(attributes).toContain(attribute)
    expect(attributes).not.toContain('secure')
    const overTls = await begin({ 'x-forwarded-proto': 'https', origin: server.url.replace('http:', 'https:') })
    expect(overTls.headers.get('set-cookie')!.toLowerCase()).toContain('secure')
  })

  test('sent by another site is refused [p:same-origin]', async () => {
    const response = await begin({ origin: 'https://evil.example' })
    expect(response.status).toBe(403)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('somebody who writes too much is refused, and has to wait', async () => {
    const { path, cookie } = await attempt()
    const write = () => ask(`${path}/events`, { method: 'POST', headers: { cookie, accept: 'application/json' }, body: '{}' })
    const statuses = (await Promise.all(Array.from({ length: 240 }, write))).map((r) => r.status)
    expect(new Set(statuses)).toEqual(new Set([400]))
    const refused = await write()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toSatisfy((s: number) => s >= 1 && s <= 60)
    expect((await begin()).status).toBe(303)
  })
})

test('wrong join codes, facilitator links and certificates from one address are counted together [p:limit-guesses]', async () => {
  const from = { 'x-forwarded-for': '2001:db8:7:7::1' }
  const neighbour = { 'x-forwarded-for': '2001:db8:7:7:ffff::2' }
  const join = (headers: object) =>
    ask('/en/j', { method: 'POST', headers: { ...headers, origin: server.url }, body: new URLSearchParams({ code: '00000000' }) })
  for (let n = 0; n < 60; n++) expect((await join(n % 2 ? from : neighbour)).headers.get('location')).toContain('note=wrong')
  for (let n = 0; n < 40; n++)
    expect(await (await ask('/en/verify/nobodys-code', { headers: from })).text()).not.toContain(
      'Too many codes were entered from your network',
    )
  expect((await join(from)).headers.get('location')).toContain('note=tooMany')
  expect(await (await ask('/en/verify/nobodys-code', { headers: neighbour })).text()).toContain(
    'Too many codes were entered from your network',
  )
  expect((await join({ 'x-forwarded-for': '2001:db8:7:8::1' })).headers.get('location')).toContain('note=wrong')
})

test('no page reveals whether a join code is right: only forms do, and they are counted [p:limit-guesses]', async () => {
  const { code } = await openSession(server.url)
  const page = async (of: string) =>
    (await (await ask(`/en/j?note=name&code=${of}`)).text()).replaceAll(of, 'CODE').replace(/nonce="[^"]*"/g, '')
  const wrong = code === '00000001' ? '00000002' : '00000001'
  const shown = (html: string) => html.replace(/<script.*?<\/script>/gs, '')
  expect(shown(await page(code))).toBe(shown(await page(wrong)))
  expect(await page(wrong)).toContain('name="name"')
})

function expectStopped({ code, output }: ServerExit, said: RegExp) {
  expect(output).toMatch(said)
  expect(output).not.toMatch(/^\s+at /m)
  expect(output).not.toContain('is ready at')
  expect(code).toBe(1)
}

describe('a start that fails', () => {
  const port = async () => String(await freePort())

  test('on a taken port reports that', async () => {
    const taken = { PORT: String(server.port), DATA_DIR: join(directory, 'taken') }
    expectStopped(
      await spawnServer(taken).ended,
      new RegExp(`^Port ${server.port} is taken by another program\\. .*PORT=${server.port + 1} npm start$`, 'm'),
    )
  })

  test('on a taken port is reported by npm start before any work', async () => {
    const ended = await spawnServer({ PORT: String(server.port) }, ['server/commands/start.js']).ended
    expectStopped(ended, new RegExp(`^\\s*Port ${server.port} is taken by another program\\..*\\s*$`))
  })

  test.each(['abc', '70000', '-1'])('with PORT=%s is reported by npm start before any work', async (wrong) => {
    expectStopped(await spawnServer({ PORT: wrong }, ['server/commands/start.js']).ended, /^\s*PORT must be a number from 1 to 65535.*\s*$/)
  })

  test('with wrong settings names each, and touches nothing', async () => {
    const data = join(directory, 'untouched')
    const ended = await spawnServer({ PORT: 'abc', TRUSTED_PROXIES: 'many', CONTACT_EMAIL: 'nobody', DATA_DIR: data }).ended
    expectStopped(ended, /^Correct these settings.*\n {2}PORT: .*\n {2}TRUSTED_PROXIES: .*\n {2}CONTACT_EMAIL: .*\n$/)
    expect(readdirSync(directory)).not.toContain('untouched')
  })

  test('if PostgreSQL does not answer names the setting to check, without its password', async () => {
    const ended = await spawnServer({ PORT: await port(), DATABASE_URL: `postgres://app:secret@localhost:${await port()}/app` }).ended
    expectStopped(ended, /^The database cannot be used \(DATABASE_URL\): .*ECONNREFUSED.*\n$/)
    expect(ended.output).not.toContain('secret')
  })

  test('on a database of a version that was never released explains what to do, and leaves it as it is', async () => {
    const data = join(directory, 'unreleased')
    const store = await madeByOther({ directory: data }, ['001-attempts'])
    const before = await everything(store)
    expectStopped(
      await spawnServer({ PORT: await port(), DATA_DIR: data }).ended,
      /^The database cannot be used .*never released.*Move the data folder away.*\n$/,
    )
    expect(await everything(store)).toEqual(before)
    await store.db.destroy()
  })

  test('if the data directory is a file, or the database file is invalid, reports which', async () => {
    const file = join(directory, 'second-look.db')
    writeFileSync(file, 'This is no database. '.repeat(100))
    for (const DATA_DIR of [file, directory]) {
      expectStopped(
        await spawnServer({ PORT: await port(), DATA_DIR }).ended,
        new RegExp(`^The database cannot be used \\(DATA_DIR=${DATA_DIR}\\): .*\\n$`),
      )
    }
  })
})

test('a signal to end ends the process with code 0', async () => {
  const ending = await startServer()
  expect((await ending.kill('SIGTERM')).code).toBe(0)
  await ending.stop()
})
