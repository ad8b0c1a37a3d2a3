import { expect, test } from 'vitest'
import { exampleScenario } from '@/tests/support/example-scenario'
import { applyOverlay, overlayOf, shortHash, textsById, untranslated } from './overlay'
import { Overlay } from '../format/schema'
import { compile } from './compile'

const overlay = (texts: Overlay['texts']): Overlay => Overlay.parse({ locale: 'de', texts })
const TITLE = 'scenes.hello.title'
const title = exampleScenario.scenes.hello!.title

test('the id of a text consists of the fields and ids on its path, and of the side of a fork', () => {
  const texts = textsById(exampleScenario)
  expect(texts.get('title')).toBe('A short paper')
  expect(texts.get(TITLE)).toBe(title)
  expect(texts.get('scenes.hello.show.thread.messages.hl-note.segments.hl-praise.genuine.text')).toBe(
    'We look for people who write as clearly as you do.',
  )
  expect(texts.get('scenes.hello.checks.ask-colleague.finding.hostile')).toBe('“Never met {contact_family}.”')
  expect(texts.get('scenes.hello.report.reply.after.text')).toBe('“Then keep what you sent.”')
  expect(texts.get('endings.hostile.missed.text.spring.text')).toBe('Nobody knew until spring.')
  expect([...texts.keys()].filter((id) => /\.\d+(\.|$)/.test(id))).toEqual([])
})

test('an overlay replaces the texts it has and leaves the others', () => {
  const translated = applyOverlay(exampleScenario, overlay({ [TITLE]: { text: 'Augenblick 1', of: shortHash(title) } }))
  expect(translated.scenes.hello!.title).toBe('Augenblick 1')
  expect(translated.scenes.request).toEqual(exampleScenario.scenes.request)
})

test('a translation of an older wording is not used', () => {
  expect(applyOverlay(exampleScenario, overlay({ [TITLE]: { text: 'Augenblick 1', of: '00000000' } }))).toEqual(exampleScenario)
})

test('lists what an overlay leaves: texts without a translation, and those of an older wording', () => {
  const one = overlay({ [TITLE]: { text: 'Augenblick 1', of: shortHash(title) }, title: { text: 'Ein Papier', of: '00000000' } })
  const left = untranslated(exampleScenario, one)
  expect(left).not.toContain(title)
  expect(left).toContain(exampleScenario.title)
  expect(new Set([...left, title])).toEqual(new Set(textsById(exampleScenario).values()))
})

test('sentences that are read as one paragraph are translated together or not at all', () => {
  const all = overlayOf(exampleScenario, 'de', (text) => `«${text}»`)
  const one = [...textsById(exampleScenario).keys()].find((id) => id.endsWith('.lead.officer.text'))!
  const paragraph = one.replace(/\.officer\.text$/, '')
  delete all.texts[one]
  const left = Object.keys(all.texts).filter((id) => id.startsWith(`${paragraph}.`))
  expect(left.length).toBeGreaterThan(1)
  const translated = textsById(applyOverlay(exampleScenario, all))
  for (const id of [...left, one]) expect(translated.get(id)).toBe(textsById(exampleScenario).get(id))
  expect(untranslated(exampleScenario, all)).toHaveLength(left.length + 1)
  expect(translated.get(TITLE)).toBe(`«${title}»`)
})

test('an overlay made by a function translates everything, and keeps the structure', () => {
  const all = overlayOf(exampleScenario, 'de', (text) => `«${text}»`)
  expect(untranslated(exampleScenario, all)).toEqual([])
  const translated = applyOverlay(exampleScenario, all)
  for (const text of textsById(translated).values()) expect(text).toMatch(/^«.*»$/s)
  const [own, other] = [compile(exampleScenario), compile(translated)].map((scenario) => scenario.hostile!.identity)
  expect(other!.structure).toBe(own!.structure)
  expect(other!.texts).not.toBe(own!.texts)
})

test('other things than scenarios are translated by the fields that hold their texts', () => {
  const course = { title: 'A', items: [{ id: 'one', kind: 'page', body: 'B' }] }
  const fields = new Set(['title', 'body'])
  expect([...textsById(course, fields)]).toEqual([
    ['title', 'A'],
    ['items.one.body', 'B'],
  ])
  const one = overlay({ 'items.one.body': { text: 'C', of: shortHash('B') } })
  expect(applyOverlay(course, one, fields)).toEqual({ title: 'A', items: [{ id: 'one', kind: 'page', body: 'C' }] })
  expect(untranslated(course, one, fields)).toEqual(['A'])
})
