import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import { Summary } from './summary'

test('writes its day as the reader’s language does', () => {
  const summary = {
    ...{ audience: 'phones', moments: [], turns: [] },
    title: 'T',
    variant: 'genuine',
    day: '2026-11-05',
    joined: 9,
    rehearsal: false,
    minutes: 40,
    ending: null,
  }
  const html = renderToStaticMarkup(
    <IntlProvider locale="en-GB" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Summary summary={summary as never} />
    </IntlProvider>,
  )
  expect(html).toContain('5 Nov 2026')
})
