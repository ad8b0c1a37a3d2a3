import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import { Report } from './summary'

test('names its day in the reader’s way', () => {
  const report = { title: 'T', nature: 'genuine', day: '2026-11-05', joined: 9, rehearsal: false, minutes: 40, ending: null, moments: [] }
  const html = renderToStaticMarkup(
    <IntlProvider locale="en-GB" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Report report={report as never} />
    </IntlProvider>,
  )
  expect(html).toContain('5 Nov 2026')
})
