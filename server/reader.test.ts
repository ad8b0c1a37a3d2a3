/** Whatever a file holds, everything else goes on while it is read. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { readPeopleApart } from './accounts/typed-people'
import { readCourseFile } from './courses/course-file'
import { readDirectoryApart } from './directory/entries'
import { READING_LIMITS, readApart } from './platform/read-apart'

/** Milliseconds. On the main thread each of the files below would stop everything for many seconds. */
const PAUSE = 1_000
const [LIST, DIRECTORY, COURSE] = [2_000_000, 4_000_000, 512 * 1024]

const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('\n')
const filled = (text: string, most: number) => text.repeat(Math.ceil(most / text.length)).slice(0, most)
const bytes = (text: string) => new TextEncoder().encode(text)
const people = (text: string) => readPeopleApart(text.slice(0, LIST), { roles: true })
const directory = (text: string | Uint8Array) =>
  readDirectoryApart(typeof text === 'string' ? bytes(text.slice(0, DIRECTORY)) : text, undefined, '2027-01-01')

const FILES: [string, () => Promise<unknown>][] = [
  ['a list of blanks', () => people(`a${filled(' ', LIST - 2)}b`)],
  ['a list of at signs', () => people(`a\t${filled('@', LIST - 2)}`)],
  ['a list with columns of one meaning', () => people(`email${filled(',mail', 1_500_000)}\n${lines(9_999, (i) => `a${i}@example.org`)}`)],
  ['a list of quotation marks', () => people(`email,name\n${lines(9_999, (i) => `a${i}@example.org,"x${'"'.repeat(100)}`)}"`)],
  ['a directory of columns', () => directory(`email,name${filled(',dn', 3_000_000)}\n${lines(9_999, (i) => `a${i}@example.org,A`)}`)],
  ['a directory in no encoding', () => directory(new Uint8Array(DIRECTORY).map((_, i) => (i % 7 === 0 ? 32 : 128 + ((i * 40503) % 128))))],
  ['a course of unknown keys', () => readCourseFile(lines(60_000, (i) => `k${i}: 1`).slice(0, COURSE))],
  ['a course of empty items', () => readCourseFile(`title: A\nitems: [${filled('{},', COURSE - 20)}]`)],
  ['a course of aliases', () => readCourseFile(`a: &a [x, x]\n${lines(9_000, (i) => `b${i}: &b${i} [*a, *a]`)}`)],
]

describe('while a file is read, other work has its turn: [p:files-apart]', () => {
  const usual = { ...READING_LIMITS }
  beforeEach(() => Object.assign(READING_LIMITS, usual))

  test.each(FILES)('%s', async (_, read) => {
    READING_LIMITS.time = 5_000
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    await read()
    delay.disable()
    expect(delay.count).toBeGreaterThan(5)
    expect(delay.max / 1e6).toBeLessThan(PAUSE)
  })

  test('a fault of ours is no slow file', async () => {
    await expect(readApart('no such reading')).rejects.toThrow(TypeError)
  })

  test('a file that takes too long, or too much memory, or waits behind too many, is given up, and the next one is read', async () => {
    READING_LIMITS.time = 1
    expect(await people('a@example.org')).toBeNull()
    expect(await directory('email,name\na@example.org,A')).toBeNull()
    expect(await readCourseFile('title: A')).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('in time') }] })
    Object.assign(READING_LIMITS, usual, { memory: 16 })
    expect(await people(`email\n${filled('a,', LIST)}`)).toBeNull()
    Object.assign(READING_LIMITS, usual, { waiting: 2 })
    const all = await Promise.all([1, 2, 3].map(() => people('a@example.org')))
    expect(all.map((read) => read?.list.people.length ?? null)).toEqual([1, 1, null])
    expect(await people('a@example.org')).toMatchObject({ list: { people: [{ email: 'a@example.org' }] }, encoding: null })
  })
})

describe('the server goes on answering [p:files-apart]', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-reader-'))
  let server: TestServer
  let cookie: string
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    ;({ cookie } = await somebody({ directory }, server.port, ['administrator']))
  })
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const post = (path: string, fields: Record<string, string | Blob>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return fetch(`${server.url}/en/manage/${path}`, { method: 'POST', body, headers: { cookie, origin: server.url }, redirect: 'manual' })
  }
  /** Milliseconds. Asking begins the next measurement. */
  const longestPause = async () =>
    Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(await (await fetch(`${server.url}/metrics`)).text())![1]) * 1000

  test.each([
    ['a typed list', 'people/add/send', (text: string) => ({ list: text })],
    ['a list in a file', 'people/add/send', (text: string) => ({ file: new File([text], 'list.csv') })],
    ['a directory', 'people/directory/upload', (text: string) => ({ file: new File([text], 'staff.csv') })],
    ['a course', 'courses/create', (text: string) => ({ from: 'file', file: new File([text.slice(0, COURSE)], 'course.yaml') })],
    [
      'a picture',
      'organisation/identity/save',
      (text: string) => ({ name: 'A', logo: new File([filled('<!---->', 3_900), text.slice(0, 100_000)], 'a.svg') }),
    ],
  ])('while it reads %s', async (_, path, form) => {
    // Its first request loads the page's program.
    expect((await post(path, form('a@example.org'))).status).toBe(303)
    await longestPause()
    const reply = await post(path, form(`a${filled(' ', LIST - 20)}b`))
    expect([reply.status, reply.headers.get('location')]).toEqual([303, expect.not.stringContaining('/gone')])
    expect(await longestPause()).toBeLessThan(PAUSE)
  })
})
