import { expect, test } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { replay } from '@/scenarios/engine/play/journal'
import { read, saidIn } from '@/scenarios/engine/play/prose'
import { JUDGE, attemptAt, post, scenarios, stateAfter, textPattern, wayTo } from '../support/play'

for (const known of scenarios) {
  const { play, key } = known.compiled
  for (const [ending, { title, text }] of Object.entries(key.endings)) {
    test(`${known.name} is played by form posts to “${title}”`, async ({ context }) => {
      const attempt = await attemptAt(context, known)
      let page = await context.request.get(attempt)
      const way = wayTo(known, (id) => id === ending)
      for (const event of [...way, JUDGE]) page = await post(context.request, page, event)
      expect(new URL(page.url()).pathname).toBe(`${attempt}/debrief`)
      const html = (await page.text()).replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
      expect(html).toMatch(new RegExp(`<h1[^>]*>${known.nature === 'genuine' ? en.debrief.wasGenuine : en.debrief.wasApproach}</h1>`))
      expect(html).toMatch(new RegExp(`<b[^>]*>${textPattern(title).source}`))
      const said = saidIn(play, replay(play, way).steps)
      for (const sentence of text) expect(html).toMatch(textPattern(read([sentence], stateAfter(known, way), said)))
    })
  }
}
