import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Clauses as LargeClauses } from '../live/projector/large-papers'
import { Clauses } from './papers'

test.each([
  ['those that the clauses bring, and none beside them', ['1', undefined, '3.', 'Fee'], '1 3. Fee'],
  ['ours, where they bring none', ['Fee', undefined], '1 Fee 2'],
  ['none, where one clause stands alone', [undefined], ''],
])('numbers of a document are %s', (_, headings, shown) => {
  const clauses = headings.map((heading, i) => ({ id: `c${i}`, heading, segments: [] }))
  for (const Part of [Clauses, LargeClauses]) {
    const words = renderToStaticMarkup(<Part clauses={clauses} />)
      .replace(/<[^>]+>|:/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    expect(words).toBe(shown)
  }
})
