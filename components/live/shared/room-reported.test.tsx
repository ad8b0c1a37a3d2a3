import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { messagesOf } from '@/server/platform/locales'
import { useRoomReportHeading } from './room-reported'

const Reported = ({ reported }: { reported: boolean }) =>
  useRoomReportHeading({ chances: 5, reported: 0, first: null, moments: [{ reported }], measured: true } as unknown as NonNullable<
    RoomDebrief['reporting']
  >)
const said = (reported: boolean) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ liveReporting: messagesOf('en').liveReporting } as Messages}>
      <Reported reported={reported} />
    </IntlProvider>,
  )

test('a room that reported only where it did not count has reported', () => {
  expect(said(false)).toBe('The room did not tell its security officer. There were five chances.')
  expect(said(true)).toBe('The room told, but at none of the five chances where it counted.')
})
