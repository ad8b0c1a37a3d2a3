import type { Page } from '@playwright/test'
import { at, cutTexts, expect, test } from '../support/browser'
import { toldRoom, tourScenes } from '../support/live-tour'
import { scenarios } from '../support/play'

const SCREEN = { width: 1280, height: 720 }
/**
 * The smallest font size allowed on the projector, in pixels of 1280 × 720. From four picture heights away, the far end of a
 * meeting room, the capitals of 20 px are seen at 17 minutes of arc; ISO 9241-303 requires 16. A picture reduced to a quarter
 * looks on a desk as it does from that distance: 5 px, the smallest size at which Inter can still be read.
 */
const LEAST = 20

/** Texts below the smallest size, and boxes whose text overflows at the bottom or stands out at the top. */
const small = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((least) => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!
      if (
        !node.textContent?.trim() ||
        !parent.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) ||
        parent.closest('script, style, .sr-only, dialog')
      )
        continue
      const scale = parent instanceof SVGTextElement ? parent.getScreenCTM()!.a : 1
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scale
      if (size < least - 0.01) found.push(`${size.toFixed(1)} px: ${node.textContent.trim().slice(0, 60)}`)
    }
    for (const box of document.querySelectorAll<HTMLElement>('main, main *')) {
      if (!/hidden|clip/.test(getComputedStyle(box).overflowY) || box.classList.contains('sr-only')) continue
      if (box.scrollHeight > box.clientHeight + 1)
        found.push(`${box.scrollHeight - box.clientHeight} px are cut: ${box.textContent.slice(0, 60)}`)
      const top = box.getBoundingClientRect().top
      for (const inside of box.querySelectorAll<HTMLElement>(':not(.sr-only)'))
        if (inside.checkVisibility() && inside.getBoundingClientRect().top < top - 0.5)
          found.push(`cut at its top: ${inside.textContent.slice(0, 60)}`)
    }
    for (const tight of document.querySelectorAll<HTMLElement>('[data-tight]')) found.push(`tight: ${tight.textContent.slice(0, 60)}`)
    return found
  }, least)

/** Attaches the screen at a quarter of its width, for a person to look at. */
async function keepQuarter(page: Page, name: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { clip: { x: 0, y: 0, ...SCREEN, scale: 0.25 } })
  await devtools.detach()
  await test.info().attach(name, { body: Buffer.from(data, 'base64'), contentType: 'image/png' })
}

test.use({ viewport: SCREEN })
// The two natures of a pattern look alike.
for (const known of scenarios.filter((s) => /^P/.test(s.pattern) && s.nature === 'hostile')) {
  test(`every text of ${known.name} on the projector is legible from the last row and whole`, async ({ page, baseURL }) => {
    test.slow()
    const room = await toldRoom(baseURL!, known)
    await page.goto(`${room.session.base}/projector?key=${room.session.projectorKey}`)
    const found: string[] = []
    let n = 0
    await tourScenes(room, async (name, view) => {
      await at(page, view)
      found.push(...(await small(page, LEAST)).map((what) => `${name}: ${what}`))
      found.push(...(await cutTexts(page)).map((what) => `${name}: ${what}`))
      if (known.pattern === 'P01') await keepQuarter(page, `${String(n++).padStart(3, '0')} ${name}`)
    })
    expect(found).toEqual([])
  })
}
