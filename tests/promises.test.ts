import { describe, expect, test } from 'vitest'
import { DOCUMENTS, faultsOf, read, testFiles } from './support/promises'

test('every sentence and row of the promises has a test, and every marker of a test has a sentence', () => {
  const files = testFiles().filter((file) => file !== 'tests/promises.test.ts')
  expect(files.length).toBeGreaterThan(90)
  expect(faultsOf(read(DOCUMENTS), read(files))).toEqual([])
})

describe('the check finds faults', () => {
  const good = `# Title\nIt is so. <!-- p:so -->\n\n| a | b |\n|---|---|\n| c | d <!-- p:row --> |\n## Explanation\nWords.`
  const proof = `test('it is so [p:so]', () => {})\ndescribe('rows [p:row]', () => {})`
  test('but accepts what is right', () => expect(faultsOf({ 'a.md': good }, { 'a.test.ts': proof })).toEqual([]))
  test.each([
    ['a sentence without a marker', good.replace('It is so.', 'It is so. It is also this.'), proof, 'It is so.'],
    ['a row without one', good.replace(' <!-- p:row -->', ''), `test('it is so [p:so]', () => {})`, 'c | d'],
    ['a promise without a test', good, `describe('rows [p:row]', () => {})`, 'no test names it'],
    ['a test without a promise', good, `${proof}\ntest('more [p:more]', () => {})`, 'no document promises it'],
    ['a proof that is skipped', good, proof.replace('test(', 'test.skip('), 'no test names it'],
    ['a proof in a comment', good, `// ${proof}`, 'outside the title'],
    ['one marker for two promises', good.replace('p:row', 'p:so'), `test('it is so [p:so]', () => {})`, 'again'],
    ['a misspelt marker', good.replace('<!-- p:so -->', '<!-- P:so -->'), proof, 'misspelt'],
    ['a marker in an explanation', good.replace('Words.', 'Words. <!-- p:words -->'), proof, 'where nothing is promised'],
    ['an explanation that is closed', `${good}\n# Next\nAnd so on.`, proof, 'And so on.'],
  ])('%s', (_, document, tests, said) => {
    expect(faultsOf({ 'a.md': document }, { 'a.test.ts': tests }).join('\n')).toContain(said)
  })
})
