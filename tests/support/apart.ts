/** Prepares databases for browser tests. Playwright cannot load the server's code, so another process does it. */
import { execFileSync } from 'node:child_process'
import type { Course } from '@/scenarios/engine/course/course'
import type { Role } from '@/server/platform/role'
import type * as made from './apart-process'
import type { Published } from './courses'
import type { ManyLearners } from './many-learners'
import type { Somebody } from './people'
import type { Address } from './store'

/** Pass it to the server as AUTH_SECRET. */
export const AUTH_SECRET = 'a secret for tests alone, long enough'

/** Like `somebody` in people.ts. */
export const somebodyApart = (address: Address, port: number, roles: Role[] = [], name = 'Sam Rivers'): Somebody =>
  make('somebody', address, port, roles, name)

/** Their cookies as a browser holds them: `context.addCookies`. */
export const cookiesOf = ({ cookie }: Pick<Somebody, 'cookie'>, url: string) =>
  cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })

/** Publishes one of the shipped courses, with other rules, in a server's embedded database. */
export const publishApart = (
  shipped: 'essentials' | 'onboarding',
  rules: Partial<Course> = {},
  dataDir = process.env.BROWSER_TEST_DATA!,
): Published => make('publish', dataDir, shipped, rules)

/** A course with this many patterns and with cohorts of people who have finished it, in a server's embedded database. */
export const manyApart = (dataDir: string, patterns: number, cohorts: number[], rules: Partial<Course> = {}): ManyLearners =>
  make('many', dataDir, patterns, cohorts, rules)

const SCRIPT = `
  const [what, given] = process.argv.slice(1)
  const made = await import('./tests/support/apart-process.ts')
  console.log(JSON.stringify(await made[what](...JSON.parse(given))))
`
function make<K extends keyof typeof made>(what: K, ...given: Parameters<(typeof made)[K]>): Awaited<ReturnType<(typeof made)[K]>> {
  const output = execFileSync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', SCRIPT, what, JSON.stringify(given)],
    { env: { ...process.env, DATABASE_URL: '' }, encoding: 'utf8' },
  )
  return JSON.parse(output.trim().split('\n').at(-1)!)
}
