import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { ReportView } from '@/scenarios/engine/debrief/reporting'
import type { Moment, FlagView } from '@/scenarios/engine/debrief/moment'
import { Decisions } from './decisions'
import { SourceList } from './sources'
import { Flagged } from './flagged'
import { lineThrough } from '../ui/charts'
import { RatingCurve } from './ratings'
import { Pages } from './pages'
import { Keep } from './keep'
import { DecisiveCheck } from './decisive-check'
import { TurningPoint } from './turning-point'
import { Head, Opening } from './opening'
import { rowsOf } from './map-rows'
import { Reporting } from './reporting'

const texts = messagesOf('en')
const shown = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ debrief: texts.debrief, channels: texts.channels } as Messages}>
      {children}
    </IntlProvider>,
  )
const wordsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const HELD = { outcome: 'held', earned: 14, possible: 18, eitherWay: false } as const

const moment = (scene: string, reported: boolean, worth = 1, matters = false): ReportView => ({
  scene,
  when: 'May',
  title: `Moment ${scene}`,
  reported,
  reply: reported ? '“Thank you.”' : null,
  worth,
  matters,
  why: 'It fits others.',
  cites: [],
})
function reporting(moments: ReportView[], variant: Debrief['variant'] = 'hostile', result: Debrief['result'] = HELD) {
  const chances = moments.filter((m) => m.worth > 0)
  const first = chances.findIndex((m) => m.reported)
  const reporting = {
    chances: chances.length,
    reported: chances.filter((m) => m.reported).length,
    first: first < 0 ? null : first + 1,
    moments,
  }
  return shown(<Reporting view={{ reporting, variant, result }} numbers={new Map()} />)
}

describe('the reports in the debrief', () => {
  test('say how many of the chances were used, and which was the first', () => {
    expect(reporting([moment('a', false), moment('b', true), moment('c', true)])).toContain(
      'You reported at two of three chances, first at the second.',
    )
    expect(reporting([moment('a', false), moment('b', true), moment('c', false)])).toContain(
      'You reported at one of three chances, the second.',
    )
    expect(reporting([moment('a', true), moment('b', true)])).toContain('You reported at both chances.')
    expect(reporting([moment('a', true)])).toContain('You reported at the one chance there was.')
    expect(reporting([moment('a', false), moment('b', false)])).toContain('You did not report. There were two chances.')
  })
  test('list the chances that they count, each with its points, and every other report with its answer', () => {
    const listed = (...moments: ReportView[]) => reporting(moments).match(/<li/g)!.length
    expect(listed(moment('a', true), moment('b', false), moment('c', true, 0), moment('d', false, 0))).toBe(3)
    expect(listed(moment('a', false), moment('b', false), moment('c', true, 0))).toBe(3)
    const words = wordsOf(reporting([moment('a', true, 2, true), moment('b', false), moment('c', true, 0)]))
    expect(words).toMatch(/Moment c reported · there were no points for it May It fits others\. “Thank you\.”/)
    expect(words).toMatch(/Moment a reported · 2 of 2 points May This is where a report mattered most\..*“Thank you\.”/)
    expect(words).toMatch(/Moment b not reported · 0 of 1 point May It fits/)
  })
  test('say whether a report came in time, too early, or before harm that nobody was told of', () => {
    const at = (...reported: boolean[]) => reported.map((is, i) => moment(`${i}`, is, 1, i === 1))
    expect(reporting(at(false, false, true))).toContain('act before more came of it')
    expect(reporting(at(true, false, false))).toContain('later there was more to report')
    expect(reporting(at(false, true), 'hostile', { ...HELD, outcome: 'lost' })).toContain(
      'you gave away or accepted something and did not report it',
    )
    expect(reporting(at(false, false))).toContain('You do not have to be sure to report.')
  })
  test('are welcome where there was nothing to report, and in a genuine variant', () => {
    expect(reporting([moment('a', true, 0)], 'genuine')).toContain('You reported, although there was nothing to report.')
    expect(reporting([moment('a', false, 0)], 'genuine')).toContain('There was nothing that you had to report.')
    expect(reporting([moment('a', true)], 'genuine')).toContain('you were still right to report it')
  })
  test('are never marked as a mistake, whether the learner reported or not', () => {
    for (const variant of ['hostile', 'genuine'] as const)
      for (const reported of [true, false])
        expect(reporting([moment('a', reported), moment('b', false)], variant)).not.toMatch(/risk|signal/)
  })
  test('have no number where the scenario names no outcome', () => {
    expect(wordsOf(reporting([moment('a', true), moment('b', false)], 'hostile', null))).not.toMatch(/\d|chance|mattered/)
  })
})

describe('the opening', () => {
  const drawn = (more: Partial<Debrief> = {}, before: { earned: number; possible: number } | null = null) => {
    const view = {
      judgement: { looks: 'approach', sure: 'fairly', right: true },
      result: HELD,
      ending: { title: 'Row C', paragraphs: ['The milk came.', 'It was cold.'] },
      verdict: { sentences: [], paragraphs: ['It was an approach.', 'Ask first.'], cites: ['G-02'] },
      ...more,
    } as Pick<Debrief, 'judgement' | 'result' | 'ending' | 'verdict'>
    return shown(
      <>
        <Head view={view} title="Two bags" before={before} />
        <Opening view={view} unscored={false} language={null} numbers={new Map([['G-02', 1]])} />
      </>,
    )
  }
  const of = (...given: Parameters<typeof drawn>) => wordsOf(drawn(...given))
  test('says the outcome in words, then the points, how it ended, and what it was', () => {
    expect(of()).toMatch(
      /It ended well\. You earned 14 of 18 points\. Row C The milk came\. It was cold\. What it was, and how you could tell It was an approach\. Ask first\. 1 At the end you took it for an approach \(fairly sure\), and you were right\./,
    )
    expect(drawn()).toMatch(/<p>The milk came\.<\/p><p>It was cold\.<\/p>/)
    for (const [outcome, words] of [
      ['repaired', 'You put it right.'],
      ['missed', 'It could have ended better.'],
      ['lost', 'It ended badly.'],
    ] as const)
      expect(of({ result: { ...HELD, outcome } })).toContain(words)
  })
  test('compares with the points of the time before', () => {
    expect(of({}, { earned: 9, possible: 17 })).toContain('14 of 18 points. The time before, you earned 9 of 17 points.')
  })
  test('has the title of the ending, and no number, where the scenario names no outcome', () => {
    const words = of({ result: null })
    expect(words).toMatch(/Row C The milk came\./)
    expect(words.match(/Row C/g), 'the title once').toHaveLength(1)
    expect(words).not.toMatch(/\d\d|ended|point/)
  })
})

describe('the decisions', () => {
  const flag = (kind: FlagView['kind']): FlagView => ({
    ...{ segment: kind, scene: 'a', kind, label: kind === 'harmless' || kind === 'question' ? `“${kind}”` : `A ${kind}` },
    ...{ quote: `“${kind}”`, why: `Because ${kind}.`, cites: [], origin: false },
  })
  const decision = (kinds: FlagView['kind'][], more: Partial<Moment> = {}) =>
    ({
      ...{ n: 0, scene: 'a', when: 'May', title: 'A call', act: { ask: 'a', text: 'Wait', why: 'It helps.', cites: [] }, sent: [] },
      ...{ quality: 'partly', points: { earned: 2, possible: 3 }, report: null, harm: null, decided: true, better: [] },
      flags: kinds.map(flag),
      ...more,
    }) as unknown as Moment
  const turning = { n: 1, kind: 'lost', marked: [], because: { text: 'It helps.', cites: [] }, better: null, points: null }
  const drawn = (decisions: Moment[], flagged: number, more: Partial<Debrief> = {}) => {
    const counts = { signs: [0, 8], harmless: [0, 3], flagged } as Debrief['counts']
    const view = { decisions, counts, moment: turning, decisive: null, variant: 'hostile', result: HELD, ...more } as unknown as Debrief
    return shown(<Decisions view={view} numbers={new Map()} replay="/replay" hasMoment />)
  }
  const of = (flagged: number, kinds: FlagView['kind'][], scored = true, more: Partial<Moment> = {}) =>
    wordsOf(drawn([decision(kinds, more)], flagged, scored ? {} : { result: null }))
  const two = [decision([]), decision([], { n: 1, scene: 'b', title: 'A letter' })]
  test('are folded to their name, what was chosen and how it came out, and the one that mattered is open', () => {
    const html = drawn(two, 1)
    const summaries = [...html.matchAll(/<details([^>]*)><summary.*?<\/summary>/gs)]
    expect(summaries.map(([all, attributes]) => [/\bopen\b/.test(attributes!), wordsOf(all).trim()])).toEqual([
      [false, 'May 2 of 3 points A call Wait'],
      [true, 'May 2 of 3 points A letter Wait The moment that mattered'],
    ])
    expect(html.match(/It helps\./g), 'each reason once').toHaveLength(2)
  })
  test('offer to play each again from there, and first the one that lost', () => {
    const buttons = [...drawn(two, 1).matchAll(/<form [^>]*action="\/replay"[^>]*><button ([^>]*)>(.*?)<\/button>/gs)]
    expect(buttons.map(([, attributes, text]) => [/value="(\d)"/.exec(attributes!)![1], wordsOf(text!).trim()])).toEqual([
      ['0', 'Replay from here (decision 1)'],
      ['1', 'Replay from “A letter”'],
    ])
    expect(drawn(two, 1, { moment: { ...turning, kind: 'sound' } as never })).not.toContain('btn-primary')
  })
  test('say what each one earned, and its report, where either could earn something', () => {
    expect(of(1, [])).toContain('2 of 3 points')
    expect(of(1, [])).not.toContain('Reporting')
    expect(of(1, [], true, { report: { earned: 1, possible: 1 } })).toContain('Reporting: 1 of 1')
    expect(of(1, [], true, { points: null })).not.toContain(' of 3')
  })
  test('have no number and no grade where the scenario names no outcome', () => {
    const words = of(1, [], false, { report: { earned: 1, possible: 1 }, harm: 'open', better: ['Ask'], decided: false })
    expect(words.replace('(decision 1)', '')).not.toMatch(/\d|point|harm|better|could not know/)
  })
  test('say once until when nobody could know', () => {
    const early = [decision([], { decided: false }), two[1]!]
    expect(wordsOf(drawn(early, 1)).match(/Before “A letter” you could not know/g)).toHaveLength(1)
    expect(wordsOf(drawn(two, 1))).not.toContain('could not know')
  })
  test('name harm once', () => {
    expect(of(1, [], true, { harm: 'open', decided: false })).toContain('it was not put right')
    expect(of(1, [], true, { harm: 'repaired', decided: false })).toContain('put right later')
    const turned = wordsOf(drawn([decision([], { harm: 'open' })], 1, { moment: { ...turning, n: 0, kind: 'harm' } as never }))
    expect(turned.match(/gave away or accepted something harmful/g)).toHaveLength(1)
  })
  test('name what was left undone as better, even where something else would have earned as much', () => {
    const undone = { ...turning, n: 0, kind: 'undone', better: 'File it' } as never
    expect(wordsOf(drawn([decision([], { better: ['Send it'] })], 1, { moment: undone }))).toMatch(/worked better File it(?!.*Send it)/)
  })
  test('have the check that told most in its moment', () => {
    const decisive = { scene: 'b', text: 'Look it up', minutes: 5, finding: 'Two lines.', made: true }
    expect(wordsOf(drawn(two, 1, { decisive }))).toMatch(/A letter.*The check that told you most Look it up \(5 minutes\)/)
  })
  test('quote each sign with its name and why, apart from those that show only in hindsight', () => {
    const words = of(1, ['noticed', 'missed', 'later'])
    expect(words).toMatch(
      /The signs here “noticed” A noticed\. Because noticed\. You flagged it\. “missed” A missed\. Because missed\. You did not flag it\. Only in hindsight “later” A later\. Because later\./,
    )
    expect(words.split('Only in hindsight')[1]).not.toContain('flag it')
    expect(words).toMatch(/You flagged 0 of 8 signs\..*Your flags do not change the points above/)
  })
  test('mention no missed sign if none was flagged', () => {
    expect(of(0, ['sign'])).toMatch(/The sign here “sign” A sign\..*You flagged nothing\. The 8 signs there were stand in their moments\./)
    expect(of(0, ['sign'])).not.toContain('did not flag')
  })
  test('mark nothing as a sign that is none, and quote each sentence once', () => {
    const words = of(1, ['question', 'harmless'])
    expect(words).toMatch(
      /Flagged, and worth asking about in either version “question” Because question\. Flagged, but not a sign “harmless” Because harmless\./,
    )
    expect(words).not.toMatch(/““|””/)
    expect(drawn([decision(['question', 'harmless'])], 1)).not.toMatch(/<mark|The signs? here/)
  })
})

test('each sign to keep has a source, or says that it is ours', () => {
  const signs = [
    { label: 'Hurry', cites: ['G-02'] },
    { label: 'Another channel', cites: ['INV'] },
  ]
  const words = wordsOf(shown(<Keep keep={{ rule: 'Ask first.', signs }} all="/en/signs" numbers={new Map([['G-02', 3]])} />))
  expect(words).toMatch(/One rule for next time Ask first\..*Hurry 3 Another channel \(our own addition, without a source\)/)
  expect(words).toContain('All signs, each with an example')
})

describe('rating in the debrief', () => {
  test('is a line that is level between answers, steps where one was given, and begins and ends with one', () => {
    expect(lineThrough([null, 1, null, 5, 4, null])).toEqual(['', 'M10 50V100', 'M10 0V100', 'M10 0V50H90V100', 'M90 0V50H70', ''])
    expect(lineThrough([null, 3, null]), 'one answer is a dot').toEqual(['', '', ''])
  })
  test('says in words how it looked, what there was to see, and until when nobody could know', () => {
    const row = (scene: string, rating: 2 | 4 | null, seen: string[], decided: boolean) => ({
      scene,
      when: 'May',
      title: scene,
      rating,
      seen,
      found: scene === 'Three' ? ['No entry.'] : [],
      decided,
    })
    const ratings = [row('One', 2, [], false), row('Two', null, [], false), row('Three', 4, ['A fee'], true)]
    const judgement = { looks: 'unsure', sure: null, right: null } as const
    const curve = (variant: Debrief['variant']) => shown(<RatingCurve ratings={ratings} judgement={judgement} variant={variant} />)
    const words = wordsOf(curve('hostile'))
    expect(words).toMatch(
      /Amber: there was a sign to see\..*One.*To you: rather genuine.*Two.*Up to here you could not know.*Three A fee · You found: No entry\..*rather an approach.*At the end To you: cannot tell/,
    )
    expect(words.match(/Up to here/g)).toHaveLength(1)
    expect(curve('hostile').match(/text-signal/g), 'the legend, and the one moment with a sign').toHaveLength(2)
    expect(curve('genuine')).not.toContain('text-signal')
    const one = [row('One', 2, [], true)]
    const alone = wordsOf(
      shown(<RatingCurve ratings={one} judgement={{ looks: 'genuine', sure: null, right: true }} variant="genuine" alone />),
    )
    expect(alone, 'a scenario with only one variant').not.toMatch(/versions|could not know|Green/)
  })
})

test('a page in both variants says which variant each marked line is from, also to a screen reader', () => {
  const pages = {
    scene: 's',
    when: 'May',
    title: 'A page',
    lines: [
      {
        id: 'a',
        from: { kind: 'document' as const, look: 'form', title: 'Page one' },
        own: 'Good morning.',
        other: null,
        isStrong: false,
        sign: null,
      },
      { id: 'b', from: null, own: 'Tell nobody.', other: 'Tell anybody.', isStrong: true, sign: 'own' as const },
    ],
  }
  const words = wordsOf(shown(<Pages pages={pages} variant="hostile" />))
  expect(words).toMatch(/Form · Page one Good morning\. As you read it: an approach: Tell nobody\. Had it been genuine: Tell anybody\./)
  const marks = shown(<Pages pages={pages} variant="hostile" />).match(/<mark[^>]*>[^<]*/g)!
  expect(marks, 'only the side that is a sign').toEqual([expect.stringContaining('Tell nobody.')])
})

test('a check that finds nothing wrong proves nothing, whether it was made or left', () => {
  const check = { scene: 'a', text: 'Look it up', minutes: 5, finding: 'Two lines are not public.', made: true }
  const of = (made: boolean, genuine: boolean) => wordsOf(shown(<DecisiveCheck check={{ ...check, made }} genuine={genuine} />))
  expect(of(true, true)).toMatch(
    /The check that told you most Look it up \(5 minutes\) You found: Two lines.*does not prove that a contact is genuine/,
  )
  expect(of(false, false)).toMatch(/The check that would have helped.*You would have found: Two lines are not public\. $/)
})

describe('the moment that mattered', () => {
  const moment: Debrief['moment'] = {
    n: 3,
    when: 'March',
    title: 'After the hearing',
    kind: 'harm',
    marked: [{ segment: 's', text: 'How much does it count?', sign: true, label: 'Asks for what is not public' }],
    made: { text: '“Between us, it hangs on two people.”', how: 'said' },
    because: { text: 'It says that few people decide.', cites: ['G-02'] },
    better: '“It is on page 12.”',
    points: { earned: 4, possible: 8 },
  }
  const of = (more: Partial<Debrief['moment']>, judged = true, flags: { segment: string }[] = []) =>
    wordsOf(
      shown(<TurningPoint moment={{ ...moment, ...more }} flags={flags as FlagView[]} numbers={new Map([['G-02', 1]])} judged={judged} />),
    ).trim()
  test('says why it mattered, and leaves the reasons to the choice below', () => {
    expect(of({})).toBe(
      '“ How much does it count? ” You gave away or accepted something harmful and did not put it right.'
        .replace('“ ', '“')
        .replace(' ”', '”'),
    )
    expect(of({ kind: 'lost' })).toContain('You missed 4 of 8 points here, and no other decision cost you more.')
    expect(of({ kind: 'unreported' })).toMatch(
      /You did not report to your security officer, either then or later\. It says that few people decide\. 1/,
    )
  })
  test('quotes nothing that stands among the signs of the moment', () => {
    expect(of({}, true, [{ segment: 's' }])).not.toContain('How much')
  })
  test('judges nothing where the scenario names no outcome', () => {
    expect(of({ kind: 'sound' }, false)).not.toMatch(/Well done|\d/)
  })
})

test('a flagged sentence is asked about before it is explained, by radios that are in no form', () => {
  const flag: FlagView = {
    segment: 'a',
    scene: 'call',
    kind: 'harmless',
    label: 'Praise',
    quote: 'Well written.',
    why: 'Editors praise.',
    cites: [],
    origin: false,
  }
  const html = shown(<Flagged flags={[flag]} flagged={2} />)
  expect(wordsOf(html)).toContain('You flagged 2 sentences. Here is one of them')
  expect(html).not.toContain('<form')
  expect(html.match(/type="radio"[^>]*name="pause-a"/g)).toHaveLength(5)
  expect(html).not.toContain('checked')
  expect(html).toMatch(
    /<li class="pause"><fieldset><legend[^>]*>“Well written\.”<\/legend>.*<\/fieldset><div class="explained[^>]*>.*Harmless here\..*href="#moment-call"/,
  )
})

describe('the map', () => {
  const place = (id: string, x: number, y: number, ending = false) => ({ id, x, y, ending })
  const map = {
    width: 100,
    height: 200,
    places: [place('end', 50, 150, true), place('a', 50, 0), place('b', 75, 50), place('c', 50, 100)],
    ways: [
      { from: 'a', to: 'b', points: [{ x: 50 }, { x: 62 }, { x: 75 }] },
      { from: 'a', to: 'c', points: [{ x: 50 }, { x: 25 }, { x: 50 }] },
      { from: 'b', to: 'c', points: [{ x: 75 }, { x: 62 }, { x: 50 }] },
      { from: 'c', to: 'end', points: [{ x: 50 }, { x: 50 }, { x: 50 }] },
    ].map((way) => ({ ...way, points: way.points.map(({ x }) => ({ x, y: 0 })) })),
  }
  const rows = rowsOf(map, ['a', 'c', 'end'])
  test('has the moments in order, and knows which were seen', () => {
    expect(rows.map(({ id, seen, ending }) => [id, seen, ending])).toEqual([
      ['a', true, false],
      ['b', false, false],
      ['c', true, false],
      ['end', true, true],
    ])
  })
  test('draws a way past the moments that it leaves out, without a gap', () => {
    const past = rows[1]!.lines.find((line) => line.walked)!
    expect([past.beside, past.below]).toEqual(['M25 0V100', 'M25 0C25 50 50 50 50 100'])
    expect(rows[0]!.lines.some((line) => line.walked && line.below.endsWith(' 25 100'))).toBe(true)
    expect(rows[2]!.lines.some((line) => line.walked && line.beside.startsWith('M50 0'))).toBe(true)
  })
})

test('the codes of sources say whose they are', () => {
  const words = wordsOf(shown(<SourceList sources={[{ id: 'G-02', kind: 'guidance', text: 'Keep it.', urls: [] }]} draft={false} />))
  expect(words).toMatch(/Sources by their codes Authors and reviewers .* 1: G-02/)
})
