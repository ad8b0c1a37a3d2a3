/**
 * Who may ask for what: every page and handler, by every role and by nobody, against the table below. The list of routes
 * is read from `app/`: a new one without a row fails. Ids in the addresses are nobody's.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from '@/scenarios/engine/role'
import { ask } from '@/tests/support/live'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type Route, addressOf, routes } from '@/tests/support/routes'
import { type TestServer, startServer } from '@/tests/support/server'

type Who = 'nobody' | Role
const WHO: readonly Who[] = ['nobody', ...ROLES]

/** A pattern is one that exists: it is no secret. */
const PARTS = { pattern: 'P01', nature: 'hostile' }

/** For these it is answered so; for others see `refusal`. */
interface Row { for: readonly Who[]; status: number | readonly number[] }
const everybody = (status: Row['status'] = 200): Row => ({ for: WHO, status })
const only = (...roles: Role[]) => (status: Row['status'] = 200): Row => ({ for: roles, status })

const TABLE: Record<string, Row> = {
  'GET /[locale]': everybody(),
}

/** A page leads on: nobody to sign in, a role that is missing to where that is said. A handler does the first, or says 403. */
function refusal({ page }: Route, who: Who): { status: number[]; location: RegExp | null } {
  if (who === 'nobody') return { status: [303, 307], location: /^\/en\/sign-in/ }
  return page ? { status: [307, 403], location: /^\/en\/no-access$/ } : { status: [403], location: null }
}

describe('every route, by every role', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-roles-'))
  const cookies = new Map<Who, string>([['nobody', '']])
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    for (const role of ROLES) cookies.set(role, (await somebody({ directory }, server.port, [role])).cookie)
  })
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('each route has a row, and each row a route', () => {
    expect(Object.keys(TABLE).sort()).toEqual(routes.map((r) => r.name).sort())
  })
  test.each(routes)('$name', async (route) => {
    const { method, name } = route
    const row = TABLE[name] ?? everybody()
    for (const who of WHO) {
      const reply = await ask(`${server.url}${addressOf(route, PARTS)}`, {
        method, cookie: cookies.get(who)!, ...(method !== 'GET' && { body: '', type: 'application/x-www-form-urlencoded' }),
      })
      const expected = row.for.includes(who) ? { status: [row.status].flat(), location: null } : refusal(route, who)
      const said = `${who}: ${reply.status} ${reply.headers.location ?? ''}`
      expect(expected.status, said).toContain(reply.status)
      if (row.for.includes(who)) expect(reply.headers.location ?? '', said).not.toMatch(/\/(sign-in|no-access)/)
      else if (expected.location && reply.status !== 403) expect(reply.headers.location, said).toMatch(expected.location)
      expect(reply.body, said).not.toMatch(/\n\s+at .+:\d+:\d+|node_modules|SqliteError|ECONNREFUSED/)
    }
  })
})
