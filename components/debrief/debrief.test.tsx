import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import { Debrief, type DebriefProps } from './debrief'

const result = {
  final: 0.33,
  passed: false,
  repaired: 0,
  unrepaired: 0,
  recovered: false,
  silent: false,
  eitherWay: false,
  where: { acts: [], actsLost: 0, actsOf: 100, reportingLost: 0, reportingOf: 0, back: 0, capped: 0 },
}
const view = {
  variant: 'genuine',
  ending: { title: 'You wrote back', text: 'They answered.' },
  opening: { first: 'They answered.', rest: '' },
  verdict: { text: 'They were who they said.', sentences: ['They were who they said.'], cites: [] },
  counts: { signs: [0, 0], harmless: [0, 1], flagged: 0, sound: [1, 1] },
  judgement: null,
  reporting: { chances: 0, reported: 0, first: null, moments: [] },
  ratings: [],
  moment: {
    n: 0,
    when: 'May',
    title: 'A letter',
    kind: 'lost',
    marked: [{ segment: 's', text: 'Tell nobody.', label: 'Asks for quiet' }],
    made: { text: 'Wait', how: 'did' },
    because: { text: 'Waiting helped nobody.', cites: [] },
    better: 'Ask first',
  },
  decisive: null,
  tried: { flags: 2, checks: 1, minutes: 4, reports: 0, ratings: 1, replies: 1, nothing: 0 },
  pages: null,
  keep: { signs: [], rule: 'Ask first.' },
  endings: [],
  decisions: [],
  path: [],
  places: {},
  result,
} as unknown as DebriefProps['view']
const shown = (counts: DebriefProps['counts']): string => {
  const { ui, debrief } = messagesOf('en')
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={{ ui, debrief } as Messages} timeZone="UTC">
      <Debrief
        title="The tools"
        view={view}
        map={{ places: [], ways: [], links: [], edges: [], width: 1, height: 1 } as unknown as DebriefProps['map']}
        practised={null}
        before={null}
        sources={[]}
        replay="/replay"
        other="/other"
        next="/next"
        contact={<p>Anna, 112</p>}
        belongs="browser"
        shared={false}
        recorded="/en/learn/data"
        signs="/en/signs"
        counts={counts}
        draft={false}
        language={null}
      />
    </IntlProvider>,
  )
}

test('the debrief of a tutorial gives no points and names no pass', () => {
  expect(shown('learn')).toContain('of 100 points')
  expect(shown('practice')).toMatch(/of 100 points.*A pass is 70.*Practice/s)
  expect(shown('tutorial')).not.toMatch(/points|pass is/)
  expect(shown('tutorial')).toContain('it has no score')
  expect(shown('tutorial')).not.toMatch(/sound|Costly/i)
})

test('the debrief of a tutorial says which tools were tried, and what else there is to try', () => {
  expect(shown('learn')).not.toContain('What you tried')
  const text = shown('tutorial').replaceAll(/<[^>]+>/g, ' ')
  expect(text).toContain('What you tried: 4 of 6')
  expect(text).toContain('You flagged 2 sentences.')
  expect(text).toContain('You made a check, for 4 story minutes.')
  expect(text).toContain('Tell your security officer.')
  expect(text).toContain('Do nothing.')
})

test('the debrief begins with what it was, three cards, and then reporting; the rest is folded', () => {
  const html = shown('learn')
  const headings = [...html.matchAll(/<h[123][^>]*>(.*?)<\/h[123]>/g)].map(([, inner]) => inner!.replaceAll(/<[^>]+>/g, ''))
  expect(headings.slice(0, 4)).toEqual([
    'It was genuine.',
    'The moment that mattered',
    'One rule for next time',
    'On this path there was nothing to tell.',
  ])
  const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(text).toMatch(/“ ?Tell nobody\. ?” Asks for quiet You chose: Wait This cost most\. Waiting helped nobody\./)
  expect(text).toMatch(/One rule for next time Ask first\. In that moment: Ask first/)
  expect(html.match(/<details class="card[^"]*"/g)?.length).toBe(html.match(/<details class="card[^"]*"(?! open)/g)?.length)
})

test('the debrief ends with a question to think about, whom to tell, and what to do next', () => {
  const text = shown('learn')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
  expect(text).toMatch(/When did a message last give you pause\?.*Anna, 112.*Play the other story Next scenario/)
  expect(text.indexOf('Replay from “A letter”'), 'once, with the moment that lost').toBeLessThan(text.indexOf('Anna, 112'))
  expect(text.match(/Replay from “/g)).toHaveLength(1)
  expect(shown('tutorial')).not.toContain('Replay from “')
})
