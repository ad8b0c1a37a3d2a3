import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import en from '@/messages/en.json'
import { exampleCourse, published } from '@/tests/support/courses'
import { ask } from '@/tests/support/live'
import { madePackage } from '@/tests/support/package'
import { AUTH_SECRET, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'

const directory = mkdtempSync(join(tmpdir(), 'second-look-packages-'))
let server: TestServer
let author: TestPerson
beforeAll(async () => {
  const port = await freePort()
  server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET } })
  author = await somebody({ directory }, port, ['author', 'owner'])
})
afterAll(async () => {
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

const PAGE = '/en/manage/scenarios/packages'
const asked = (more: Record<string, string> = {}) =>
  ask(`${server.url}${PAGE}/make`, {
    ...{ method: 'POST', cookie: author.cookie, headers: { origin: server.url }, type: 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ scenario: 'P01', kind: 'scorm12', variant: 'either', report: 'completion', ...more }).toString(),
  })
/** The value of a field on the page: the selected option, otherwise the first. */
function chosen(body: string, name: string): string {
  const options = new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(body)![1]!.match(/<option[^>]*>/g)!
  return /value="([^"]*)"/.exec(options.find((option) => / selected/.test(option)) ?? options[0]!)![1]!
}

test('proposes to report only completion to a platform, and shows which scenario has only one variant', async () => {
  const { body } = await ask(`${server.url}${PAGE}`, { cookie: author.cookie })
  expect(chosen(body, 'report')).toBe('completion')
  expect(body).toMatch(/value="T01">[^<]*\(T01, one version\)</)
  expect(body).not.toMatch(/\(P01, one version\)/)
  expect((await asked()).headers['content-type']).toBe('application/zip')
})

test('a package made by the command reports only completion by default [p:package-completion]', () => {
  const reports = (...words: string[]) => {
    const made = madePackage('P01', '--kind', 'standalone', ...words)
    made.remove()
    return /"report":"(\w+)"/.exec(new TextDecoder().decode(made.files['index.html']))![1]
  }
  expect([reports(), reports('--report', 'pass')]).toEqual(['completion', 'pass'])
})

test('a refusal gives the reason, and keeps the choices', async () => {
  const refused = await asked({ scenario: 'T01', kind: 'cmi5', variant: 'hostile', report: 'pass' })
  const to = String(refused.headers.location).replace(server.url, '')
  expect(to).toBe(`${PAGE}?why=variant`)
  const typed = String(refused.headers['set-cookie']).split(';')[0]!
  const { body } = await ask(server.url + to, { cookie: `${author.cookie}; ${typed}` })
  expect(['scenario', 'kind', 'variant', 'report'].map((name) => chosen(body, name))).toEqual(['T01', 'cmi5', 'hostile', 'pass'])
  const { variant, ...others } = en.packages.problem
  expect(body).toContain(variant)
  for (const words of Object.values(others)) expect(body).not.toContain(words)
  expect(String((await asked({ scenario: 'P99' })).headers.location)).toContain('?why=gone')
})

test('a score is refused if there is none to report: for the tutorial, and for a course that shows its owners only completion', async () => {
  const { id } = await inStore({ directory }, () => published(exampleCourse, author.id))
  for (const scenario of ['T01', `course:${id}`]) {
    expect(String((await asked({ scenario, report: 'pass' })).headers.location)).toContain('?why=report')
    expect((await asked({ scenario })).headers['content-type']).toBe('application/zip')
  }
  expect((await asked({ report: 'pass' })).headers['content-disposition']).toContain('second-look-P01-scorm12-results.zip')
})

test('a course of somebody else is not offered', async () => {
  const { id } = await inStore({ directory }, () => published(exampleCourse))
  expect(String((await asked({ scenario: `course:${id}` })).headers.location)).toContain('?why=gone')
})

test('a package brings the letters that its texts have, and weighs at most 350 kB', async () => {
  const fontsIn = (zip: string) => [...new Set(zip.match(/fonts\/inter-[a-z-]+-wght/g))].sort()
  const made = madePackage('P17', '--kind', 'scorm2004')
  made.remove()
  expect(made.size).toBeLessThanOrEqual(350_000)
  expect(fontsIn(Object.keys(made.files).join())).toEqual(['fonts/inter-latin-ext-wght', 'fonts/inter-latin-wght'])
  const { id } = await inStore({ directory }, () => published({ ...exampleCourse, title: 'Курс' }, author.id))
  expect(fontsIn((await asked({ scenario: `course:${id}` })).body)).toContain('fonts/inter-cyrillic-wght')
})
