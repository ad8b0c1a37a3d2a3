import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Clauses as LargeClauses } from '../live/projector/large-papers'
import { Clauses } from './papers'

const clauses = ['1', undefined, '3.', 'Fee'].map((heading, i) => ({ id: `c${i}`, heading, segments: [] }))

test('a clause that is headed by its number has no second number', () => {
  for (const Part of [Clauses, LargeClauses]) {
    const words = renderToStaticMarkup(<Part clauses={clauses} />)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    expect(words).toMatch(/^1 2 3\. 4 Fee:?$/)
  }
})
