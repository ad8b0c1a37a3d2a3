import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { countsOf } from '@/scenarios/engine/live/facilitator'
import { momentTotals } from '@/scenarios/engine/live/totals'
import { roomState } from '@/scenarios/engine/live/room'
import { roomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'
import { type CommandInput, roomAfter, script, toJudgement } from '@/tests/support/example-room'
import { wayOn } from './next-command'
import { usualNext } from './next-step'
import { useThen } from './use-then'

const Then = ({ with: given }: { with: Parameters<typeof useThen> }) => useThen(...given)

function then(log: readonly CommandInput[], audience = 'phones'): string {
  const history = roomAfter(...log)
  const totals = momentTotals(script, history, roomState(history).moment, [])
  const view = roomView(script, history, () => totals, 'facilitator')
  const counts = countsOf(script, history, totals, 9, 'facilitator')
  const way = wayOn(view, counts)
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as never}>
      <Then with={[usualNext(view, counts, way), view, counts, way, audience]} />
    </IntlProvider>,
  )
}

test('the cockpit says what the wall shows after the main button, in every phase', () => {
  const logs: CommandInput[][] = [
    ['introduce'],
    ['start'],
    ['start', 'askChecks'],
    ['start', 'vote'],
    ['start', 'vote', 'reveal'],
    toJudgement,
    [...toJudgement, 'conclude'],
    ['start', 'pause'],
  ]
  const said = logs.map((log) => then(log))
  for (const one of said) expect(one).toMatch(/^Then: the wall |^Choose above first/)
  expect(new Set(said).size).toBe(logs.length)
})
test('nobody answers on a phone where hands are raised', () => {
  expect(then(['start'])).toContain('phones can answer')
  expect(then(['start'], 'hands')).not.toContain('phone')
})
test('the summary, which the wall does not show, is not announced', () => expect(then(['start', 'close'])).toBe(''))
