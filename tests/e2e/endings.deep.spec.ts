import { expect, test } from '@playwright/test'
import { replay } from '@/scenarios/engine/play/journal'
import { read, saidIn } from '@/scenarios/engine/play/prose'
import { JUDGE, append, attemptAt, debriefHeading, post, variants, stateAfter, textPattern, wayTo } from '../support/play'

for (const known of variants) {
  const { play, key } = known.compiled
  for (const [ending, { title, text }] of Object.entries(key.endings)) {
    test(`${known.name} leads to “${title}”, by form posts`, async ({ context }) => {
      const attempt = await attemptAt(context, known)
      const way = wayTo(known, (id) => id === ending)
      // One scenario shows that forms lead through every moment, so in the others only the last moment is a form.
      if (known.scenario !== 'P01') await append(context, attempt, way)
      let page = await context.request.get(attempt)
      for (const event of known.scenario === 'P01' ? [...way, JUDGE] : [JUDGE]) page = await post(context.request, page, event)
      expect(new URL(page.url()).pathname).toBe(`${attempt}/debrief`)
      const html = (await page.text()).replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
      expect(html).toMatch(new RegExp(`<h1[^>]*>.*${debriefHeading(known, way).source}.*</h1>`))
      expect(html).toMatch(textPattern(title))
      const said = saidIn(play, replay(play, way).steps)
      for (const sentence of text) expect(html).toMatch(textPattern(read([sentence], stateAfter(known, way), said)))
    })
  }
}
