import { describe, expect, test } from 'vitest'
import { exampleScenario } from '@/tests/support/example-scenario'
import { soundScenario } from '@/tests/support/sound-scenario'
import type { Variant, Scenario } from '../../engine/format/schema'
import { idsOf } from '../../engine/play/opaque-ids'
import { authoredNames } from './authored-names'
import { prove } from './prove-texts'
import { questionsOf } from './text-questions'
import { inWords } from './way-in-words'

function answered(scenario: Scenario, variant: Variant = 'hostile') {
  const ids = idsOf(scenario)
  const names = authoredNames(scenario, ids)
  return prove(questionsOf(scenario, variant, ids)).map(({ question: { kind, path }, held, failed }) => ({
    kind,
    path: path.join('.'),
    held: held === undefined ? null : inWords(held, names),
    failed: failed === undefined ? null : inWords(failed, names),
  }))
}
const at = (scenario: Scenario, path: string, variant?: Variant) => answered(scenario, variant).find((a) => a.path === path)

describe('a guard is tried in every state in which it is asked', () => {
  test.each([
    ['an artefact hidden by a check', 'scenes.hello.show.2.when', 'at the start', 'hello: check register'],
    ['a message after a check', 'scenes.hello.show.1.messages.2.when', 'hello: check ask-colleague', 'at the start'],
    [
      'a consequence, after what was set before',
      'scenes.hello.decisions.0.options.0.consequence.0.when',
      'hello: check ask-colleague, accept',
      'hello: accept',
    ],
    ['a reply after the act of the moment', 'scenes.hello.report.reply.1.when', 'hello: accept', 'at the start'],
    [
      'a segment that asks whether a fact ever held',
      'scenes.call.show.0.lines.0.segments.1.when',
      'hello: accept; request: leave',
      'hello: sit; request: leave',
    ],
  ])('%s', (_, path, held, failed) => {
    expect(at(exampleScenario, path)).toMatchObject({ held, failed })
  })

  test('reported before arriving, because the lead stays as it was read', () => {
    const { held, failed } = at(exampleScenario, 'scenes.call.lead.1.when')!
    expect(held).toMatch(/report/)
    expect(held).not.toMatch(/call:/)
    expect(failed).toBe('hello: accept; request: leave')
  })

  test('reported since a fact was set, for which an earlier report does not count', () => {
    expect(at(exampleScenario, 'scenes.call.lead.2.when')!.held).toMatch(/answer=inside, send, report$/)
  })

  test('the finding of a check, as it was when the check was made', () => {
    const scenario = soundScenario()
    const heard = { id: 'heard', when: { fact: 'reported' }, text: 'They had heard of you.' }
    scenario.scenes.s0!.checks[0]!.finding = [{ id: 'plain', text: 'Nothing is found.' }, heard]
    expect(at(scenario, 'scenes.s0.checks.0.finding.1.when')).toMatchObject({ held: 's0: report, check c0', failed: 's0: check c0' })
  })

  test('one that only holds after a report that follows the act is met there', () => {
    const scenario = soundScenario()
    const { held } = at(scenario, 'endings.badly.text.1.when')!
    expect(held).toMatch(/s4: .*mistake, report|; s[56]: (?:\w+, )*report/)
  })
})

test('also asks which ending comes, and takes the first that holds', () => {
  const ends = answered(exampleScenario).filter(({ path }) => /^ends\.\d$/.test(path))
  expect(ends.map(({ path, held }) => [path, held !== null])).toEqual([
    ['ends.0', true],
    ['ends.1', true],
    ['ends.2', true],
  ])
})

test('a sentence that a text quotes was said only if the act sent it', () => {
  const scenario = structuredClone(exampleScenario)
  const [said] = scenario.scenes.call!.lead as { when?: object }[]
  expect(answered(scenario).find((a) => a.kind === 'said')).toMatchObject({ failed: null })
  said!.when = undefined
  expect(answered(scenario).find((a) => a.kind === 'said')!.failed).toBe('hello: accept; request: leave')
})

test('a sentence that one variant shows is unknown to the other', () => {
  expect(at(exampleScenario, 'endings.nothing.text.1.claims', 'genuine')).toBeUndefined()
  expect(at(exampleScenario, 'endings.nothing.text.1.claims')).toMatchObject({ failed: null })
})
