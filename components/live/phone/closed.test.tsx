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

const shortIn = (html: string): string => /<section aria-labelledby="short-h".*?<\/section>/s.exec(html)?.[0] ?? ''

test('a session that is over begins with how it ended, what mattered, what to keep and what to do, and folds the long debrief', () => {
  const closed = phone([...debriefing, 'close'])
  for (const id of ['part-verdict', 'part-ratings', 'part-signs', 'part-keep']) expect(foldedIn(closed)).toContain(`id="${id}"`)
  const { key } = script.compiled
  for (const said of ['It could have ended better', 'Quiet', 'The moment that mattered', script.fill(key.keep.rule)])
    expect(shortIn(closed)).toContain(said)
  const [short, after, folded] = ['short-h', 'part-after', 'part-verdict'].map((id) => closed.indexOf(`id="${id}"`))
  expect([short! < after!, after! < folded!]).toEqual([true, true])
})
test('while the room debriefs, the part that it is at is open, and the short version has what was on the wall', () => {
  const now = phone(debriefing)
  expect(now).toMatch(/id="part-keep"[^>]*aria-current="true"/)
  expect(/<details.*<\/details>/s.exec(now)![0]).toContain('id="part-verdict"')
  expect(shortIn(now)).toContain('One thing to keep')
  expect(shortIn(now)).not.toMatch(/ended|moment that mattered/)
  expect(shortIn(phone(debriefing.slice(0, -1)))).toBe('')
})
