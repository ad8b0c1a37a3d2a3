import { describe, expect, test } from 'vitest'
import { exampleScenario } from '@/tests/support/example-scenario'
import type { Scenario } from '../format/schema'
import { compile } from './compile'
import { putTogether, takeApart } from './identity'

const identityOf = (change: (scenario: Scenario) => void = () => {}) => {
  const scenario = structuredClone(exampleScenario)
  change(scenario)
  return compile(scenario).hostile!.identity
}
const own = identityOf()
const reordered = <T>(node: T): T => {
  if (Array.isArray(node)) return node.map(reordered) as T
  if (!node || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node)
      .reverse()
      .map(([name, value]) => [name, reordered(value)]),
  ) as T
}
const act = (scenario: Scenario, scene: string) => scenario.scenes[scene]!.decisions.at(-1)!

describe('the identity of a scenario', () => {
  test('is the same for the same content, whatever the order of its keys', () => {
    expect(compile(reordered(structuredClone(exampleScenario))).hostile!.identity).toEqual(own)
    expect(compile(JSON.parse(JSON.stringify(exampleScenario)) as Scenario).hostile!.identity).toEqual(own)
  })
  test('ignores the review state', () => {
    const reviewed = identityOf((scenario) => {
      scenario.review = { state: 'reviewed', by: 'A reader' }
    })
    expect(reviewed).toEqual(own)
  })

  test.each<[string, (scenario: Scenario) => void]>([
    ['a text', (s) => void (s.scenes.hello!.title += '.')],
    ['an ending', (s) => void ((s.endings as { hostile: { held: { title: string } } }).hostile.held.title = 'Other')],
    ['an explanation', (s) => void (act(s, 'hello').options[1]!.why = 'Other.')],
    ['a sentence of a reply', (s) => void ((s.scenes.hello!.report.reply as { text: string }[])[0]!.text = 'Other.')],
    ['a note', (s) => void (s.notes.after = 'Other.')],
    ['a value', (s) => void (s.values.pages = 4)],
  ])('%s is part of its texts, and not of its structure', (_, change) => {
    const { structure, texts } = identityOf(change)
    expect(structure).toBe(own.structure)
    expect(texts).not.toBe(own.texts)
  })

  test.each<[string, (scenario: Scenario) => void]>([
    ['a rubric', (s) => void (act(s, 'call').options[0]!.rubric = { protect: -2 })],
    ['a weight', (s) => void (act(s, 'call').weight = 2)],
    ['what telling is worth', (s) => void (s.scenes.hello!.report.worth = 2)],
    ['a guard of a sentence', (s) => void ((s.scenes.hello!.report.reply as { when?: object }[])[1]!.when = { fact: 'reported' })],
    ['a check that settles the case', (s) => void (s.scenes.hello!.checks[0]!.decides = true)],
    ['a budget', (s) => void (s.scenes.request!.budget = 7)],
    ['the other variant', (s) => void (s.scenes.request!.report.worth = { hostile: 2, genuine: 1 })],
    ['what does harm', (s) => void (s.harm = [])],
    ['the report that matters', (s) => void (s.matters = 'call')],
  ])('%s is part of its structure', (_, change) => {
    expect(identityOf(change).structure).not.toBe(own.structure)
  })
})

describe('an archived scenario', () => {
  const { hostile, genuine } = compile(exampleScenario)
  const halves = { hostile: hostile!, genuine: genuine! }
  const { structure, texts } = takeApart(halves)

  test('is the same again after being archived as JSON', () => {
    const restored = putTogether(JSON.parse(JSON.stringify(structure)), JSON.parse(JSON.stringify(texts)))
    for (const variant of ['hostile', 'genuine'] as const) {
      const { play, key, values } = halves[variant]
      expect(restored[variant]).toMatchObject(JSON.parse(JSON.stringify({ play, key, values })))
    }
  })
  test('has no words in its structure', () => {
    expect(JSON.stringify(structure)).not.toMatch(/staff meeting|security officer|Tarnwick/)
  })
})
