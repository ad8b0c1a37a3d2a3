/** What people read on the screens of a session, as text. */
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { CurrentStep } from '@/components/live/cockpit/current-step'
import { NOTHING_PICKED, wayOn } from '@/components/live/cockpit/next-command'
import { Phone } from '@/components/live/phone/phone'
import { Wall } from '@/components/live/projector/projector'
import { Summary } from '@/components/live/summary/summary'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomSummary } from '@/scenarios/engine/live/summary'
import type { RoomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'

const nothing = () => {}
const textOf = (node: React.ReactNode): string =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      {node}
    </IntlProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

const AT_REST = {
  ...{ skew: 0, busy: false, send: nothing, countdown: 0, onCountdown: nothing, onChoose: null, onHands: null, hands: null, alone: false },
  ...{ choosing: false, picked: NOTHING_PICKED, onPick: nothing },
}
export const wallText = (view: RoomView, counts: Counts | null, size: number): string =>
  textOf(
    <Wall
      {...{ view, counts, size, skew: 0, gone: false, lost: false, join: null, names: 'anonymous', audience: 'phones' }}
      afterwards={{ contacts: [], selfStudy: null }}
    />,
  )
export const cockpitText = (view: RoomView, counts: Counts, size: number): string =>
  textOf(
    <CurrentStep {...AT_REST} {...{ view, counts, size }} audience="phones" way={wayOn(view, counts)}>
      {null}
    </CurrentStep>,
  )
export const phoneText = (view: RoomView): string =>
  textOf(<Phone base="/en/live/S" home="/en" first={view} mine={{ moment: view.moment, flags: [], votes: {} }} name="" contacts={[]} />)
export const summaryText = (summary: RoomSummary): string => textOf(<Summary summary={summary} />)
