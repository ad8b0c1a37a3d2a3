import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import type { RoomView } from '@/scenarios/engine/live/view'
import en from '@/messages/en.json'
import { messagesOf } from '@/server/platform/locales'
import { NOTHING_PICKED } from './next-command'
import { CockpitHeader } from './header'
import { JoinCard } from './join-card'
import { CurrentStep } from './current-step'

const nothing = () => {}
const textOf = (node: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="en-GB" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      {node}
    </IntlProvider>,
  )
const NOTHING_LEFT_OUT = { sentences: false, debrief: false }
const IDLE = {
  ...{ skew: 0, busy: false, send: nothing, countdown: 0, onCountdown: nothing, onChoose: null, onHands: null, hands: null, alone: false },
  ...{ choosing: false, way: { ok: false as const, tied: [] }, picked: NOTHING_PICKED, onPick: nothing },
}
const pace = { planned: 10, takes: 5, ahead: [], after: { judgement: 2, debrief: 5 }, leavesOut: NOTHING_LEFT_OUT, away: 0, since: null }
const join = { url: 'example.org/j', code: '1234 5678', reachable: true, addresses: [], expires: 0, qr: { size: 21, path: 'M0' } }

test.each([false, true])('closed: %s. A closed session shows no code to join with, and no running clock', (closed) => {
  const card = textOf(
    <JoinCard
      base="/en/live/S"
      join={join}
      joined={3}
      refused={null}
      skew={0}
      size={20}
      locked={false}
      closed={closed}
      busy={false}
      onLock={nothing}
      onNewCode={nothing}
    />,
  )
  const header = textOf(
    <CockpitHeader
      title="A session"
      view={{ phase: closed ? 'closed' : 'reading', paused: false, facilitator: { pace } as unknown as RoomView['facilitator'] }}
      startedAt={1}
      minutes={45}
      skew={0}
      rehearsal={false}
      projector="/p"
      busy={false}
      onPause={nothing}
    />,
  )
  expect([card.includes('1234 5678'), card.includes(en.liveCockpit.join.qr), header.includes('45')]).toEqual(Array(3).fill(!closed))
  expect(card.includes(en.liveCockpit.join.closed)).toBe(closed)
})

test('a vote revealed with too few answers does not say that totals are shown', () => {
  const view = {
    phase: 'revealed',
    scene: { found: [], show: [] },
    question: null,
    vote: null,
    n: 1,
    about: 5,
    paused: false,
  } as unknown as RoomView
  const said = (voted: number) => {
    const round = { voted, counts: {}, sound: null, ...(voted < 5 && { few: true }) }
    const totals = { rounds: [round], checks: { voted: 0, counts: {} }, flags: { by: 0, counts: {} } }
    const counts = { joined: 9, answered: voted, facilitator: { totals, majority: null, branches: [] } }
    return textOf(
      <CurrentStep {...IDLE} view={view} counts={counts as never} audience="phones" size={9}>
        {null}
      </CurrentStep>,
    )
  }
  expect(said(4)).not.toContain(en.liveCockpit.phase.revealed)
  expect(said(5)).toContain(en.liveCockpit.phase.revealed)
})
