/** What every screen of a room shows of sentences that fewer than five sent. */
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { Voting } from '@/components/live/cockpit/voting'
import { Results } from '@/components/live/phone/totals'
import { Sentences } from '@/components/live/projector/question'
import { countsOf } from '@/scenarios/engine/live/host'
import { roomState } from '@/scenarios/engine/live/room'
import { momentTotals } from '@/scenarios/engine/live/totals'
import { roomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'
import { ballot, gave, roomAfter, script, sit } from './support/example-room'

/** The text of each screen after so many sent a reply and eleven left it. */
function screens(senders: number): Record<'phone' | 'projector' | 'cockpit', string> {
  const history = roomAfter('start', sit, 'vote', 'reveal')
  const totals = momentTotals(script, history, roomState(history).moment, [
    gave(senders, 'round-1', ballot({ 'request-act': 'send', opening: 'warm', answer: 'public' })),
    gave(11, 'round-1', ballot({ 'request-act': 'leave' })),
  ])
  const view = roomView(script, history, () => totals, 'host')
  const asked = view.question?.kind === 'decide' ? view.question.decisions : []
  const counts = countsOf(script, history, totals, 20, 'host')
  const text = (node: React.ReactNode) =>
    renderToStaticMarkup(
      <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
        {node}
      </IntlProvider>,
    ).replace(/<[^>]+>/g, ' ')
  return {
    phone: text(<Results view={view} totals={view.totals!} own={null} />),
    projector: text(<Sentences asked={asked} totals={view.totals} />),
    cockpit: text(<Voting view={view} counts={counts} busy={false} send={() => {}} />),
  }
}
const numbersIn = (text: string): number[] => [...text.matchAll(/(?<![\w’-])\d+(?!\w)/g)].map(([n]) => Number(n))
const SAID = {
  phone: 'Fewer than 5 people would send this',
  projector: 'Sent by fewer than five',
  cockpit: 'once five would send it',
}

test.each(['phone', 'projector', 'cockpit'] as const)(
  'the %s shows no total of sentences that fewer than five sent, and says so',
  (screen) => {
    const [few, enough] = [screens(4)[screen], screens(6)[screen]]
    expect(few).toContain(SAID[screen])
    expect(enough).not.toContain(SAID[screen])
    // Four who would send it stand once, at the act; six stand there and at each sentence.
    expect(numbersIn(few).filter((n) => n === 4)).toHaveLength(1)
    expect(numbersIn(enough).filter((n) => n === 6).length).toBeGreaterThanOrEqual(3)
  },
)
