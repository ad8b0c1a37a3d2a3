import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type KnownVariant, JUDGE, append, variantAt, wayTo } from './play'

const { courses } = en
export const CONTACT = { name: 'The safety desk', phone: '+00 555 0100' }

export const toTheEnd = (known: KnownVariant): PlayEvent[] => [...wayTo(known, (place) => !known.compiled.play.scenes[place]), JUDGE]

/** Plays the attempt through the server. Leaves the page on its debrief. @param store see `variantAt` */
export async function play(page: Page, context: BrowserContext, store?: string): Promise<void> {
  const attempt = new URL(page.url()).pathname
  await append(context, attempt, toTheEnd(variantAt(attempt, store)))
  await page.goto(`${attempt}/debrief`)
}
export const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })

export async function part(page: Page, context: BrowserContext, store?: string): Promise<void> {
  const before = page.url()
  const read = button(page, courses.item.read)
  const start = button(page, courses.item.play)
  if (await read.isVisible()) await read.click()
  else if (await start.isVisible()) {
    await start.click()
    await page.waitForURL('**/attempts/*')
    await play(page, context, store)
    await page.getByRole('banner').getByRole('link', { name: courses.item.nextUp }).click()
  } else {
    await button(page, courses.whom.ready).click()
    await page.getByRole('radio', { name: CONTACT.name }).check()
    await page.getByRole('radio', { name: CONTACT.phone, exact: true }).check()
    await button(page, courses.whom.check).click()
  }
  await page.waitForURL((url) => url.href.split('?')[0] !== before.split('?')[0] && !url.pathname.endsWith('/debrief'))
}

export async function rest(page: Page, context: BrowserContext, store?: string): Promise<void> {
  while (page.url().includes('/items/')) await part(page, context, store)
}
