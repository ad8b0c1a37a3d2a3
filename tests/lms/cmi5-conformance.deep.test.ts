/**
 * Packages in ADL's conformance test suite for cmi5 (the CTS of github.com/adlnet/CATAPULT). CTS_URL is its address with name and password of
 * a user, http://NAME:PASSWORD@HOST; a new suite makes that user its first. Its courses list afterwards what was played.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Content, type MergedVariants, isCountedScenario, restored } from '@/lms/content'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { badly, close, openPage, play, tab, well } from '../support/cmi5-page'
import { type UnpackedPackage, madePackage } from '../support/package'
import { variants } from '../support/play'

const server = process.env.CTS_URL ? new URL(process.env.CTS_URL) : null
const WHY = 'CTS_URL is not set: it names a running cmi5 conformance test suite of ADL, as http://NAME:PASSWORD@HOST'
/** Milliseconds. The suite stores every statement in two databases. */
const PATIENCE = 180_000
const packages = new Map<string, UnpackedPackage>()
const user = { username: decodeURIComponent(server?.username ?? ''), password: decodeURIComponent(server?.password ?? '') }

interface LrsRequest {
  method: 'GET' | 'POST'
  body?: unknown
  type?: string
}
async function request(path: string, { method, body, type = 'application/json' }: LrsRequest): Promise<{ status: number; text: string }> {
  const { origin, pathname } = server!
  const response = await fetch(`${origin}${pathname.replace(/\/$/, '')}/api/v1/${path}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${user.username}:${user.password}`)}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
  })
  return { status: response.status, text: await response.text() }
}
async function suite<Answer>(path: string, asked: LrsRequest): Promise<Answer> {
  const { status, text } = await request(path, asked)
  expect([200, 204], `${asked.method} ${path}: ${status} ${text}`).toContain(status)
  return text === '' ? (null as Answer) : JSON.parse(text)
}
const post = <Answer>(path: string, body: unknown, type?: string) => suite<Answer>(path, { method: 'POST', body, ...(type && { type }) })
const read = <Answer>(path: string) => suite<Answer>(path, { method: 'GET' })

beforeAll(async () => {
  if (!server) return
  // All of them before the first request, because making them blocks this process and the suite would give up its connections.
  for (const { name, scenario, variant, compiled } of variants) {
    const report = isCounted(compiled) ? 'pass' : 'completion'
    packages.set(name, madePackage(scenario, '--kind', 'cmi5', '--variant', variant, '--report', report))
  }
  const { status, text } = await request('login', { method: 'GET' })
  if (status === 401 && JSON.parse(text).isBootstrapped === false) await post('bootstrap', { firstUser: user })
  await read('login')
}, 60_000 * variants.length)
afterAll(() => {
  for (const made of packages.values()) made.remove()
})

async function verdict(id: number, sessions: readonly number[]) {
  const { metadata } = await read<{ metadata: { result: string; aus: { result: string }[] } }>(`tests/${id}`)
  const found = await Promise.all(sessions.map((session) => read<{ metadata: { violatedReqIds: string[] } }>(`sessions/${session}`)))
  const violated = found.flatMap((session) => session.metadata.violatedReqIds)
  return { violated, test: metadata.result, units: metadata.aus.map(({ result }) => result) }
}
const said = (result: 'conformant' | 'pending') => ({ violated: [], test: result, units: [result] })

const pageOf = ({ files }: UnpackedPackage): string => new TextDecoder().decode(files['index.html'])
const contentIn = (page: string): Content =>
  restored<Content>(JSON.parse(/<script type="application\/json" id="content">(.*?)<\/script>/s.exec(page)![1]!) as MergedVariants<Content>)

async function enrolled(made: UnpackedPackage) {
  const { id: courseId } = await post<{ id: number }>('courses', made.zip, 'application/zip')
  const actor = { objectType: 'Agent', account: { homePage: 'https://learners.example/', name: randomUUID() } }
  const { id: testId } = await post<{ id: number }>('tests', { courseId, actor })
  const sessions: number[] = []
  return {
    async open(content: Content, again = false) {
      const { id, launchUrl } = await post<{ id: number; launchUrl: string }>('sessions', { testId, auIndex: 0 })
      sessions.push(id)
      const page = await (await fetch(launchUrl)).text()
      expect(page === pageOf(made), `${launchUrl} is the package's page`).toBe(true)
      return openPage(content, new URL(launchUrl).search, tab(), { again })
    },
    verdict: () => verdict(testId, sessions),
  }
}

describe.each(server ? variants : [])('$name', ({ name }) => {
  test.each([
    ['well', well],
    ['badly', badly],
  ] as const)(
    'played %s, broken off on the way and taken up again, is conformant',
    async (_how, journal) => {
      const made = packages.get(name)!
      const { open, verdict } = await enrolled(made)
      const content = contentIn(pageOf(made))
      const events = journal(content)
      const half = Math.floor(events.length / 2)
      const first = await open(content)
      expect(await play(first, events.slice(0, half))).toBe(true)
      await close(first)
      // The suite notes that the first session was abandoned.
      const second = await open(content)
      expect(second.events).toEqual(events.slice(0, half))
      expect(await play(second, events, half)).toBe(true)
      await close(second)

      if (journal === badly && isCountedScenario(content)) {
        // Nobody who failed may move on, so the suite waits until the same learner plays it again.
        expect(await verdict()).toEqual(said('pending'))
        const again = await open(content, true)
        expect(await play(again, well(content))).toBe(true)
        await again.runtime.leave('left')
      }
      expect(await verdict()).toEqual(said('conformant'))
      // From then on the suite launches it in review, where nothing may be sent.
      const review = await open(content)
      expect(review.runtime.held.mode).toBe('review')
      await close(review)
      expect(await verdict()).toEqual(said('conformant'))
    },
    PATIENCE,
  )
})

test.runIf(!server)('of a running conformance suite nothing is known here', ({ skip }) => skip(WHY))
