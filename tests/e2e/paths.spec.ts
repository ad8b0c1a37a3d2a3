import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { replay } from '@/scenarios/engine/play/journal'
import { read, saidIn } from '@/scenarios/engine/play/prose'
import { arrived, checks, expect, heading, open, perform, record, test } from '../support/browser'
import {
  attemptAt,
  nextEvent,
  scenarios,
  picker,
  variantIn,
  variants,
  stateAfter,
  textPattern,
  debriefHeading,
  scoreAfter,
} from '../support/play'
import { leaks } from './leaks'

/** Each scenario in one variant: other tests read the other one in its endings and in the room. */
const ONE_EACH = scenarios.map(({ id }, i) => {
  const both = variants.filter((s) => s.scenario === id)
  return both[i % both.length]!
})

for (const [i, known] of ONE_EACH.entries()) {
  test(
    `${known.name}: a path in the browser begins each moment at its heading and ends in its debrief, and nothing tells the key before [p:no-key]`,
    i < 2 ? {} : { tag: '@deep' },
    async ({ page, context }) => {
      const received = record(context)
      const pick = picker(100 + i)
      const attempt = await attemptAt(context, known)
      for (const before of ['/en/learn', `/en/learn/${known.scenario}`]) await page.goto(before)
      await open(page, attempt)
      const events: PlayEvent[] = []
      for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
        const event = nextEvent(known, state, pick)
        await perform(page, known, state, event)
        events.push(event)
        if (event.type === 'decide' || event.type === 'continue') await arrived(page)
        if (event.type === 'check') await expect(checks(page).getByText(en.play.checked).first()).toBeAttached()
      }
      await page.waitForURL(`**${attempt}/debrief`)
      const { play, key } = known.compiled
      const end = stateAfter(known, events)
      const { title, text } = key.endings[scoreAfter(known, events).outcome]!
      await expect(heading(page)).toHaveText(debriefHeading(known, events))
      await expect(
        page
          .getByRole('main')
          .getByRole('heading', { name: textPattern(title) })
          .first(),
      ).toBeVisible()
      const said = saidIn(play, replay(play, events).steps)
      for (const sentence of text) await expect(page.getByRole('main')).toContainText(textPattern(read([sentence], end, said)))

      const all = await received()
      const before = all.filter(({ url }) => !url.includes('/debrief'))
      expect(before.filter(({ url }) => url.endsWith('/events'))).not.toHaveLength(0)
      expect(before.flatMap(({ url, body }) => leaks(known, body).map((leak) => `${url}: ${leak}`))).toEqual([])
      expect(
        leaks(known, all.find(({ url }) => url.endsWith('/debrief'))?.body ?? '').length,
        'the scan bites on the debrief',
      ).toBeGreaterThan(10)
    },
  )
}

test('the scan finds what telling and knowing are worth, and every text of the key', () => {
  const known = variantIn('P01', 'hostile')
  const { key } = known.compiled
  for (const field of ['worth', 'claims', 'decides', 'fork', 'reports', 'harm', 'matters', 'business', 'keep'])
    expect(leaks(known, `{"${field}":1}`)).toHaveLength(1)
  for (const { why } of Object.values(key.reports)) expect(leaks(known, `<p>${why}</p>`), why).not.toEqual([])
  expect(leaks(known, key.keep.rule)).not.toEqual([])
  expect(leaks(known, '{"to":"end","reported":{"reported":true},"report":{"reply":[]},"rating":3}')).toEqual([])
})
