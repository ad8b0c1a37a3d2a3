/** Prepares databases for browser tests. Playwright cannot load the server's code, so another process does it, one for each worker. */
import { type ChildProcess, fork } from 'node:child_process'
import type { Course } from '@/scenarios/engine/course/course'
import type { Role } from '@/server/platform/role'
import type * as made from './apart-process'
import type { PublishedCourse } from './courses'
import type { ManyLearners } from './many-learners'
import type { TestPerson } from './people'
import type { Address } from './store'

/** Pass it to the server as AUTH_SECRET. */
export const AUTH_SECRET = 'a secret for tests alone, long enough'
/** Of everybody that tests make. */
export const PASSWORD = 'correct horse battery'

export const somebodyApart = (address: Address, port: number, roles: Role[] = [], name = 'Sam Rivers'): Promise<TestPerson> =>
  make('somebody', address, port, roles, name)

export const cookiesOf = ({ cookie }: Pick<TestPerson, 'cookie'>, url: string) =>
  cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })

export const publishApart = (
  shipped: 'essentials' | 'onboarding',
  rules: Partial<Course> = {},
  dataDir = process.env.BROWSER_TEST_DATA!,
): Promise<PublishedCourse> => make('publish', dataDir, shipped, rules)

export const manyApart = (dataDir: string, scenarios: number, cohorts: number[], rules: Partial<Course> = {}): Promise<ManyLearners> =>
  make('many', dataDir, scenarios, cohorts, rules)

/** @returns the token of its link */
export const awaitedApart = (dataDir: string, name: string, address: string): Promise<string> => make('awaited', dataDir, name, address)

export interface MakerRequest {
  what: keyof typeof made
  given: unknown[]
}
export type MakerReply = { result: unknown } | { error: string }

/** Loading the server's code takes seconds, so this process stays until the tests end. */
let maker: ChildProcess | undefined
let answer: (answered: MakerReply) => void
function open(): ChildProcess {
  const execArgv = ['--conditions=react-server', '--import', 'tsx']
  const env = { ...process.env, DATABASE_URL: '' }
  return fork('tests/support/apart-process.ts', { execArgv, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    .on('message', (answered: MakerReply) => answer(answered))
    .once('exit', () => {
      maker = undefined
      answer({ error: 'the process that prepares databases has ended' })
    })
}

let last: Promise<unknown> = Promise.resolve()
type MakerResult<K extends MakerRequest['what']> = Awaited<ReturnType<(typeof made)[K]>>
function make<K extends MakerRequest['what']>(what: K, ...given: Parameters<(typeof made)[K]>): Promise<MakerResult<K>> {
  const next = last.then(async (): Promise<MakerResult<K>> => {
    const here = (maker ??= open())
    here.channel?.ref()
    const answered = await new Promise<MakerReply>((resolve) => {
      answer = resolve
      here.send({ what, given } satisfies MakerRequest)
    })
    here.unref()
    here.channel?.unref()
    if ('error' in answered) throw new Error(answered.error)
    return answered.result as MakerResult<K>
  })
  last = next.catch(() => {})
  return next
}
