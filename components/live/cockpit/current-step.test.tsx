import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { countsOf } from '@/scenarios/engine/live/facilitator'
import { roomState } from '@/scenarios/engine/live/room'
import type { RunSheet } from '@/scenarios/engine/live/run-sheet'
import { type AnswerCount, momentTotals } from '@/scenarios/engine/live/totals'
import { roomView } from '@/scenarios/engine/live/view'
import type { WhySheet } from '@/scenarios/engine/live/whys'
import { messagesOf } from '@/server/platform/locales'
import { type CommandInput, ballot, gave, option, roomAfter, script } from '@/tests/support/example-room'
import { CurrentStep } from './current-step'
import { NOTHING_PICKED, wayOn } from './next-command'
import { isUndoAsked } from './next-step'
import { useLabels } from './use-labels'

const inWords = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
const drawn = (node: React.ReactNode): string =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      {node}
    </IntlProvider>,
  )
interface Given {
  answers?: AnswerCount[]
  audience?: 'phones' | 'tables' | 'hands'
  whys?: WhySheet
  of?: typeof script
}
function seen(log: readonly CommandInput[], { answers = [], whys, of = script }: Given = {}) {
  const history = roomAfter(...log)
  const totals = (moment: number) => momentTotals(of, history, moment, answers, 4)
  const view = roomView(of, history, totals, 'facilitator', whys)
  return { view, counts: countsOf(of, history, totals(roomState(history).moment), 4, 'facilitator') }
}
function step(log: readonly CommandInput[], given: Given = {}): string {
  const { view, counts } = seen(log, given)
  const { audience = 'phones' } = given
  const alone = audience === 'hands'
  const idle = { skew: 0, busy: false, send() {}, countdown: 0, onCountdown() {}, onChoose: null, onHands: null, hands: null, onPick() {} }
  return drawn(
    <CurrentStep
      {...{ ...idle, view, counts, audience, size: 25, alone, choosing: false, picked: NOTHING_PICKED, way: wayOn(view, counts) }}
    >
      {null}
    </CurrentStep>,
  )
}
const said = (...given: Parameters<typeof step>): string => inWords(step(...given))
const sat = ballot({ 'hello-act': 'sit' })
const hands = (n: number, reported?: number): AnswerCount =>
  gave(1, 'round-1', { hands: { [option('hello-act', 'sit')]: n, ...(reported !== undefined && { reported }) } })

describe('in a room that raises hands', () => {
  test('the cockpit does not count answers against a guess, nor speak of flags', () => {
    const planned = (treatment: 'discuss' | 'vote') => {
      const rows = script.sheet.rows.map((row) => ({ ...row, treatment }))
      return { ...script, sheet: { ...script.sheet, rows } as RunSheet }
    }
    for (const treatment of ['discuss', 'vote'] as const) {
      const reading = said(['start'], { audience: 'hands', of: planned(treatment) })
      expect(reading).toContain('Give the room time to read.')
      expect(reading).not.toMatch(/flag/i)
      expect(said(['start'], { of: planned(treatment) })).toContain('time to read and to flag.')
    }
    expect(said(['start', 'vote'], { audience: 'hands' })).toMatch(/ 0 answered/)
    expect(said(['start', 'vote'], { audience: 'hands' })).not.toContain('of 25')
  })
  test('the cockpit says that the room sees how many would tell only if the room does', () => {
    const revealed = (reported?: number) => said(['start', 'vote', 'reveal'], { audience: 'hands', answers: [hands(20, reported)] })
    expect(revealed()).toContain('The room sees the totals.')
    expect(revealed(4)).toContain('The room sees the totals, and how many would also tell the security officer.')
  })
})

test('four phones and a hand are told apart: the totals wait for five phones', () => {
  const four = said(['start', 'vote'], { answers: [gave(4, 'round-1', sat), hands(1)] })
  expect(four).toContain('You see totals once 5 phones have answered')
  expect(four).toContain('Hands do not count towards the 5.')
})

const sheet = (...states: ('waiting' | 'wall')[]): WhySheet => ({
  off: false,
  slips: states.map((state, place) => ({
    ...{ own: `device-${place}`, about: 'why-1' as const, seq: 1, held: null },
    sent: { id: `s${place}`, text: `Reason ${place}`, place, state, order: place },
  })),
})

describe('reasons', () => {
  test('that wait are counted at the top, with the way to them', () => {
    const html = step(['start', 'vote', 'reveal'], { whys: sheet('waiting', 'waiting', 'wall') })
    expect(html).toMatch(/<a [^>]*href="#whys"[^>]*>2 reasons waiting</)
    expect(step(['start', 'vote', 'reveal'], { whys: sheet('wall', 'wall', 'wall') })).not.toContain('waiting')
  })
  test('once dealt with, are not undone by mistake: an undo takes back the reveal, and says so', () => {
    const asked = (...states: ('waiting' | 'wall')[]) => isUndoAsked(seen(['start', 'vote', 'reveal'], { whys: sheet(...states) }).view)
    expect([asked('waiting', 'waiting', 'waiting'), asked('waiting', 'waiting', 'wall')]).toEqual([false, true])
    const label = (...log: CommandInput[]) => drawn(<Undo {...seen(log)} />)
    expect(label('start', 'vote', 'reveal')).toBe('Undo: show the result')
    expect(label('start', 'vote')).toBe('Undo: open the vote')
    expect(label('start', 'vote', { type: 'discuss', until: null })).toBe('Undo: talk')
  })
})
function Undo({ view, counts }: ReturnType<typeof seen>) {
  return useLabels(view, counts, wayOn(view, counts))({ type: 'undo' })
}
