import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { messagesOf } from '@/server/platform/locales'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { TellView } from '@/scenarios/engine/debrief/telling'
import { Leaning, lineThrough } from './leaning'
import { Pages } from './pages'
import { Result } from './result'
import { Telling } from './telling'

const shown = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ debrief: messagesOf('en').debrief } as Messages}>
      {children}
    </IntlProvider>,
  )
const wordsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const moment = (scene: string, told: boolean, report = 1): TellView => ({
  scene,
  when: 'May',
  title: `Moment ${scene}`,
  told,
  reply: told ? '“Thank you.”' : null,
  report,
  why: 'It fits others.',
  cites: [],
})
function telling(moments: TellView[], nature: Debrief['nature'] = 'hostile', silent = false) {
  const chances = moments.filter((m) => m.report > 0)
  const first = chances.findIndex((m) => m.told)
  const reporting = {
    chances: chances.length,
    told: chances.filter((m) => m.told).length,
    first: first < 0 ? null : first + 1,
    moments,
  }
  return shown(<Telling view={{ reporting, nature, result: { silent } as Debrief['result'] }} numbers={new Map()} />)
}

describe('telling in the debrief', () => {
  test('says at which of the chances somebody was told first', () => {
    expect(telling([moment('a', false), moment('b', true), moment('c', true)])).toContain('You told at the second of three chances.')
    expect(telling([moment('a', true)])).toContain('You told at the one chance there was.')
  })
  test('says who acted well and kept it to themselves, and else only that nobody was told', () => {
    expect(telling([moment('a', false)], 'hostile', true)).toContain('You acted well and kept it to yourself.')
    expect(telling([moment('a', false), moment('b', false)])).toContain('You told nobody. There were two chances.')
  })
  test('is welcome where there was nothing to report, and in a genuine story', () => {
    expect(telling([moment('a', true, 0)], 'genuine')).toContain('You told, although there was nothing to report.')
    expect(telling([moment('a', false, 0)], 'genuine')).toContain('On this path there was nothing to tell.')
    expect(telling([moment('a', true)], 'genuine')).toContain('right to tell all the same')
  })
  test('is never marked as a mistake, told or not', () => {
    for (const nature of ['hostile', 'genuine'] as const)
      for (const told of [true, false]) expect(telling([moment('a', told), moment('b', false)], nature)).not.toMatch(/risk|signal/)
  })
})

describe('the result', () => {
  const result: Debrief['result'] = {
    points: 69,
    passed: false,
    repaired: false,
    unrepaired: 0,
    recovered: false,
    silent: false,
    eitherWay: false,
  }
  const of = (more: Partial<Debrief['result']>) =>
    wordsOf(shown(<Result view={{ result: { ...result, ...more } } as Debrief} practice={false} />))
  test('says how many grave mistakes were left, and that this is over', () => {
    expect(of({ unrepaired: 1 })).toContain('One grave mistake was left as it was.')
    expect(of({ unrepaired: 2 })).toContain('Two grave mistakes were left as they were.')
    expect(of({ unrepaired: 2 })).not.toMatch(/until|as long as/)
  })
  test('a path below a pass shows less than a pass', () => {
    expect(of({})).toMatch(/69 of 100 points A pass is 70, and this path stays below it\./)
    expect(of({ points: 70, passed: true })).toMatch(/70 of 100 points A pass is 70\. /)
  })
  test('says of acts that pass either way that one did not have to know', () => {
    expect(of({ passed: true, eitherWay: true })).toContain('You acted well without having to know')
  })
})

describe('leaning in the debrief', () => {
  test('is a line through what was said, over moments without an answer, and ends with the last answer', () => {
    expect(lineThrough([null, 1, null, 5, null])).toEqual(['', 'M10 50L30 100', 'M30 0L50 50L70 100', 'M70 0L90 50', ''])
    expect(lineThrough([null, 3, null])).toEqual(['', '', ''])
  })
  test('says in words how it looked, what there was to see, and up to where nobody could know', () => {
    const row = (scene: string, lean: 2 | 4 | null, seen: string[], decided: boolean) => ({
      scene,
      when: 'May',
      title: scene,
      lean,
      seen,
      decided,
    })
    const leaning = [row('One', 2, [], false), row('Two', null, ['Asks for quiet'], false), row('Three', 4, ['A fee'], true)]
    const words = wordsOf(shown(<Leaning leaning={leaning} judgement={{ looks: 'unsure', sure: null, right: null }} />))
    expect(words).toMatch(
      /One.*To you: rather genuine.*Two.*Asks for quiet.*Up to here nobody could know.*Three.*rather an approach.*At the end To you: cannot tell/,
    )
    expect(words.match(/Up to here/g)).toHaveLength(1)
  })
})

test('a page in both truths says of each marked line whose it is, also to a screen reader', () => {
  const pages = {
    scene: 's',
    when: 'May',
    title: 'A page',
    lines: [
      { id: 'a', own: 'Good morning.', other: null, isStrong: false },
      { id: 'b', own: 'Tell nobody.', other: 'Tell anybody.', isStrong: true },
    ],
  }
  const words = wordsOf(shown(<Pages pages={pages} nature="hostile" />))
  expect(words).toMatch(/Good morning\. As you read it: an approach: Tell nobody\. Had it been genuine: Tell anybody\./)
})
