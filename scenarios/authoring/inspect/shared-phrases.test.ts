import { expect, test } from 'vitest'
import { partsOf } from './subject'
import { sharedPhrases } from './shared-phrases'

const { texts: own } = partsOf({
  lead: 'The ferry leaves at ten past nine. The kettle is on the stove again, says Ada.',
  reply: '“Ring me when you are home,” says Ada.',
})
const others = new Map([
  ['P02', partsOf({ lead: 'Bread is on the stove again.', reply: 'Call me. When you are home, you sleep.' }).texts],
  ['P03', partsOf({ lead: 'THE KETTLE IS ON the table', summary: 'at ten past eight' }).texts],
])

test('phrases of five words or more that other scenarios have are found in full, with the scenarios', () => {
  expect(sharedPhrases(own, others)).toEqual([
    { phrase: 'the kettle is on the', path: ['lead'], others: ['P03'] },
    { phrase: 'is on the stove again', path: ['lead'], others: ['P02'] },
  ])
})

test('a phrase ends with its sentence, and four words are not a phrase', () => {
  expect(sharedPhrases(partsOf({ lead: 'He is on the. Stove again, and again.' }).texts, others)).toEqual([])
  expect(sharedPhrases(own, new Map())).toEqual([])
})
