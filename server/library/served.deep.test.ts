import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'

const data = mkdtempSync(join(tmpdir(), 'second-look-served-'))
const own = mkdtempSync(join(tmpdir(), 'second-look-own-'))
const file = join(own, 'T50/scenario.yaml')
const LIBRARY_DIR = ['scenarios/library', own].join(delimiter)
const start = () => startServer({ dataDir: data, env: { LIBRARY_DIR, AUTH_SECRET } })
const change = (path: string, from: string | RegExp, to: string) => writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))

let server: TestServer
beforeAll(async () => {
  // An organisation's own scenario: a copy of one of ours under another id.
  cpSync('scenarios/library/T01', join(own, 'T50'), { recursive: true })
  change(file, /T01/g, 'T50')
  server = await start()
})
afterAll(async () => {
  await server.stop()
  for (const directory of [data, own]) rmSync(directory, { recursive: true, force: true })
})

const page = async (visitor: Visitor, path: string) => {
  const { status, body } = await visitor.get(path)
  return { status, body }
}
const shows = (visitor: Visitor, path: string, expected: string) =>
  vi.waitFor(async () => expect((await page(visitor, path)).body).toContain(expected), { timeout: 60_000, interval: 500 })

test('an organisation’s scenario can be edited, broken and removed without a restart and survives one, and no learner meets an error', async () => {
  const { cookie } = await somebody({ directory: data }, server.port, ['author'])
  const [learner, author] = [new Visitor(server.url), new Visitor(server.url, cookie)]
  await shows(learner, '/en/learn', 'T50')
  const { location: attempt } = await learner.post('/en/learn/T50/start')
  await shows(learner, '/en', attempt)

  change(file, /^title: .*$/m, 'title: A new title')
  await shows(learner, '/en/learn/T50', 'A new title')

  const broken = readFileSync(file, 'utf8').replace(/^start: .*$/m, 'start: nowhere')
  const line = broken.split('\n').indexOf('start: nowhere') + 1
  writeFileSync(file, broken)
  await shows(author, '/en/manage/scenarios', `${file}:${line}`)
  expect((await page(author, '/en/manage/scenarios')).body).toContain('Learners get the last version that passed instead.')
  expect(server.output()).toContain('T50 is set aside')
  for (const path of ['/en/learn', '/en/learn/T50', '/en/learn/P01', attempt]) expect((await page(learner, path)).status).toBe(200)

  await server.kill('SIGKILL')
  server = await start()
  const later = new Visitor(server.url, [...learner.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
  expect((await page(later, '/en/learn/T50')).body).toContain('A new title')
  expect((await later.post('/en/learn/T50/start')).location).toMatch(/attempts/)

  rmSync(join(own, 'T50'), { recursive: true })
  writeFileSync(join(own, 'names.yaml'), readFileSync('scenarios/library/names.yaml'))
  await vi.waitFor(async () => expect((await page(later, '/en/learn/T50')).status).toBe(307), { timeout: 60_000, interval: 500 })
  expect((await page(later, attempt)).status).toBe(200)
})
