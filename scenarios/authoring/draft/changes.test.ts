import { expect, test } from 'vitest'
import { Scenario } from '../../engine/format/schema'
import { soundDraft, soundScenario } from '@/tests/support/sound-scenario'
import { changesBetween } from './changes'

const changed = (change: (scenario: ReturnType<typeof soundDraft>) => void): Scenario => {
  const draft = soundDraft()
  change(draft)
  return Scenario.parse(draft)
}

test('nothing changed is no change', () => {
  expect(changesBetween(soundScenario(), soundScenario())).toEqual([])
})

test('a sentence that says something else', () => {
  const after = changed((s) => void (s.title = 'The letter'))
  expect(changesBetween(soundScenario(), after)).toEqual([{ kind: 'changed', path: 'title', before: 'The page', after: 'The letter' }])
})

test('a sentence put before others leaves those as they were', () => {
  const after = changed(
    (s) =>
      void (s.endings as unknown as { hostile: { held: { text: object[] } } }).hostile.held.text.unshift({
        id: 'first',
        text: 'It rained.',
      }),
  )
  const change = { kind: 'added', path: 'endings/hostile/held/text/first/text', after: 'It rained.' }
  expect(changesBetween(soundScenario(), after)).toEqual([change])
  expect(changesBetween(after, soundScenario())).toMatchObject([{ kind: 'removed', before: 'It rained.' }])
})
