/**
 * A package in a running cmi5 player of ADL (github.com/adlnet/CATAPULT), which refuses what its conformance suite refuses: set CTS_URL to
 * its address with key and secret, https://KEY:SECRET@HOST. It makes a tenant of its own there, imports the course and plays it.
 */
import { randomUUID } from 'node:crypto'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BrowserStorage } from '@/components/play/browser-storage'
import { openAttempt } from '@/lms/attempt'
import { packageDelivery } from '@/lms/delivery'
import { descriptors } from '@/lms/package/cmi5'
import { cmi5Runtime } from '@/lms/runtimes/cmi5'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { bestPlay, worstPlay } from '../support/best-play'
import { packageContent } from '../support/package-content'
import { scenarios } from '../support/play'

const server = process.env.CTS_URL ? new URL(process.env.CTS_URL) : null
const WHY = 'CTS_URL is not set: it names a running cmi5 player of ADL, as https://KEY:SECRET@HOST'

let token = ''
async function player(path: string, body: unknown, type = 'application/json'): Promise<Record<string, unknown>> {
  const { origin, username, password, pathname } = server!
  const basic = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`
  const response = await fetch(`${origin}${pathname.replace(/\/$/, '')}/api/v1/${path}`, {
    method: 'POST',
    headers: { authorization: token ? `Bearer ${token}` : basic, 'content-type': type },
    body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  })
  const text = await response.text()
  expect(response.ok, `${path}: ${response.status} ${text}`).toBe(true)
  return JSON.parse(text)
}

beforeAll(async () => {
  if (!server) return
  const audience = 'second-look'
  const tenant = await player('tenant', { code: `${audience}-${randomUUID()}` })
  token = (await player('auth', { tenantId: tenant.id, audience })).token as string
})

const zip = (id: string): Uint8Array => {
  const about = { id, title: id, description: id, locale: 'en', minutes: 10, mastery: 0.7, files: ['index.html'], launch: 'index.html' }
  const files = { ...descriptors(about), 'index.html': '<!doctype html><title>A page</title>' }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])))
}

describe.each(server ? scenarios : [])('$name', ({ pattern, nature }) => {
  test.each([
    ['well', bestPlay],
    ['badly', worstPlay],
  ] as const)('is played %s, and nothing of it is refused', async (_how, journal) => {
    const content = packageContent(pattern, { nature })
    const course = await player('course', zip(content.pattern), 'application/zip')
    const [reg, actor] = [randomUUID(), { account: { homePage: 'https://learners.example/', name: randomUUID() } }]

    async function open() {
      const { url } = await player(`course/${course.id}/launch-url/0`, { reg, actor })
      const values = new Map<string, string>()
      const storage: BrowserStorage = {
        getItem: (key) => values.get(key) ?? null,
        setItem: (key, value) => void values.set(key, value),
        removeItem: (key) => void values.delete(key),
      }
      const runtime = await cmi5Runtime({ search: new URL(url as string).search, storage, now: Date.now, language: 'en' })
      const attempt = openAttempt(content, runtime.held.suspended, () => 0.5)
      return { runtime, attempt, delivery: packageDelivery({ content, attempt, runtime, now: Date.now, go() {} }) }
    }

    const first = await open()
    const events: PlayEvent[] = [...journal(first.attempt.scorer, () => 0), { type: 'judge', looks: 'unsure' }]
    for (const [seq, event] of events.entries()) expect(await first.delivery.append(seq, [event])).toMatchObject({ ok: true })
    await first.runtime.leave('left')
    const second = await open()
    expect(second.attempt.events).toEqual(events)
    expect(second.runtime.held.outcome).not.toBeNull()
    // Everything is told: nothing may be sent a second time.
    expect(await second.delivery.save()).toBe(true)
    await second.runtime.leave('left')
  })
})

test.runIf(!server)('of a running player nothing is known here', ({ skip }) => skip(WHY))
