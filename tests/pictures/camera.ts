import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test'
import type { TestServer } from '../support/server'
import { withPalette } from './palette'

export const PLACE = 'docs/pictures'
/** All pictures together, because every clone includes them. Most of it are the sheets of every thing and of every phase. */
const MOST_BYTES = 2_100_000

/** A desktop at one pixel each, and a phone at one and a half, because documents show them small. */
export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, hasTouch: true }

export interface Camera {
  server: TestServer
  visitor(screen: BrowserContextOptions, more?: BrowserContextOptions): Promise<BrowserContext>
  take(page: Page, name: string, until?: Locator): Promise<void>
  taken: Map<string, number>
}

export function cameraOf(browser: Browser, server: TestServer): Camera {
  const taken: Camera['taken'] = new Map()
  mkdirSync(PLACE, { recursive: true })
  return {
    server,
    taken,
    visitor: (screen, more = {}) => browser.newContext({ baseURL: server.url, ...screen, ...more }),
    async take(page, name, until) {
      await settle(page)
      const clip = until && (await downTo(page, until))
      const png = withPalette(await page.screenshot({ animations: 'disabled', ...(clip && { fullPage: true, clip }) }))
      writeFileSync(`${PLACE}/${name}.png`, png)
      taken.set(`${name}.png`, png.length)
    },
  }
}

async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate(async () => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    await document.fonts.ready
  })
  await page.waitForLoadState('load')
}

const MARGIN = 12
async function downTo(page: Page, until: Locator) {
  // Sticky parts would be in the middle of a picture of a scrolled page.
  await page.evaluate(() => {
    scrollTo(0, 0)
    for (const bar of document.querySelectorAll<HTMLElement>('.send-bar')) bar.style.position = 'static'
  })
  const bottom = await until.evaluate((el) => el.getBoundingClientRect().bottom + scrollY)
  return { x: 0, y: 0, width: page.viewportSize()!.width, height: Math.ceil(bottom) + MARGIN }
}

/** Prints what each picture weighs and removes those that are no longer taken. @throws if together they are too heavy */
export function account(taken: Camera['taken']): void {
  for (const file of readdirSync(PLACE)) if (file.endsWith('.png') && !taken.has(file)) rmSync(`${PLACE}/${file}`)
  for (const [file, bytes] of taken) console.log(`${bytes.toLocaleString('en').padStart(9)}  ${file}`)
  const sum = [...taken.values()].reduce((a, b) => a + b, 0)
  console.log(`${sum.toLocaleString('en').padStart(9)}  of at most ${MOST_BYTES.toLocaleString('en')} bytes`)
  if (sum > MOST_BYTES) throw new Error(`The pictures are ${(sum - MOST_BYTES).toLocaleString('en')} bytes too heavy.`)
}
