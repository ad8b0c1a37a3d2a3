import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { overlayOf } from '@/scenarios/engine/play/overlay'
import { soundPool, soundScenario } from '@/tests/support/sound-scenario'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'

const own = mkdtempSync(join(tmpdir(), 'second-look-translated-'))
const data = mkdtempSync(join(tmpdir(), 'second-look-translated-data-'))
const scenario = soundScenario()
/** Everything is translated except the summary, and the title and question of the first moment. */
const overlay = overlayOf(scenario, 'en-XA', (text) => `«${text}»`)
for (const id of ['summary', 'scenes.s0.title', 'scenes.s0.decisions.act0.ask']) delete overlay.texts[id]

let server: TestServer
beforeAll(async () => {
  mkdirSync(join(own, scenario.id))
  const files = { 'names.yaml': soundPool, [`${scenario.id}/scenario.yaml`]: scenario, [`${scenario.id}/en-XA.yaml`]: overlay }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(own, name), stringify(content, { aliasDuplicateObjects: false }))
  server = await startServer({ dataDir: data, env: { LIBRARY_DIR: own, PSEUDO_LOCALE: '1' } })
})
afterAll(async () => {
  await server?.stop()
  for (const directory of [own, data]) rmSync(directory, { recursive: true, force: true })
})

/** How often the page shows the note in the pseudo-language. What the page passes to a script does not count. */
const notes = (html: string): number => html.replaceAll(/<script\b.*?<\/script>/gs, '').match(/\[Pårtš öf thîš [^\]]*English/g)?.length ?? 0

test('untranslated texts are in English and marked, the rest is not, and each page explains it once', async () => {
  const visitor = new Visitor(server.url)
  const page = await visitor.get(`/en-XA/learn/${scenario.id}`)
  expect(page.body).toContain(`<span lang="en">${scenario.summary}</span>`)
  expect(page.body).toContain(`<span>«${scenario.title}»</span>`)
  expect(notes(page.body)).toBe(1)

  const { location } = await visitor.post(`/en-XA/learn/${scenario.id}/start`)
  const moment = await visitor.get(location)
  expect(moment.status).toBe(200)
  for (const text of ['Moment 1', 'What do you do?']) expect(moment.body).toContain(`<span lang="en" dir="auto">${text}</span>`)
  expect(moment.body).toContain('«Good morning, and thank you for the page.»')
  expect(moment.body).not.toMatch(/<span lang="en"[^>]*>«/)
  expect(notes(moment.body)).toBe(1)
})

test('in English nothing is marked or explained', async () => {
  const visitor = new Visitor(server.url)
  const { location } = await visitor.post(`/en/learn/${scenario.id}/start`)
  for (const path of [`/en/learn/${scenario.id}`, location]) {
    const { body } = await visitor.get(path)
    expect(body).not.toContain('lang="en"')
    expect(body).not.toContain('Parts of this are in')
  }
})
