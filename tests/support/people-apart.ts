/** People for browser tests: Playwright cannot load the server's code, so a process of its own makes them. */
import { execFileSync } from 'node:child_process'
import type { Role } from '@/scenarios/engine/role'
import type { Somebody } from './people'
import type { Address } from './store'

/** Give it to the server as AUTH_SECRET. */
export const AUTH_SECRET = 'a secret for tests alone, long enough'

const SCRIPT = `
  import { somebody } from './tests/support/people.ts'
  console.log(JSON.stringify(await somebody(...JSON.parse(process.argv[1]))))
`
/** As `somebody` in people.ts. */
export function somebodyApart(address: Address, port: number, roles: Role[] = [], name?: string): Somebody {
  const made = execFileSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', SCRIPT, JSON.stringify([address, port, roles, ...(name ? [name] : [])])], { encoding: 'utf8' })
  return JSON.parse(made.trim().split('\n').at(-1)!) as Somebody
}
