import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import { NO_TOTALS } from '@/scenarios/engine/live/shown-totals'
import { roomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'
import { type CommandInput, roomAfter, script, toJudgement } from '@/tests/support/example-room'
import { Phone } from './phone'

const debriefing: CommandInput[] = [...toJudgement, 'conclude', { type: 'show', part: 'verdict' }, { type: 'show', part: 'keep' }]
function phone(log: readonly CommandInput[]): string {
  const first = roomView(script, roomAfter(...log), () => NO_TOTALS, 'participant')
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Phone base="/en/live/S" home="/en" first={first} mine={{ moment: first.moment, flags: [], votes: {} }} name="" contacts={[]} />
    </IntlProvider>,
  )
}
const foldedIn = (html: string): string => /<details.*?<h2[^>]*>The debrief<.*<\/details>/s.exec(html)?.[0] ?? ''

test('a session that is over leaves what to keep and what to do, and folds the long debrief', () => {
  const closed = phone([...debriefing, 'close'])
  for (const id of ['part-verdict', 'part-ratings', 'part-signs']) expect(foldedIn(closed)).toContain(`id="${id}"`)
  for (const id of ['part-keep', 'part-after']) {
    expect(closed).toContain(`id="${id}"`)
    expect(foldedIn(closed)).not.toContain(`id="${id}"`)
  }
  expect(foldedIn(phone(debriefing)), 'while the room debriefs, nothing is folded').toBe('')
})
