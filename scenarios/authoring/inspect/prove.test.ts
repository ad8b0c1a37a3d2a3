import { describe, expect, test } from 'vitest'
import { exampleStory } from '@/tests/support/example-story'
import { soundStory } from '@/tests/support/sound-story'
import type { Nature, Story } from '../../engine/format/schema'
import { idsOf } from '../../engine/play/opaque'
import { authoredNames } from './names'
import { prove } from './prove'
import { questionsOf } from './questions'
import { inWords } from './ways'

/** What is asked where, with shortest ways on which it is true and false. */
function answered(story: Story, nature: Nature = 'hostile') {
  const ids = idsOf(story)
  const names = authoredNames(story, ids)
  return prove(questionsOf(story, nature, ids)).map(({ question: { kind, path }, held, failed }) => ({
    kind,
    path: path.join('.'),
    held: held === undefined ? null : inWords(held, names),
    failed: failed === undefined ? null : inWords(failed, names),
  }))
}
const at = (story: Story, path: string, nature?: Nature) => answered(story, nature).find((a) => a.path === path)

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
    ['a reply after the act of the moment', 'scenes.hello.tell.reply.1.when', 'hello: accept', 'at the start'],
    [
      'a segment that asks whether a fact ever held',
      'scenes.call.show.0.lines.0.segments.1.when',
      'hello: accept; request: leave',
      'hello: sit; request: leave',
    ],
  ])('%s', (_, path, held, failed) => {
    expect(at(exampleStory, path)).toMatchObject({ held, failed })
  })

  test('told before one arrives, since the lead stays as it was read', () => {
    const { held, failed } = at(exampleStory, 'scenes.call.lead.1.when')!
    expect(held).toMatch(/tell/)
    expect(held).not.toMatch(/call:/)
    expect(failed).toBe('hello: accept; request: leave')
  })

  test('told since a fact was set, which telling before it does not count for', () => {
    expect(at(exampleStory, 'scenes.call.lead.2.when')!.held).toMatch(/answer=inside, send, tell$/)
  })

  test('what a check brings, as it was when the check was made', () => {
    const story = soundStory()
    const heard = { id: 'heard', when: { fact: 'told' }, text: 'They had heard of you.' }
    story.scenes.s0!.checks[0]!.finding = [{ id: 'plain', text: 'Nothing is found.' }, heard]
    expect(at(story, 'scenes.s0.checks.0.finding.1.when')).toMatchObject({ held: 's0: tell, check c0', failed: 's0: check c0' })
  })

  test('one that holds only for who tells after the act is met there', () => {
    const story = soundStory()
    const { held } = at(story, 'endings.badly.text.1.when')!
    // Told on the consequence of the act, or in any moment after it.
    expect(held).toMatch(/s4: .*mistake, tell|; s[56]: (?:\w+, )*tell/)
  })
})

test('which ending comes is asked too, and the first that holds is taken', () => {
  const ends = answered(exampleStory).filter(({ path }) => /^ends\.\d$/.test(path))
  expect(ends.map(({ path, held }) => [path, held !== null])).toEqual([
    ['ends.0', true],
    ['ends.1', true],
    ['ends.2', true],
  ])
})

test('what a sentence quotes was said only if the act sent it', () => {
  const story = structuredClone(exampleStory)
  const [said] = story.scenes.call!.lead as { when?: object }[]
  expect(answered(story).find((a) => a.kind === 'said')).toMatchObject({ failed: null })
  said!.when = undefined
  expect(answered(story).find((a) => a.kind === 'said')!.failed).toBe('hello: accept; request: leave')
})

test('of a sentence that is shown in one truth alone, the other knows nothing', () => {
  expect(at(exampleStory, 'endings.nothing.text.1.claims', 'genuine')).toBeUndefined()
  expect(at(exampleStory, 'endings.nothing.text.1.claims')).toMatchObject({ failed: null })
})
