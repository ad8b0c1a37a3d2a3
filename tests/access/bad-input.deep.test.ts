/** Any input to any address gets a response that is not a server error and reveals nothing internal. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES } from '@/server/platform/role'
import { ask } from '@/tests/support/live'
import { somebody } from '@/tests/support/people'
import { type PopulatedServer, populated } from '@/tests/support/populated'
import { addressOf, routes } from '@/tests/support/routes'

const RUNS = Number(process.env.FUZZ_RUNS || 3)
const NAMES = [
  ...new Set(
    ['app', 'components', 'server', 'scenarios/engine'].flatMap((room) =>
      (readdirSync(room, { recursive: true }) as string[])
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
        .flatMap((file) =>
          [...readFileSync(join(room, file), 'utf8').matchAll(/\bname="(\w+)"|\.get(?:All)?\('(\w+)'\)|^\s+(\w+): z\./gm)].map(
            (m) => m[1] ?? m[2] ?? m[3]!,
          ),
        ),
    ),
  ),
]

const value = (ids: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...ids),
    fc.constantFrom(
      '',
      '0',
      '1',
      '-1',
      '999999999999999999',
      '1e309',
      'NaN',
      'on',
      'yes',
      'true',
      'null',
      '[]',
      '{}',
      '[{"id":1}]',
      '../..',
      'P01',
      'T01',
      'name',
      'link',
      'de',
    ),
    fc.constantFrom(
      '\u0000',
      'a\u0000b',
      '\ud800',
      '‮',
      '=1+1',
      '<script>',
      '%',
      '%00',
      "'; drop table event; --",
      'x'.repeat(20_000),
      'ä@ö.example',
      'a@b.example',
      '2026-02-30',
      'title: [',
    ),
    fc.integer().map(String),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.emailAddress(),
    fc.json(),
  )
interface RequestBody {
  body: string
  type: string
}
const sent = (ids: string[]): fc.Arbitrary<RequestBody> => {
  const fields = fc.array(fc.tuple(fc.constantFrom(...NAMES), value(ids)), { maxLength: 12 })
  const form = fields.map(
    (pairs): RequestBody => ({
      body: new URLSearchParams(pairs.map(([n, v]): [string, string] => [n, v.toWellFormed?.() ?? v])).toString(),
      type: 'application/x-www-form-urlencoded',
    }),
  )
  const multipart = fields.map(
    (pairs): RequestBody => ({
      body: `${pairs.map(([n, v]) => `--x\r\ncontent-disposition: form-data; name="${n}"; filename="f.csv"\r\ncontent-type: text/csv\r\n\r\n${v}\r\n`).join('')}--x--\r\n`,
      type: 'multipart/form-data; boundary=x',
    }),
  )
  const json = fc
    .oneof(
      fc.json(),
      fields.map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
    )
    .map((body): RequestBody => ({ body, type: 'application/json' }))
  const garbage = fc
    .tuple(
      fc.string({ maxLength: 200 }),
      fc.constantFrom(
        'application/json',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'text/plain',
        'application/x-www-form-urlencoded',
        'nonsense',
      ),
    )
    .map(([body, type]): RequestBody => ({ body, type }))
  return fc.oneof(
    { weight: 5, arbitrary: form },
    { weight: 2, arbitrary: multipart },
    { weight: 2, arbitrary: json },
    { weight: 1, arbitrary: garbage },
  )
}

let at: PopulatedServer
beforeAll(async () => {
  at = await populated()
})
afterAll(() => at.stop())

test('there are fields to send', () => expect(NAMES.length).toBeGreaterThan(80))

test.each(routes.filter(({ path }) => !path.endsWith('/stream')))('$name answers whatever it is sent [p:bad-input]', async (route) => {
  // Some input ends a sign-in or erases a person, so each route gets its own.
  const { cookie, id } = await somebody({ directory: at.directory }, at.server.port, [...ROLES])
  const ids = { ...at.ids, user: id }
  const part = fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: value(Object.values(ids)).map((v) => v.slice(0, 200).toWellFormed?.() ?? v.slice(0, 200)) },
  )
  await fc.assert(
    fc.asyncProperty(
      sent(Object.values(ids)),
      part,
      fc.constantFrom('application/json', 'text/html'),
      fc.nat(),
      async ({ body, type }, odd, accept, device) => {
        const parts = odd === null ? ids : Object.fromEntries(Object.keys(ids).map((name) => [name, odd]))
        const query = route.method === 'GET' && type.endsWith('urlencoded') ? `?${body}`.slice(0, 6_000) : ''
        const reply = await ask(`${at.server.url}${addressOf(route, parts)}${query}`, {
          method: route.method,
          cookie: `${cookie}; learner=${device}`,
          headers: { accept },
          ...(route.method !== 'GET' && { body, type }),
        })
        expect(reply.status, reply.body.slice(0, 300)).toBeLessThan(500)
        expect(reply.body).not.toMatch(/\n\s+at .+:\d+:\d+|node_modules|SQLITE_|ZodError/)
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
})

test('and the server logged no fault of its own [p:bad-input]', () => {
  const faults = at.server
    .output()
    .split('\n')
    .filter((line) => /"level":"(warn|error|fatal)"/.test(line))
  // Next logs this when garbage is posted to a page.
  expect(faults.filter((line) => !line.includes('Failed to find Server Action')).map((line) => line.slice(0, 400))).toEqual([])
})
