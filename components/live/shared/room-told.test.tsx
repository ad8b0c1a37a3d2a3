import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { messagesOf } from '@/server/platform/locales'
import { useRoomTold } from './room-told'

const Told = ({ told }: { told: boolean }) =>
  useRoomTold({ chances: 5, told: 0, first: null, moments: [{ told }] } as unknown as NonNullable<RoomDebrief['reporting']>)
const said = (told: boolean) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ liveTelling: messagesOf('en').liveTelling } as Messages}>
      <Told told={told} />
    </IntlProvider>,
  )

test('a room that told only where it did not count did not tell nobody', () => {
  expect(said(false)).toBe('The room did not tell its security officer. There were five chances.')
  expect(said(true)).toBe('The room told, but at none of the five chances where it counted.')
})
