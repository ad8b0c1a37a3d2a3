import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { Clauses as LargeClauses } from '../live/projector/large-papers'
import { messagesOf } from '@/server/platform/locales'
import { Clauses, Itinerary } from './papers'

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

test('a timetable has a column for who pays only if somebody does', () => {
  const line = { id: 'a', at: '9:00', text: 'Ferry', segments: [] } as unknown as ArtefactOf<'itinerary'>['lines'][number]
  const columns = (payer?: string) => {
    const lines = [
      { ...line, payer },
      { ...line, id: 'b' },
    ] as ArtefactOf<'itinerary'>['lines']
    return renderToStaticMarkup(
      <IntlProvider locale="en" timeZone="UTC" messages={{ channels: messagesOf('en').channels } as Messages}>
        <Itinerary lines={lines} />
      </IntlProvider>,
    )
  }
  expect(columns('The institute')).toMatch(/Who pays[\s\S]*The institute[\s\S]*–/)
  expect(columns()).not.toMatch(/Who pays|–/)
})
