import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RoomReporting } from '@/scenarios/engine/live/debrief'
import { messagesOf } from '@/server/platform/locales'
import { useRoomReportHeading } from './room-reported'

const NONE = { by: 'button', chances: 5, reported: 0, first: null, moments: [], elsewhere: false, nothing: false } as const
const Reported = (reporting: Partial<RoomReporting>) => useRoomReportHeading({ ...NONE, ...reporting, moments: reporting.moments ?? [] })
const said = (reporting: Partial<RoomReporting>) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ liveReporting: messagesOf('en').liveReporting } as Messages}>
      <Reported {...reporting} />
    </IntlProvider>,
  )

test('a room that reported only where it did not count has reported', () => {
  expect(said({})).toBe('The room did not tell its security officer. There were five chances.')
  expect(said({ elsewhere: true })).toBe('The room told, but at none of the five chances where it counted.')
  expect(said({ elsewhere: true, chances: 0, nothing: true })).toBe(
    'The room told its security officer, although there was nothing to report.',
  )
})
test('of hands it is said when the room told, or that nobody proposed it', () => {
  expect(said({ by: 'hand', chances: 1, first: 1 })).toBe('The room told at the one chance there was.')
  expect(said({ by: 'hand', chances: 1 })).toBe('No one in the room proposed to tell the security officer.')
  expect(said({ by: 'hand', chances: 0 })).toBe('We did not count who would have told where there was something to tell.')
})
