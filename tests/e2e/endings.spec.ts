import { expect, test } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { JUDGE, attemptAt, post, scenarios, textPattern, wayTo } from '../support/play'

for (const known of scenarios) {
  for (const [ending, { title, text }] of Object.entries(known.compiled.key.endings)) {
    test(`${known.name} is played by form posts to “${title}”`, async ({ context }) => {
      const attempt = await attemptAt(context, known)
      let page = await context.request.get(attempt)
      for (const event of [...wayTo(known, (id) => id === ending), JUDGE]) page = await post(context.request, page, event)
      expect(new URL(page.url()).pathname).toBe(`${attempt}/debrief`)
      const html = (await page.text()).replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
      expect(html).toMatch(new RegExp(`<h1[^>]*>${textPattern(title).source}</h1>`))
      expect(html).toMatch(textPattern(text))
      expect(html).toContain(known.nature === 'genuine' ? en.debrief.wasGenuine : en.debrief.wasApproach)
    })
  }
}
