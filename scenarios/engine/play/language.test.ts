import { expect, test } from 'vitest'
import { foreignTo, langOf, original } from './language'

const as = (text: string) => text.replace('{contact_given}', 'Ruth')

test('on a page in the scenario’s own language nothing is foreign', () => {
  expect(foreignTo('en', original, as)).toBeNull()
  expect(langOf(null, 'Anything')).toBeUndefined()
})

test('on a page in another language everything is foreign', () => {
  expect(langOf(foreignTo('de', original, as), 'Anything')).toBe('en')
  expect(langOf(foreignTo('en', { locale: 'de', untranslated: [] }, as), 'Irgendetwas')).toBe('de')
})

test('texts missing from a translation are in the original’s language, as the page shows them', () => {
  const untranslated = ['{contact_given} waits in the lobby, with a long letter in her hand.', 'You wrote: “{said}”', 'Yes']
  const foreign = foreignTo('de', { locale: 'de', untranslated }, as)
  expect(langOf(foreign, 'Ruth waits in the lobby, with a long letter in her hand.')).toBe('en')
  expect(langOf(foreign, 'You wrote: “Gern, am Freitag.”')).toBe('en')
  expect(langOf(foreign, 'Ruth wartet im Foyer.')).toBeUndefined()
})
