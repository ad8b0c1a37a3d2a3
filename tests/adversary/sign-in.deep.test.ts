/** Strangers send all they can, from the same network and from a wide one. A browser that has signed in before still signs in. */
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD } from '@/tests/support/apart'
import { type TestServer, startServer } from '@/tests/support/server'

let server: TestServer
beforeAll(async () => {
  // At their full cost, because the guesses are to fill the queue.
  server = await startServer({ env: { TRUSTED_PROXIES: '1', NODE_OPTIONS: '', LOG_LEVEL: 'error' } })
})
afterAll(() => server.stop())

interface Tried {
  location: string
  cookies: string[]
}
function post(path: string, form: Record<string, string>, from: string, cookie = ''): Promise<Tried> {
  const body = new URLSearchParams(form).toString()
  const headers = {
    origin: server.url,
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
    'x-forwarded-for': from,
    'x-forwarded-proto': 'http',
  }
  return new Promise((done) =>
    request(`${server.url}${path}`, { method: 'POST', agent: false, headers }, (response) => {
      const cookies = (response.resume().headers['set-cookie'] ?? []).map((one) => one.split(';')[0]!)
      done({ location: (response.headers.location ?? '').replace(server.url, ''), cookies })
    })
      .on('error', () => done({ location: '', cookies: [] }))
      .end(body),
  )
}
const signIn = (email: string, password: string, from: string, cookie = '') =>
  post('/en/sign-in/password', { email, password }, from, cookie)

/** The cookie that makes a browser known. */
let known: string
const email = 'ada@example.org'
beforeAll(async () => {
  await vi.waitFor(() => expect(server.output()).toContain('/en/set-up/'), { timeout: 20_000 })
  const [setUp] = /\/en\/set-up\/[\w-]{20,}/.exec(server.output())!
  await post(`${setUp}/accept`, { name: 'Ada Holt', email, password: PASSWORD }, '203.0.113.9')
  const first = await signIn(email, PASSWORD, '203.0.113.9')
  expect(first.location).toBe('/en/manage')
  known = first.cookies.find((cookie) => cookie.includes('known'))!
})

test('a browser that has signed in before signs in while others on its network send all that newcomers may [p:known-devices]', async () => {
  const here = '203.0.113.77'
  for (let n = 0; n < 13; n++) await Promise.all(Array.from({ length: 50 }, () => post('/en/sign-in/password', {}, here)))
  expect((await signIn(email, PASSWORD, here)).location).toBe('')
  expect((await signIn(email, PASSWORD, here, known)).location).toBe('/en/manage')
})

test('a browser that has signed in before signs in while a /48 fills the queue with guesses [p:known-devices]', async () => {
  let isOver = false
  let refused = 0
  const flood = Array.from({ length: 60 }, async (_, i) => {
    for (let n = 0; !isOver; n++) {
      const { location } = await signIn(`x${i}-${n}@example.org`, 'a wrong password', `2001:db8:1:${(i * 997 + n).toString(16)}::1`)
      if (location.includes('note=wait')) refused++
    }
  })
  await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(10)
  const locations: string[] = []
  for (let n = 0; n < 8; n++) {
    locations.push((await signIn(email, PASSWORD, '203.0.113.9', known)).location)
    await pause(200)
  }
  isOver = true
  await Promise.all(flood)
  expect(locations).toEqual(Array.from({ length: 8 }, () => '/en/manage'))
})
