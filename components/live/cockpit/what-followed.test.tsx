import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import { WhatFollowed } from './what-followed'

test('shows the act, then each field or sentence that was sent and how many voted for it', () => {
  const html = renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <WhatFollowed
        followed={{
          chose: 'Hand it in',
          sent: [
            { id: 'a', as: 'form', ask: 'Whom you name', text: 'All four.', n: 5 },
            { id: 'b', as: 'reply', ask: 'Close', text: 'Yours.', n: 2 },
          ],
          of: 7,
          reply: null,
          words: null,
          lines: [],
          text: 'It is read.',
        }}
      />
    </IntlProvider>,
  )
  expect(html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toBe(' Hand it in Whom you name: All four. 5 of 7 Yours. 2 of 7 It is read. ')
})
