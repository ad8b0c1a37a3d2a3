import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import { BrandProvider } from '../../ui/brand'
import { Summary } from './summary'

const FLAG = { sign: true, question: false, flagged: null, seen: false }
const MOMENT = {
  ...{ moment: 1, title: 'Three pages', when: 'May', asked: 'What do you answer?', whatIf: false, minutes: 5, voted: [12], questions: [] },
  ...{ sound: [9], early: false, gain: null, decided: { text: 'Decline', by: 'majority', reported: false }, reported: [3], chance: true },
  ...{ rating: null, flags: [{ ...FLAG, quote: 'Keep it quiet.', label: 'Secrecy' }], flaggedBy: 12, withheld: true, note: '' },
}
const SUMMARY = {
  ...{ audience: 'phones', moments: [] as unknown[], turns: [], name: '', title: 'T', plot: 'Somebody praises your work.', measured: true },
  ...{ variant: 'hostile', day: '2026-11-05', joined: 9, rehearsal: false, minutes: 40, ending: 'Known', ledBy: 'Rina Holm' },
}
const page = (change: object = {}) =>
  renderToStaticMarkup(
    <IntlProvider locale="en-GB" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <BrandProvider brand={{ name: 'Harbour Board', logo: null, home: '' }}>
        <Summary summary={{ ...SUMMARY, ...change } as never} />
      </BrandProvider>
    </IntlProvider>,
  ).replace(/&#x27;/g, "'")

test('writes its day as the reader’s language does', () => expect(page()).toContain('5 Nov 2026'))
test('says to people who were not there whose session it was, who led it, what it was about and what was asked', () => {
  const text = page({ moments: [MOMENT] })
  for (const said of ['Harbour Board', 'led by Rina Holm', 'Somebody praises your work.', 'What do you answer?', 'Decline'])
    expect(text).toContain(said)
})
test('names what was withheld, and shows what opens the details', () => {
  const text = page({ moments: [MOMENT] })
  expect(text).toContain('We do not show flags on where a person comes from')
  expect(text.slice(text.indexOf('<summary'), text.indexOf('</summary>'))).toMatch(/btn.*Show/)
})
test('says of a room whose reports were not recorded that they were not counted, and not how it ended', () => {
  const text = page({ measured: false, audience: 'hands', moments: [{ ...MOMENT, reported: [null] }] })
  expect(text).toContain('not counted')
  expect(text).toContain('We did not count reports to the security officer in this session')
  expect(text).not.toContain('Known')
  expect(text).not.toContain('would also tell nobody')
})
