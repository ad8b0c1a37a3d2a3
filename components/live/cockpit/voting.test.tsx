import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { countsOf } from '@/scenarios/engine/live/facilitator'
import { momentTotals } from '@/scenarios/engine/live/totals'
import { roomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'
import { type CommandInput, check, ids, option, roomAfter, script } from '@/tests/support/example-room'
import { NOTHING_PICKED, wayOn } from './next-command'
import { Voting } from './voting'

const FINDING = 'Never met'
const talk: CommandInput = { type: 'discuss', until: null }
const voting: CommandInput[][] = [
  ['start', 'vote'],
  ['start', 'vote', talk],
  ['start', 'vote', 'reveal'],
]
const sent = (role: 'facilitator' | 'projector' | 'participant', ...log: CommandInput[]) => {
  const history = roomAfter(...log)
  const totals = momentTotals(script, history, 1, [])
  return { view: roomView(script, history, () => totals, role), counts: countsOf(script, history, totals, 12, role) }
}

function cockpit(...log: CommandInput[]): string {
  const { view, counts } = sent('facilitator', ...log)
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Voting
        {...{ view, counts, busy: false, send() {}, hands: null, alone: false, choosing: false, picked: NOTHING_PICKED, onPick() {} }}
        way={wayOn(view, counts)}
      />
    </IntlProvider>,
  )
}

test('while people vote, the facilitator sees how sound each option is, and what the checks would find', () => {
  for (const log of voting) {
    const html = cockpit(...log)
    const { worths } = sent('facilitator', ...log).view.facilitator!
    expect(Object.keys(worths)).toContain(option('hello-act', 'sit'))
    for (const worth of ['Partly sound', 'Costly']) expect(html).toContain(`>${worth}<`)
    expect(html).toContain(FINDING)
  }
  expect(cockpit('start', 'askChecks')).toContain(FINDING)
})

test('what a check would find is what the room then gets, and is ahead no longer', () => {
  const before = sent('facilitator', 'start', 'vote').view.facilitator!.findings
  const id = ids('check', 'ask-colleague')
  const after = sent('facilitator', 'start', 'askChecks', check('ask-colleague'), 'vote').view
  expect(before.find((one) => one.id === id)).toEqual(after.scene!.found.find((one) => one.id === id))
  expect(after.facilitator!.findings.some((one) => one.id === id)).toBe(false)
})

test('neither phones nor the wall are sent how sound an option is, or what a check would find', () => {
  const { worths, meanings, findings } = sent('facilitator', 'start', 'vote').view.facilitator!
  const secrets = ['worths', 'findings', 'meanings', ...findings.map(({ finding }) => finding), ...Object.values(meanings)]
  expect(Object.keys(worths).length).toBeGreaterThan(1)
  expect(secrets.length).toBeGreaterThan(5)
  for (const log of [...voting, ['start', 'askChecks'] as CommandInput[]]) {
    expect(JSON.stringify(sent('facilitator', ...log))).toContain(FINDING)
    for (const role of ['projector', 'participant'] as const) {
      const text = JSON.stringify(sent(role, ...log))
      for (const secret of secrets) expect(text, `${role}: ${secret}`).not.toContain(secret)
      for (const worth of ['sound', 'partly', 'costly']) expect(text).not.toContain(`"${worth}"`)
    }
  }
})
