import { describe, expect, test } from 'vitest'
import { DOCUMENTS, faultsOf, markersIn, read, sentencesOf, statementsOf, testFiles, titlesOf } from './support/promises'

test('every sentence and row of the promises has a test, and every marker of a test has a sentence', () => {
  const files = testFiles().filter((file) => file !== 'tests/promises.test.ts')
  expect(files.length).toBeGreaterThan(90)
  expect(faultsOf(read(DOCUMENTS), read(files))).toEqual([])
})

describe('a sentence', () => {
  const split = (text: string) => sentencesOf(text).map(({ text: said, marker }) => (marker ? `${said} «${marker}»` : said))
  test.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['It costs 0.15 %. Nothing else.', ['It costs 0.15 %.', 'Nothing else.']],
    ['See `a. b` and [a page](x.md). More.', ['See `a. b` and [a page](x.md).', 'More.']],
    ['“It is.” (So they say.) Yes.', ['“It is.”', '(So they say.)', 'Yes.']],
    ['**Bold.** then small.', ['**Bold.**', 'then small.']],
    ['Some, e.g. these, are kept. Others go.', ['Some, e.g. these, are kept.', 'Others go.']],
    ['One. <!-- p:one --> Two. <!-- p:two-and-2 -->', ['One. «one»', 'Two. «two-and-2»']],
    ['One. Two. <!-- p:two -->', ['One.', 'Two. «two»']],
    ['No full stop <!-- p:none -->', ['No full stop «none»']],
    ['One. <!-- p:one --> <!-- p:again -->', ['One. «one»', '<!-- p:again -->']],
    ['', []],
  ])('ends where it ends: %s', (text, sentences) => {
    expect(split(text)).toEqual(sentences)
  })
})

test('a document’s paragraphs, points and rows are promises, its headings and explanations are not', () => {
  const text = `# Title

One. <!-- p:one -->
Two,
over two lines. <!-- p:two -->
- A point. <!-- p:point -->
- Another.

| what | how long |
|---|---|
| a row | a day <!-- p:row --> |
| a row without | a day |

## Explanation
Nothing is promised here.
### Deeper
Nor here.
## Again
Three. <!-- p:three -->`
  expect(statementsOf(text).map(({ marker }) => marker)).toEqual(['one', 'two', 'point', null, 'row', null, 'three'])
  expect(statementsOf(text)[1]!.text).toBe('Two, over two lines.')
})

test('titles are found in running tests and suites, however they are written', () => {
  const titles = titlesOf(`
    describe('a [p:a]', () => {
      test('b [p:b] [p:c]', () => {})
      test.each([1])(\`\${x} d [p:d] \${y}\`, () => {})
      test.describe(long ? 'e [p:e]' : 'f [p:f]', () => {})
      test.skip('g [p:g]', () => {})
      test.todo('h [p:h]')
    })
    describe.skip('i', () => { test('j [p:j]', () => {}) })
    describe.skipIf(none)('k [p:k]', () => {})
    other('l [p:l]', () => {})
    // test('m [p:m]', () => {})
  `)
  expect(titles.flatMap(markersIn)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'k'])
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
    ['two promises in one sentence', good.replace('It is so.', 'It is so; nothing else is.'), proof, 'two things'],
    ['an explanation that is closed', `${good}\n# Next\nAnd so on.`, proof, 'And so on.'],
  ])('%s', (_, document, tests, said) => {
    expect(faultsOf({ 'a.md': document }, { 'a.test.ts': tests }).join('\n')).toContain(said)
  })
})
