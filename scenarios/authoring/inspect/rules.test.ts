import { describe, expect, test } from 'vitest'
import { DISCERNING_FIXTURES } from '@/tests/support/rule-fixtures/discerning'
import { FAIRNESS_FIXTURES } from '@/tests/support/rule-fixtures/fairness'
import { OUTCOME_FIXTURES } from '@/tests/support/rule-fixtures/outcomes'
import { OVERLAY_FIXTURES } from '@/tests/support/rule-fixtures/folder'
import { GRAPH_FIXTURES } from '@/tests/support/rule-fixtures/graph'
import { MESSAGE_FIXTURES } from '@/tests/support/rule-fixtures/messages'
import { REFERENCE_FIXTURES } from '@/tests/support/rule-fixtures/references'
import { SCORING_FIXTURES } from '@/tests/support/rule-fixtures/scoring'
import { REPORTING_FIXTURES } from '@/tests/support/rule-fixtures/reporting'
import { DATE_FIXTURES, ORIGIN_FIXTURES, REAL_WORLD_FIXTURES, SLIP_FIXTURES, TRUTH_FIXTURES } from '@/tests/support/rule-fixtures/slips'
import { THING_FIXTURES } from '@/tests/support/rule-fixtures/things'
import { VARIANT_FIXTURES } from '@/tests/support/rule-fixtures/variants'
import { WORDING_FIXTURES } from '@/tests/support/rule-fixtures/wording'
import { soundEvidence, soundPool, soundScenario, soundTutorial } from '@/tests/support/sound-scenario'
import { ending, lead, option, scene } from '@/tests/support/rule-fixtures/fixture'
import type { Overlay, Scenario } from '../../engine/format/schema'
import { shortHash, textsById } from '../../engine/play/overlay'
import { type Finding, type Source, apply } from '../../library/finding'
import { RULES, SCENARIO_RULES, inspectFolder, inspectScenario, subjectIn } from '.'

const SCENARIO_FIXTURES = [
  ...REFERENCE_FIXTURES,
  ...MESSAGE_FIXTURES,
  ...GRAPH_FIXTURES,
  ...VARIANT_FIXTURES,
  ...REPORTING_FIXTURES,
  ...DISCERNING_FIXTURES,
  ...OUTCOME_FIXTURES,
  ...SCORING_FIXTURES,
  ...FAIRNESS_FIXTURES,
  ...WORDING_FIXTURES,
  ...REAL_WORLD_FIXTURES,
  ...ORIGIN_FIXTURES,
  ...TRUTH_FIXTURES,
  ...DATE_FIXTURES,
  ...SLIP_FIXTURES,
  ...THING_FIXTURES,
]

function pathSource(): Source & { paths: string[] } {
  const paths: string[] = []
  return { file: 'scenario.yaml', paths, locate: (path) => ({ line: paths.push(path.join('.')), column: 1 }) }
}

const placed =
  ({ paths }: { paths: string[] }) =>
  ({ rule, line, message }: Finding) => ({ rule, message, at: paths[line - 1]! })

function inspected(scenario: Scenario) {
  const source = pathSource()
  return inspectScenario(scenario, soundPool, soundEvidence, source).map(placed(source))
}

/** Runs one rule, because the others, above all those that play strategies, would take most of the time. */
function foundBy(rule: string, scenario: Scenario) {
  const source = pathSource()
  const [own, subject] = [SCENARIO_RULES.filter(({ id }) => id === rule), subjectIn(scenario, soundPool, soundEvidence, source)]
  return own.length > 0 && subject ? apply(own, subject, source).map(placed(source)) : inspected(scenario).filter((f) => f.rule === rule)
}

const translated = (scenario: Scenario): Overlay => ({
  locale: 'de',
  texts: Object.fromEntries([...textsById(scenario)].map(([id, text]) => [id, { text: 'Ein Text', of: shortHash(text) }])),
})
function inspectedOverlay({ scenario, overlay }: { scenario: Scenario; overlay: Overlay }) {
  const source = pathSource()
  const folder = {
    scenario: { value: scenario, source: pathSource() },
    overlays: [{ value: overlay, source: { ...source, file: 'de.yaml' } }],
  }
  return inspectFolder(folder, soundPool, soundEvidence)
    .filter(({ file }) => file === 'de.yaml')
    .map(({ rule, line, message }) => ({ rule, message, at: source.paths[line - 1]! }))
}

const titled = <T extends { rule: string; of?: string }>(fixtures: T[]) =>
  fixtures.map((f) => [f.of ? `${f.rule}: ${f.of}` : f.rule, f] as const)

describe('a rule on a scenario', () => {
  test.each(titled(SCENARIO_FIXTURES))('finds %s', (_, { rule, size, spoil, at }) => {
    const scenario = soundScenario(size)
    spoil(scenario)
    const found = foundBy(rule, scenario)
    expect(found.length).toBeGreaterThan(0)
    if (at !== undefined) expect(found.map((f) => f.at)).toContain(at)
    expect(found[0]!.message).toMatch(/\w/)
  })

  test.each(titled(SCENARIO_FIXTURES.filter((f) => f.sound)))('accepts a scenario close to %s', (_, { rule, size, sound }) => {
    const scenario = soundScenario(size)
    sound!(scenario)
    expect(foundBy(rule, scenario)).toEqual([])
  })

  test.each([
    ['a fact that is set under another name', (s: Scenario) => (option(s, 4, 'right').sets = { wroet: true })],
    ['a fact that is read under another name', (s: Scenario) => (lead(s, 5)[2]!.when = { fact: 'wroet' })],
    ['a check that is read under another name', (s: Scenario) => (lead(s, 5)[2]!.when = { all: [{ fact: 'wrote' }, { check: 'c77' }] })],
    ['a word for a number that several texts use', (s: Scenario) => (scene(s, 1).title = scene(s, 2).title = '{fee, number} euros')],
    ['a scene that there is not', (s: Scenario) => (option(s, 2, 'paper').to = 's33')],
    ['an option that asks whether one told', (s: Scenario) => (option(s, 5, 'paper').when = { fact: 'reported' })],
    ['an option that asks for a fact that there is not', (s: Scenario) => (option(s, 5, 'paper').when = { fact: 'f33' })],
    ['somebody that there is not', (s: Scenario) => Object.assign(scene(s, 0).show[0]!, { with: 'contct' })],
  ])('reports %s once', (_, spoil) => {
    const scenario = soundScenario()
    scenario.values.fee = 'lots'
    spoil(scenario)
    expect(inspected(scenario).map((f) => f.message)).toHaveLength(1)
  })

  test('finds nothing in a sound scenario, nor in a tutorial', () => {
    expect(inspected(soundScenario())).toEqual([])
    expect(inspected(soundTutorial())).toEqual([])
  })
})

describe('a rule on a translation', () => {
  const parts = () => ({ scenario: soundScenario(), overlay: translated(soundScenario()) })
  test.each(titled(OVERLAY_FIXTURES))('finds %s', (_, { rule, spoil, at }) => {
    const of = parts()
    spoil(of)
    const found = inspectedOverlay(of).filter((f) => f.rule === rule)
    expect(found.length).toBeGreaterThan(0)
    if (at !== undefined) expect(found.map((f) => f.at)).toContain(at)
  })

  test.each(titled(OVERLAY_FIXTURES.filter((f) => f.sound)))('accepts a translation close to %s', (_, { rule, sound }) => {
    const of = parts()
    sound!(of)
    expect(inspectedOverlay(of).filter((f) => f.rule === rule)).toEqual([])
  })

  test('finds nothing in a complete one', () => expect(inspectedOverlay(parts())).toEqual([]))
})

test('every rule has a fixture', () => {
  const covered = new Set([...SCENARIO_FIXTURES, ...OVERLAY_FIXTURES].map((f) => f.rule))
  expect(RULES.map((r) => r.id).filter((id) => !covered.has(id))).toEqual([])
})

test('every rule has a unique id and a description', () => {
  expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length)
  for (const { about } of RULES) expect(about).not.toBe('')
})

test('rules on length, balance and the score ignore tutorials', () => {
  const { variant: _, kind: __, ...short } = soundTutorial()
  const found = new Set(inspected({ ...short, kind: 'scenario', variant: 'genuine' } as Scenario).map((f) => f.rule))
  for (const rule of ['path-length', 'kinds-few', 'reported-unheard', 'rating-count']) expect(found).toContain(rule)
})

test('a scenario with an unknown start is inspected as far as possible', () => {
  expect(inspected({ ...soundScenario(), start: 'ghost' }).map((f) => f.rule)).toEqual(['unknown-target'])
})

test('a fault that both variants share is found once', () => {
  const scenario = soundScenario()
  scenario.scenes.s2!.decisions[0]!.options[0]!.to = undefined
  expect(inspected(scenario).filter((f) => f.rule === 'dead-end')).toHaveLength(1)
})

test('an unknown name is found once, with what was probably meant', () => {
  const scenario = soundScenario()
  for (const id of ['s2', 's3']) scenario.scenes[id]!.checks[0]!.when = { fact: 'f11' }
  const found = inspected(scenario).filter((f) => f.rule === 'unknown-fact')
  expect(found.map((f) => f.message)).toEqual(['nothing sets the fact “f11”: did you mean “f1”?'])
})

test('a state explosion is reported with the scene and the facts still read there', () => {
  const [found] = inspected(soundScenario({ scenes: 60, liveFacts: 40 })).filter((f) => f.rule === 'state-explosion')
  expect(found!.message).toMatch(/here in “s\d+”\. \d+ facts and checks are still read from here on \(x0, x1/)
})

test('a false claim comes with a shortest way on which it is false', () => {
  const scenario = soundScenario()
  const [kept] = ending(scenario, 'held')
  kept!.claims = { not: { fact: 'wrote' } }
  const [found] = inspected(scenario).filter((f) => f.rule === 'claim-false')
  expect(found!.message).toMatch(
    /^the sentence is shown where its claim is false in the hostile variant, by this way: s0: \w+; s1: .*; s2: \w+; s3: .*; s4: .*right.*; s5: .*; s6: .*$/,
  )
})

test('proofs grow with the claim and not with the scenario: 40 moments and 30 facts', () => {
  const scenario = soundScenario({ scenes: 40, facts: 30 })
  const before = process.cpuUsage()
  const found = inspected(scenario)
  const { user, system } = process.cpuUsage(before)
  expect(new Set(found.map((f) => f.rule))).toEqual(
    new Set(['path-length', 'ending-words', 'moment-words', 'minutes-words', 'mean-sentence']),
  )
  // Two seconds, doubled for slow machines.
  expect((user + system) / 1e6).toBeLessThan(4)
})
