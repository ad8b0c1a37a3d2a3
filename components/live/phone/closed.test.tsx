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
const idsIn = (html: string): string[] => [...html.matchAll(/<section id="part-([^"]+)"/g)].map(([, id]) => id!)
const foldIn = (html: string, id: string): string => new RegExp(`<section id="part-${id}".*?</section>`, 's').exec(html)?.[0] ?? ''

test('a session that is over begins with how it ended, what it was, what to keep and what to do, and folds the rest', () => {
  const closed = phone([...debriefing, 'close'])
  expect(idsIn(closed).slice(0, 4)).toEqual(['ending', 'verdict', 'keep', 'after'])
  for (const id of ['ending', 'verdict', 'keep', 'after']) expect(foldIn(closed, id), id).not.toContain('<details')
  for (const id of ['reporting', 'ratings', 'pages']) expect(foldIn(closed, id), id).toMatch(/<details class/)
  expect(idsIn(closed), 'signs stand in their moments').not.toContain('signs')
  expect(closed).toContain('The sign here')
  expect(closed, 'nobody could know yet').toContain('Only in hindsight')
  const { key } = script.compiled
  for (const said of ['It could have ended better', 'Quiet', script.fill(key.keep.rule)]) expect(closed).toContain(said)
  expect(closed.match(/<details[^>]*open=""/g), 'the moment that mattered').toHaveLength(1)
})
test('while the room debriefs, the part that it is at is open and first, and what was on the wall before is folded', () => {
  const now = phone(debriefing)
  expect(now).toMatch(/id="part-keep"[^>]*aria-current="true"/)
  expect(idsIn(now)).toEqual(['keep', 'verdict', 'ratings'])
  expect(foldIn(now, 'keep')).not.toContain('<details')
  expect(foldIn(now, 'verdict')).toContain('<details')
})
