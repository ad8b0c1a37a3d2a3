import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { ReportView } from '@/scenarios/engine/debrief/reporting'
import type { DecisionView, FlagView } from '@/scenarios/engine/debrief/decision-view'
import { Signs } from './how-to-know'
import { Decisions } from './decisions'
import { Cards } from './cards'
import { SourceList } from './sources'
import { Flagged } from './flagged'
import { lineThrough } from '../ui/charts'
import { RatingCurve } from './ratings'
import { Pages } from './pages'
import { Result } from './result'
import { rowsOf } from './map-rows'
import { Reporting } from './reporting'

const shown = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ debrief: messagesOf('en').debrief } as Messages}>
      {children}
    </IntlProvider>,
  )
const wordsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const moment = (scene: string, reported: boolean, worth = 1): ReportView => ({
  scene,
  when: 'May',
  title: `Moment ${scene}`,
  reported,
  reply: reported ? '“Thank you.”' : null,
  worth,
  why: 'It fits others.',
  cites: [],
})
function reporting(moments: ReportView[], variant: Debrief['variant'] = 'hostile', result: Partial<Debrief['result']> = {}) {
  const chances = moments.filter((m) => m.worth > 0)
  const first = chances.findIndex((m) => m.reported)
  const reporting = {
    chances: chances.length,
    reported: chances.filter((m) => m.reported).length,
    first: first < 0 ? null : first + 1,
    moments,
  }
  return shown(
    <Reporting
      view={{ reporting, variant, result: { silent: false, unrepaired: 0, ...result } as Debrief['result'] }}
      numbers={new Map()}
    />,
  )
}

describe('reporting in the debrief', () => {
  test('says how many of the chances were used to report, and which was the first', () => {
    expect(reporting([moment('a', false), moment('b', true), moment('c', true)])).toContain(
      'You told at two of three chances, beginning with the second.',
    )
    expect(reporting([moment('a', false), moment('b', true), moment('c', false)])).toContain(
      'You told at one of three chances, the second.',
    )
    expect(reporting([moment('a', true), moment('b', true)])).toContain('You told at both chances.')
    expect(reporting([moment('a', true)])).toContain('You told at the one chance there was.')
  })
  test('draws as many chances as it counts, and other reports only if there were no more', () => {
    const rings = (...moments: ReportView[]) =>
      reporting(moments)
        .match(/<ol[\s\S]*?<\/ol>/)![0]
        .match(/<li/g)!.length
    expect(rings(moment('a', true), moment('b', false), moment('c', true, 0))).toBe(2)
    expect(rings(moment('a', false), moment('b', false), moment('c', true, 0))).toBe(3)
  })
  test('says if the learner acted well but did not report; otherwise says only that nobody was told', () => {
    expect(reporting([moment('a', false)], 'hostile', { silent: true })).toContain(
      'You acted well, and told your security officer nothing.',
    )
    expect(reporting([moment('a', false), moment('b', false)])).toContain('You did not tell your security officer. There were two chances.')
  })
  test('does not take a report that could gain nothing for silence', () => {
    const late = [moment('a', false), moment('b', false), moment('c', true, 0)]
    for (const variant of ['hostile', 'genuine'] as const) {
      expect(reporting(late, variant)).toContain('You told, but at none of the two chances where it counted.')
      expect(reporting(late, variant)).not.toMatch(/as long as your security officer does not know|your silence\.|below a pass/i)
    }
  })
  test('says what silence costs in a genuine variant, except where nothing counts', () => {
    const quiet = [moment('a', false), moment('b', false)]
    expect(reporting(quiet, 'genuine')).toMatch(/nothing came of your silence.*Telling counts alike in both stories/)
  })
  test('calls a report early only if it was, and if nothing grave was left', () => {
    const [first, last] = [
      [true, false, false],
      [false, false, true],
    ].map((reported) => reported.map((is, i) => moment(`${i}`, is)))
    expect(reporting(first!)).toContain('Whoever hears of it early')
    expect(reporting(last!)).toContain('Telling still limits harm')
    expect(reporting(first!, 'hostile', { unrepaired: 2 })).toContain('Telling still limits harm')
  })
  test('is welcome where there was nothing to report, and in a genuine variant', () => {
    expect(reporting([moment('a', true, 0)], 'genuine')).toContain('You told, although there was nothing to report.')
    expect(reporting([moment('a', false, 0)], 'genuine')).toContain('On this path there was nothing to tell.')
    expect(reporting([moment('a', true)], 'genuine')).toContain('right to tell all the same')
  })
  test('is never marked as a mistake, whether the learner reported or not', () => {
    for (const variant of ['hostile', 'genuine'] as const)
      for (const reported of [true, false])
        expect(reporting([moment('a', reported), moment('b', false)], variant)).not.toMatch(/risk|signal/)
  })
})

describe('the result', () => {
  const result: Debrief['result'] = {
    points: 69,
    passed: false,
    repaired: 0,
    unrepaired: 0,
    recovered: false,
    silent: false,
    eitherWay: false,
    where: { acts: [5], actsLost: 5, actsOf: 74, reportingLost: 26, reportingOf: 26, back: 0, capped: 0 },
  }
  const reporting = { chances: 2, reported: 0, first: null, moments: [] }
  const of = (more: Partial<Debrief['result']>) =>
    wordsOf(shown(<Result view={{ reporting, result: { ...result, ...more } } as unknown as Debrief} />))
  test('says where its points are, and names a cap', () => {
    expect(of({})).toMatch(/Decisions 5 of 74 points lost Telling 26 of 26 points lost told at 0 of 2 chances/)
    expect(of({})).not.toMatch(/Given back|Taken off/)
    const capped = of({ silent: true, where: { ...result.where, actsLost: 0, back: 1, capped: 5 } })
    expect(capped).toMatch(/none of 74 points lost.*Given back 1 point for deciding well.*Taken off 5 points who tells nobody.*69 at most/)
  })
  test('says how many grave mistakes were put right', () => {
    expect(of({ repaired: 1 })).toContain('You put a grave mistake right.')
    expect(of({ repaired: 2 })).toContain('You put two grave mistakes right.')
  })
  test('says how many grave mistakes were left, and that this is over', () => {
    expect(of({ unrepaired: 1 })).toContain('One grave mistake was left as it was.')
    expect(of({ unrepaired: 2 })).toContain('Two grave mistakes were left as they were.')
    expect(of({ unrepaired: 2 })).not.toMatch(/until|as long as/)
  })
  test('a path below a pass shows less than a pass', () => {
    expect(of({})).toMatch(/69 of 100 points A pass is 70, and this path stays below it\./)
    expect(of({ points: 70, passed: true })).toMatch(/70 of 100 points A pass is 70\. /)
  })
  test('says of acts that pass either way that the learner did not have to know', () => {
    expect(of({ passed: true, eitherWay: true })).toContain('You acted well without having to know')
  })
})

describe('the decisions', () => {
  const flag = (kind: FlagView['kind']): FlagView => ({ segment: kind, kind, label: kind, quote: `“${kind}”`, cites: [], origin: false })
  const decision = (kinds: FlagView['kind'][]) =>
    ({
      n: 0,
      choices: [{ ask: 'a', text: 'Wait', cites: [] }],
      quality: 'partly',
      lost: 4,
      decided: true,
      flags: kinds.map(flag),
    }) as unknown as DecisionView
  const of = (flagged: number, kinds: FlagView['kind'][], scored = true) => {
    const counts = { signs: [0, 8], harmless: [0, 3], sound: [0, 1], flagged } as Debrief['counts']
    return wordsOf(shown(<Decisions decisions={[decision(kinds)]} counts={counts} numbers={new Map()} replay={null} scored={scored} />))
  }
  test('say what each one lost, except in a tutorial', () => {
    expect(of(1, [])).toContain('Partly sound −4 points')
    expect(of(1, [], false)).not.toContain('points')
  })
  test('count flags, and mention no missed ones if none was set', () => {
    expect(of(1, ['missed'])).toMatch(/Not flagged: missed.*You flagged 0 of 8 signs/)
    expect(of(0, ['sign'])).toMatch(/A sign: sign.*You flagged nothing\. The 8 signs there were are named above\./)
    expect(of(1, ['later'])).toContain('Also a sign, seen from the end')
  })
  test('call nothing harmless that is worth a question, and quote each sentence once', () => {
    const words = of(1, ['question'])
    expect(words).toContain('worth a question in either story')
    expect(words).not.toMatch(/harmless:|““|””/)
  })
})

test('each sign to keep has a source, or says that it is ours', () => {
  const signs = [
    { label: 'Hurry', cites: ['G-02'] },
    { label: 'Another channel', cites: ['INV'] },
  ]
  const words = wordsOf(shown(<Signs signs={signs} all="/en/signs" numbers={new Map([['G-02', 3]])} />))
  expect(words).toMatch(/Hurry 3 Another channel \(our own addition, without a source\)/)
  expect(words).toContain('All signs, each with an example')
})

describe('rating in the debrief', () => {
  test('is a line through the answers, over moments without one, and ends with the last answer', () => {
    const [first, one, between, five, last] = lineThrough([null, 1, null, 5, null])
    expect([first, last]).toEqual(['', ''])
    expect(one).toMatch(/^M10 50L/)
    expect(five).toMatch(/L90 50$/)
    const drawn = between!.slice(1).split('L')
    expect(drawn).toContain('50 50')
    expect(drawn.map((point) => Number(point.split(' ')[0]))).toEqual(
      drawn.map((point) => Number(point.split(' ')[0])).toSorted((a, b) => a - b),
    )
    expect(one!.split('L').at(-1)!.split(' ')[0], 'the line goes on where the row before ended').toBe(drawn[0]!.split(' ')[0])
    expect(lineThrough([null, 3, null])).toEqual(['', '', ''])
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
    const ratings = [row('One', 2, [], false), row('Two', null, ['Asks for quiet'], false), row('Three', 4, ['A fee'], true)]
    const words = wordsOf(shown(<RatingCurve ratings={ratings} judgement={{ looks: 'unsure', sure: null, right: null }} />))
    expect(words).toMatch(
      /One.*To you: rather genuine.*Two.*Asks for quiet.*Up to here nobody could know.*Three A fee · You found: No entry\..*rather an approach.*At the end To you: cannot tell/,
    )
    expect(words.match(/Up to here/g)).toHaveLength(1)
    const one = [row('One', 2, [], true)]
    const alone = wordsOf(shown(<RatingCurve ratings={one} judgement={{ looks: 'genuine', sure: null, right: true }} alone />))
    expect(alone, 'a scenario with only one variant').not.toMatch(/stories|could know/)
  })
})

test('a page in both variants says which variant each marked line is from, also to a screen reader', () => {
  const pages = {
    scene: 's',
    when: 'May',
    title: 'A page',
    lines: [
      { id: 'a', own: 'Good morning.', other: null, isStrong: false },
      { id: 'b', own: 'Tell nobody.', other: 'Tell anybody.', isStrong: true },
    ],
  }
  const words = wordsOf(shown(<Pages pages={pages} variant="hostile" />))
  expect(words).toMatch(/Good morning\. As you read it: an approach: Tell nobody\. Had it been genuine: Tell anybody\./)
})

describe('the three cards', () => {
  const moment: Debrief['moment'] = {
    n: 3,
    when: 'March',
    title: 'After the hearing',
    kind: 'grave',
    marked: [{ segment: 's', text: 'How much does it count?', label: 'Asks for what is not public' }],
    made: { text: '“Between us, it hangs on two people.”', how: 'said' },
    because: { text: 'It says that few people decide.', cites: ['G-02'] },
    better: '“It is on page 12.”',
  }
  const check = { when: 'May', text: 'Look it up', minutes: 5, finding: 'Two lines are not public.', made: false }
  const of = (
    more: Partial<Debrief['moment']>,
    variant: Debrief['variant'] = 'hostile',
    decisive: Debrief['decisive'] = check,
    scored = true,
  ) =>
    shown(
      <Cards
        view={{ variant, decisive, moment: { ...moment, ...more }, keep: { signs: [], rule: 'Ask first.' } }}
        numbers={new Map([['G-02', 1]])}
        scored={scored}
        replay="/replay"
      />,
    )
  test('offer to replay from the moment if something was lost in it', () => {
    const button = /<form [^>]*action="\/replay"[^>]*><button type="submit" value="3" class="btn btn-primary[^>]* name="from">/
    for (const kind of ['grave', 'repaired', 'lost', 'unreported'] as const) expect(of({ kind }), kind).toMatch(button)
    expect(wordsOf(of({}))).toContain('Replay from “After the hearing”')
    expect(of({ kind: 'sound' })).not.toContain('<form')
  })
  test('mark the sentence, and say what was done and why it mattered', () => {
    expect(of({})).toMatch(/<mark class="segment [^"]*" data-flagged="">“How much does it count\?”<\/mark>/)
    expect(wordsOf(of({}))).toMatch(/You said: “Between us, it hangs on two people\.” A grave mistake\. It says that few people decide\. 1/)
    expect(wordsOf(of({ kind: 'unreported', made: null, better: null }))).toMatch(/You did not tell your security officer\. It says/)
    expect(wordsOf(of({ kind: 'sound', better: null }))).toMatch(/Well done\. It says.*One rule for next time Ask first\./)
  })
  test('say what would have helped, and that a clean check does not prove that a contact is genuine', () => {
    expect(wordsOf(of({}))).toMatch(
      /The check that would have helped Look it up May, 5 minutes You would have found: Two lines are not public\./,
    )
    expect(wordsOf(of({}))).not.toMatch(/proves nobody|settled/)
    expect(wordsOf(of({}, 'genuine', { ...check, made: true }))).toMatch(/The check that told most.*You found.*proves nobody genuine/)
  })
  test('grade nothing in a tutorial', () => {
    const words = wordsOf(of({}, 'genuine', null, false))
    expect(words).not.toMatch(/mattered|grave|page 12/)
    expect(words).toContain('One rule for next time Ask first.')
  })
})

test('a flagged sentence is asked about before it is explained, by radios that are in no form', () => {
  const flag: FlagView = {
    segment: 'a',
    kind: 'harmless',
    label: 'Praise',
    quote: 'Well written.',
    why: 'Editors praise.',
    cites: [],
    origin: false,
  }
  const html = shown(<Flagged flags={[flag]} numbers={new Map()} />)
  expect(html).not.toContain('<form')
  expect(html.match(/type="radio"[^>]*name="pause-a"/g)).toHaveLength(5)
  expect(html).not.toContain('checked')
  expect(html).toMatch(
    /<li class="pause"><fieldset><legend[^>]*>“Well written\.”<\/legend>.*<\/fieldset><div class="answer[^>]*>.*Harmless here\..*Editors praise\./,
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
    expect(past.d).toBe('M37.5 0L25 50L37.5 100')
    expect(rows[0]!.lines.some((line) => line.walked && line.d.endsWith('L37.5 100'))).toBe(true)
    expect(rows[2]!.lines.some((line) => line.walked && line.d.startsWith('M37.5 0'))).toBe(true)
  })
})

test('the codes of sources say whose they are', () => {
  const words = wordsOf(shown(<SourceList sources={[{ id: 'G-02', kind: 'guidance', text: 'Keep it.', urls: [] }]} draft={false} />))
  expect(words).toMatch(/Sources by their codes Authors and reviewers .* 1: G-02/)
})
