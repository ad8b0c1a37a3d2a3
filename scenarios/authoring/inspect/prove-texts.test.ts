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
    ['a segment', 'scenes.call.show.0.lines.0.segments.1.when', 'hello: accept; request: leave', 'hello: sit; request: leave'],
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

  test('one that only holds after two reports', () => {
    const scenario = soundScenario()
    const { held, failed } = at(scenario, 'endings.held.text.1.when')!
    expect(held!.match(/report/g)).toHaveLength(2)
    expect(failed!.match(/report/g)).toHaveLength(1)
  })

  test('a sentence of an ending, where that ending comes and nowhere else', () => {
    const scenario = soundScenario()
    expect(at(scenario, 'endings.lost.text.0.claims')!.failed).toBeNull()
    expect(at(scenario, 'endings.held.text.0.claims')!.failed).toBeNull()
    const lost = (scenario.endings as { hostile: { lost: { text: { claims?: object }[] } } }).hostile.lost
    lost.text[0]!.claims = { not: { fact: 'reported' } }
    expect(at(scenario, 'endings.lost.text.0.claims')!.failed).toMatch(/report.*mistake/)
  })
})

test('a sentence that a text quotes was said only if the act sent it', () => {
  const scenario = structuredClone(exampleScenario)
  const [said] = scenario.scenes.call!.lead as { when?: object }[]
  expect(answered(scenario).find((a) => a.kind === 'said')).toMatchObject({ failed: null })
  said!.when = undefined
  expect(answered(scenario).find((a) => a.kind === 'said')!.failed).toBe('hello: accept; request: leave')
})

test('a sentence that one variant shows is unknown to the other', () => {
  expect(at(exampleScenario, 'endings.missed.text.1.claims', 'genuine')).toBeUndefined()
  expect(at(exampleScenario, 'endings.missed.text.1.claims')).toMatchObject({ failed: null })
})
