import { expect, test } from 'vitest'
import { HABITS, countHabits, habitNotes, interfaceTexts, proseOf } from './habits'
import { partsOf } from './subject'

/** @returns the figure of each habit that the texts have */
const found = (texts: object) => {
  const { figures } = countHabits(proseOf(partsOf(texts).texts))
  return Object.fromEntries(HABITS.flatMap(({ name }, i) => (figures[i] ? [[name, Math.round(figures[i]!)]] : [])))
}

test.each<[string, object, Record<string, number>]>([
  ['contractions, but no genitives', { lead: 'It’s Ada’s train, and we’ve got to see that she doesn’t miss it.' }, { contractions: 231 }],
  ['an “and” that stands for a reason', { why: 'He asks and waits and asks, but you hold it because you can.' }, reasons(1)],
  ['whoever', { finding: 'People ask whomever they meet, whoever that may be.' }, { 'whoever, whomever': 222 }],
  ['somebody', { reply: 'Please ring somebody at the desk before you go there.' }, { 'nobody, somebody, anybody': 100 }],
  ['need not', { reply: 'You needn’t ring the desk before you go there today.' }, { 'need not': 100 }],
  [
    'What and Who',
    { lead: 'What the chair knew was never said aloud. Who is it that you want to see?' },
    { 'open with What or Who, and ask nothing': 50 },
  ],
  ['short sentences', { lead: 'The phone rings. It stops before you have crossed the hall.' }, { 'have five words or fewer': 50 }],
  ['a gesture', { lead: 'She carries both crates at once, and smiles.' }, { 'end in “, and” and a short tail': 100 }],
  ['an argument as one word, and no labels', { lead: '{contact_given} has left the keys on the desk today.', label: 'Whoever' }, {}],
])('counts %s', (_, texts, figures) => expect(found(texts)).toEqual(figures))

function reasons(n: number) {
  return { '“and” for each “but”, “because”, “so” in explanations': n }
}

test('few words are not worth a note, and the interface is to have no contractions', () => {
  const texts = (n: number) =>
    countHabits(interfaceTexts({ all: { of: Array.from({ length: n }, () => 'We don’t know that address, so check it.') } }))
  expect(habitNotes(texts(60), 'story')).toEqual([])
  expect(habitNotes(texts(70), 'story')).toEqual([])
  expect(habitNotes(texts(70), 'interface')).toEqual(['habit: 125 ‰ of the words contractions: write “cannot”, “do not”'])
})
