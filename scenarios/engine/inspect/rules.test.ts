import { describe, expect, test } from 'vitest'
import { FAIRNESS_FIXTURES } from '@/tests/support/rule-fixtures/fairness'
import type { Parts } from '@/tests/support/rule-fixtures/fixture'
import { OVERLAY_FIXTURES, PATTERN_FIXTURES } from '@/tests/support/rule-fixtures/folder'
import { GRAPH_FIXTURES } from '@/tests/support/rule-fixtures/graph'
import { MESSAGE_FIXTURES } from '@/tests/support/rule-fixtures/messages'
import { REFERENCE_FIXTURES } from '@/tests/support/rule-fixtures/references'
import { PROSE_FIXTURES, SCORING_FIXTURES } from '@/tests/support/rule-fixtures/scoring'
import { syntheticEvidence, syntheticPattern, syntheticPool, syntheticScenario } from '@/tests/support/synthetic-scenario'
import { shortHash, textsById } from '../play/overlay'
import type { Scenario } from '../format/truth'
import type { PatternKind } from '../format/schema'
import { type Source, RULES, inspectFolder, inspectScenario } from './index'

const SCENARIO_FIXTURES = [
  ...REFERENCE_FIXTURES,
  ...MESSAGE_FIXTURES,
  ...GRAPH_FIXTURES,
  ...SCORING_FIXTURES,
  ...FAIRNESS_FIXTURES,
  ...PROSE_FIXTURES,
]
const FOLDER_FIXTURES = [...PATTERN_FIXTURES, ...OVERLAY_FIXTURES]

/** Gives places as paths, so that tests need not count lines. */
function pathSource(): Source & { paths: string[] } {
  const paths: string[] = []
  return { file: 'x.yaml', paths, locate: (path) => ({ line: paths.push(path.join('.')), column: 1 }) }
}

function inspected(scenario: Scenario, kind?: PatternKind) {
  const source = pathSource()
  return inspectScenario(scenario, syntheticPool, syntheticEvidence, source, kind).map(({ rule, line, message }) => ({
    rule,
    message,
    at: source.paths[line - 1]!,
  }))
}

const parts = (): Parts => {
  const found = { pattern: syntheticPattern(), hostile: syntheticScenario(), genuine: syntheticScenario({ nature: 'genuine' }) }
  const texts = [found.pattern, found.hostile, found.genuine].flatMap((part) => [...textsById(part)])
  return {
    ...found,
    overlay: {
      locale: 'de',
      texts: Object.fromEntries(texts.map(([id, text]) => [id, { text: 'Ein Text', of: shortHash(text) }])),
    },
  }
}

function inspectedFolder({ pattern, hostile, genuine, overlay }: Parts) {
  const source = pathSource()
  const authored = <T>(value: T) => ({ value, source })
  const folder = {
    pattern: authored(pattern),
    hostile: hostile && authored(hostile),
    genuine: genuine && authored(genuine),
    overlays: overlay ? [authored(overlay)] : [],
  }
  return inspectFolder(folder, syntheticPool, syntheticEvidence).map(({ rule, line, message }) => ({
    rule,
    message,
    at: source.paths[line - 1]!,
  }))
}

const titled = <T extends { rule: string; of?: string }>(fixtures: T[]) =>
  fixtures.map((f) => [f.of ? `${f.rule}: ${f.of}` : f.rule, f] as const)

describe('a rule on a scenario', () => {
  test.each(titled(SCENARIO_FIXTURES))('finds %s', (_, { rule, size, spoil, at }) => {
    const scenario = syntheticScenario(size)
    spoil(scenario)
    const found = inspected(scenario).filter((f) => f.rule === rule)
    expect(found.length).toBeGreaterThan(0)
    if (at !== undefined) expect(found.map((f) => f.at)).toContain(at)
    expect(found[0]!.message).toMatch(/\w/)
  })

  test.each(titled(SCENARIO_FIXTURES.filter((f) => f.sound)))('accepts a scenario close to %s', (_, { rule, size, sound }) => {
    const scenario = syntheticScenario(size)
    sound!(scenario)
    expect(inspected(scenario).filter((f) => f.rule === rule)).toEqual([])
  })

  test.each(['hostile', 'genuine'] as const)('finds nothing in a sound %s scenario', (nature) => {
    expect(inspected(syntheticScenario({ nature }))).toEqual([])
  })
})

describe('a rule on a folder', () => {
  test.each(titled(FOLDER_FIXTURES))('finds %s', (_, { rule, spoil, at }) => {
    const folder = parts()
    spoil(folder)
    const found = inspectedFolder(folder).filter((f) => f.rule === rule)
    expect(found.length).toBeGreaterThan(0)
    if (at !== undefined) expect(found.map((f) => f.at)).toContain(at)
  })

  test.each(titled(FOLDER_FIXTURES.filter((f) => f.sound)))('accepts a folder close to %s', (_, { rule, sound }) => {
    const folder = parts()
    sound!(folder)
    expect(inspectedFolder(folder).filter((f) => f.rule === rule)).toEqual([])
  })

  test('finds nothing in a sound folder', () => {
    expect(inspectedFolder(parts())).toEqual([])
  })
})

test('every rule has a fixture', () => {
  const covered = new Set([...SCENARIO_FIXTURES, ...FOLDER_FIXTURES].map((f) => f.rule))
  expect(RULES.map((r) => r.id).filter((id) => !covered.has(id))).toEqual([])
})

test('every rule has a unique id and a description', () => {
  expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length)
  for (const { about } of RULES) expect(about).not.toBe('')
})

test('rules on length and balance ignore tutorials', () => {
  const short = { ...syntheticScenario({ scenes: 2 }), pattern: 'T99' }
  expect(inspected(short, 'tutorial')).toEqual([])
  expect(inspected(short).map((f) => f.rule)).toContain('path-length')
})

test('a scenario with an unknown start is inspected as far as possible', () => {
  expect(inspected({ ...syntheticScenario(), start: 'ghost' }).map((f) => f.rule)).toEqual(['unknown-target'])
})

test('a state explosion is reported with the scene and the facts still read there', () => {
  const [found] = inspected(syntheticScenario({ scenes: 60, liveFacts: 40 })).filter((f) => f.rule === 'state-explosion')
  expect(found!.message).toMatch(/here in “s\d+”\. \d+ facts and checks are still read from here on \(x0, x1/)
})

test('a scenario of 10,000 scenes is fully inspected', { timeout: 120_000 }, () => {
  expect(inspected(syntheticScenario({ scenes: 10_000 })).map((f) => f.rule)).toEqual(['path-length'])
})
