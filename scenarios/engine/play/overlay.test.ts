import { expect, test } from 'vitest'
import { syntheticPattern, syntheticScenario } from '@/tests/support/synthetic-scenario'
import { applyOverlay, shortHash, textsById } from './overlay'
import { Overlay } from '../format/schema'

const scenario = syntheticScenario()
const overlay = (texts: Overlay['texts']): Overlay => Overlay.parse({ locale: 'de', texts })

test('the id of a text is made of its file and the ids on the path, and no two texts share one', () => {
  const texts = textsById(scenario)
  expect(texts.get('hostile.scenes.s0.title')).toBe('Moment 1')
  expect(texts.get('hostile.scenes.s1.show.v1.paragraphs.g1a.text')).toBe('Good morning, and thank you for your page.')
  expect(texts.get('hostile.scenes.s0.decisions.act0.options.tell.why')).toBe('There is little to tell yet.')
  expect([...textsById(syntheticPattern()).keys()].sort()).toEqual(['pattern.summary', 'pattern.title', 'pattern.you'])
})

test('texts of routes, which have no id, stay distinct', () => {
  const routed = syntheticScenario()
  const tell = routed.scenes.s1!.decisions.at(-1)!.options.find((o) => o.id === 'tell')!
  tell.to = [
    { when: { fact: 'f0' }, to: 's2', consequence: 'One.' },
    { to: 's2', consequence: 'Two.' },
  ]
  const texts = [...textsById(routed)].filter(([id]) => id.includes('.tell.to'))
  expect(texts.map(([, text]) => text)).toEqual(['One.', 'Two.'])
})

test('an overlay replaces the texts it has and leaves the others', () => {
  const translated = applyOverlay(scenario, overlay({ 'hostile.scenes.s0.title': { text: 'Augenblick 1', of: shortHash('Moment 1') } }))
  expect(translated.scenes.s0!.title).toBe('Augenblick 1')
  expect(translated.scenes.s1).toEqual(scenario.scenes.s1)
})

test('a translation of an older wording is not used', () => {
  expect(applyOverlay(scenario, overlay({ 'hostile.scenes.s0.title': { text: 'Augenblick 1', of: '00000000' } }))).toEqual(scenario)
})

test('an overlay for the other version changes nothing', () => {
  expect(applyOverlay(scenario, overlay({ 'genuine.scenes.s0.title': { text: 'Augenblick 1', of: shortHash('Moment 1') } }))).toEqual(
    scenario,
  )
})
