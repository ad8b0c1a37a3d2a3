import { beforeAll, describe, expect, test } from 'vitest'
import { AUTH_SECRET } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { openStore } from '../database'
import { readSettings } from '../platform/config'
import { openAuth } from './auth'
import { isOpenToBrowsers } from './open-endpoints'
import { AUTH_PATH } from './paths'

describe('a default server, without mail server and identity provider', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ env: { AUTH_SECRET } })
    return () => server.stop()
  })

  test('opens only the endpoints of better-auth that a browser has to call [p:every-route]', async () => {
    const auth = openAuth(openStore({ directory: server.dataDir }), readSettings({}), AUTH_SECRET)
    const addresses = Object.values(auth.api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>)
      .filter((e) => e.path !== undefined)
      .flatMap((e) => [e.options?.method ?? 'GET'].flat().map((method) => ({ method, path: AUTH_PATH + e.path!.replace(':id', 'other') })))
    expect(addresses.length).toBeGreaterThan(20)
    const open: string[] = []
    for (const { method, path } of [
      ...addresses,
      { method: 'GET', path: `${AUTH_PATH}/callback/sso` },
      { method: 'GET', path: `${AUTH_PATH}/error` },
    ]) {
      const { status } = await fetch(server.url + path, {
        method,
        redirect: 'manual',
        ...(method === 'POST' && { body: '{}', headers: { origin: server.url, 'content-type': 'application/json' } }),
      })
      expect(status === 404, `${method} ${path}`).toBe(!isOpenToBrowsers(method, path))
      if (status !== 404) open.push(`${method} ${path.slice(AUTH_PATH.length)}`)
    }
    expect([...new Set(open)].sort()).toEqual([
      'GET /callback/sso',
      'GET /passkey/generate-authenticate-options',
      'POST /passkey/verify-authentication',
      'POST /passkey/verify-registration',
    ])
  })

  test('offers nothing that needs a mail server', async () => {
    expect((await new Visitor(server.url).get('/en/forgotten')).body).toContain('Ask an administrator')
    expect((await new Visitor(server.url).get('/en/sign-up')).body).toContain('Accounts are by invitation only')
    expect((await new Visitor(server.url).post('/en/sign-up/send', { email: 'x@example.org' })).location).toBe('/en/sign-up')
    expect((await new Visitor(server.url).get('/en/sign-in/sso')).location).toBe('/en/gone')
  })
})
