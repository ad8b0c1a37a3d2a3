import { expect, test } from 'vitest'
import { chosen, withChoices } from './pronoun-choices'

/** Stands in for a message formatter that knows some arguments. */
const read = (text: string) => (choices: ReadonlyMap<string, string>) =>
  text.replace(/\{(\w+)_they, select, she \{(\w+)\} other \{(\w+)\}\}/g, (_, who, she, other) => (choices.get(who) === 'she' ? she : other))
const packed = (text: string) => withChoices(text, read(text))

test.each([
  ['{ada_given} sagt nichts.', '{ada_given} sagt nichts.', '{ada_given} sagt nichts.'],
  ['Dann ruft {ada_they, select, she {sie} other {er}} an.', 'Dann ruft sie an.', 'Dann ruft er an.'],
  [
    '{ada_they, select, she {Sie} other {Er}} sieht {bo_they, select, she {sie} other {ihn}} {said}',
    'Sie sieht ihn {said}',
    'Er sieht sie {said}',
  ],
])('%s', (text, one, other) => {
  const words = (ada: string, bo: string) => chosen(packed(text), (who) => (who === 'ada' ? ada : bo))
  expect(words('she', 'he')).toBe(one)
  expect(words('he', 'she')).toBe(other)
})

test('without a pronoun the last reading is picked', () =>
  expect(chosen(packed('Dann ruft {ada_they, select, she {sie} other {er}} an.'), () => 'Ada')).toBe('Dann ruft er an.'))
