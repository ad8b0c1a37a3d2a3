import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import { Debrief, type DebriefProps } from './debrief'

const result = { outcome: 'missed', earned: 14, possible: 18, eitherWay: false }
const view = {
  variant: 'genuine',
  ending: { title: 'You wrote back', paragraphs: ['They answered.'] },
  verdict: { sentences: [], paragraphs: ['They were who they said.'], cites: [] },
  counts: { signs: [0, 0], harmless: [0, 1], flagged: 0 },
  judgement: null,
  reporting: { chances: 0, reported: 0, first: null, moments: [] },
  ratings: [],
  moment: {
    n: 0,
    when: 'May',
    title: 'A letter',
    kind: 'lost',
    marked: [{ segment: 's', text: 'Tell nobody.', sign: true, label: 'Asks for quiet' }],
    made: { text: 'Wait', how: 'did' },
    because: { text: 'Waiting helped nobody.', cites: [] },
    points: { earned: 4, possible: 8 },
    better: 'Ask first',
  },
  decisive: null,
  tried: { flags: 2, checks: 1, minutes: 4, reports: 0, ratings: 1, replies: 1, nothing: 0 },
  pages: null,
  keep: { signs: [], rule: 'Ask first.' },
  endings: [],
  decisions: [
    {
      ...{
        n: 0,
        scene: 'letter',
        when: 'May',
        title: 'A letter',
        act: { ask: '', text: 'Wait', why: 'Waiting helped nobody.', cites: [] },
      },
      ...{
        sent: [],
        quality: 'partly',
        points: { earned: 4, possible: 8 },
        report: null,
        harm: null,
        decided: true,
        better: ['Ask first'],
      },
      flags: [{ segment: 's', scene: 'letter', kind: 'missed', label: 'Asks for quiet', quote: 'Tell nobody.', cites: [], origin: false }],
    },
  ],
  path: [],
  places: {},
  result,
} as unknown as DebriefProps['view']
type Counts = DebriefProps['counts'] | 'own'
const shown = (counts: Counts): string => {
  const { ui, debrief } = messagesOf('en')
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={{ ui, debrief } as Messages} timeZone="UTC">
      <Debrief
        title="The tools"
        view={counts === 'learn' || counts === 'practice' ? view : { ...view, result: null }}
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
        counts={counts === 'own' ? 'learn' : counts}
        own={counts === 'own' ? { title: 'Is this your own case?', text: 'There is help.' } : null}
        draft={false}
        language={null}
      />
    </IntlProvider>,
  )
}

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('the debrief of a tutorial gives no points and names no outcome', () => {
  expect(textOf(shown('learn'))).toMatch(/It could have ended better\. You earned 14 of 18 points\./)
  expect(textOf(shown('practice'))).toMatch(/You earned 14 of 18 points\..*This is practice/s)
  expect(textOf(shown('tutorial'))).not.toMatch(/of 18|ended better/)
  expect(shown('tutorial')).toContain('It has no points')
})

test('the debrief of a scenario that may be skipped says what happened, then who helps, and no number', () => {
  const text = textOf(shown('own'))
  expect(text).toMatch(
    /You wrote back They answered\..*They were who they said\..*One rule for next time.*Is this your own case\?.*Anna, 112.*Your decisions/,
  )
  expect(text).not.toMatch(/of 18|ended|points/)
  expect(text).toContain('This scenario has no score')
  expect(textOf(shown('tutorial')) + textOf(shown('learn'))).not.toContain('no score')
  expect(text.match(/Anna, 112/g)).toHaveLength(1)
})

test('the debrief of a tutorial says which tools were tried, and what else there is to try', () => {
  expect(shown('learn')).not.toContain('What you tried')
  const text = shown('tutorial').replaceAll(/<[^>]+>/g, ' ')
  expect(text).toContain('What you tried: 4 of 6')
  expect(text).toContain('You flagged 2 sentences.')
  expect(text).toContain('You made a check, for 4 story minutes.')
  expect(text).toContain('Report to your security officer.')
  expect(text).toContain('Do nothing.')
})

test('the debrief begins with how it ended, what it was and what to keep, then the moments; only the one that mattered is open', () => {
  const html = shown('learn')
  const headings = [...html.matchAll(/<h[123][^>]*>(.*?)<\/h[123]>/g)].map(([, inner]) => inner!.replaceAll(/<[^>]+>/g, ''))
  expect(headings.slice(0, 6)).toEqual([
    'It could have ended better.',
    'You wrote back',
    'What it was, and how you could tell',
    'One rule for next time',
    'Your decisions',
    'A letter',
  ])
  const text = textOf(html)
  expect(text).toMatch(
    /4 of 8 points A letter Wait The moment that mattered You missed 4 of 8 points here, and no other decision cost you more\. Waiting helped nobody\. What would have worked better Ask first The sign here “ ?Tell nobody\. ?” Asks for quiet\./,
  )
  expect(html.match(/<details[^>]* open=""/g)).toHaveLength(1)
  for (const once of ['Waiting helped nobody.', 'They answered.', 'They were who they said.', 'Tell nobody.', 'Ask first.'])
    expect(text.split(once), once).toHaveLength(2)
})

test('the debrief ends with a question to think about, whom to tell, and what to do next', () => {
  const text = textOf(shown('learn'))
  expect(text).toMatch(/When did a message last give you pause\?.*Anna, 112.*Play the other version Next scenario/)
  expect(text.indexOf('Replay from “A letter”'), 'once, with the moment that lost').toBeLessThan(text.indexOf('Anna, 112'))
  expect(text.match(/Replay from “/g)).toHaveLength(1)
  expect(shown('tutorial')).not.toContain('Replay from “')
})
