import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, flags, open, reach, test } from '../support/browser'
import { type KnownVariant, append, attemptAt, variantIn, wayTo } from '../support/play'
import { scenarioWith, shows } from './states'

const PHONE = { width: 390, height: 844 }
const conversation = (page: Page) => page.locator('#conversation')

async function atScene(page: Page, context: BrowserContext, known: KnownVariant, scene: (id: string) => boolean): Promise<void> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, wayTo(known, scene))
  await open(page, attempt)
}
const toMail = (page: Page, context: BrowserContext) => {
  const known = variantIn('P01', 'genuine')
  return atScene(page, context, known, (id) => shows(known, id, 'email'))
}

/** The middle of each line of a sentence, where a pointer hits it. */
const lines = (page: Page, sentence: string) =>
  page
    .locator('#conversation label')
    .filter({ hasText: sentence })
    .evaluate((el) => {
      const range = document.createRange()
      range.selectNodeContents(el.lastChild!)
      return [...range.getClientRects()]
        .filter(({ width }) => width > 8)
        .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
    })

test('a sentence is flagged on any of its lines, and unflagged by another press', async ({ page, context }) => {
  await page.setViewportSize(PHONE)
  await toMail(page, context)
  const texts = await page.locator('#conversation label.segment').allTextContents()
  const long = texts.reduce((a, b) => (b.length > a.length ? b : a))
  const box = page.getByRole('checkbox', { name: long, exact: true })
  await box.evaluate((el) => el.scrollIntoView({ block: 'center' }))
  const middles = await lines(page, long)
  expect(middles.length).toBeGreaterThan(1)
  const scrolled = await page.evaluate(() => scrollY)
  for (const [i, { x, y }] of middles.entries()) {
    await page.mouse.click(x, y)
    await expect(box).toBeChecked({ checked: i % 2 === 0 })
  }
  expect(await page.evaluate(() => scrollY), 'the page stays where it is').toBe(scrolled)
  if (!(await box.isChecked())) await box.press('Space')
  await reach(page, 'notebook')
  await expect(flags(page)).toHaveCount(1)
  await expect(flags(page)).toContainText(long)
})

test('each sentence is one box with the sentence as its name, and on a phone those that stand alone are large enough for a thumb', {
  tag: '@deep',
}, async ({ page, context }) => {
  await page.setViewportSize(PHONE)
  for (const kind of ['messages', 'email', 'transcript', 'document']) {
    await context.clearCookies()
    const known = scenarioWith((k, id) => shows(k, id, kind))
    await atScene(page, context, known, (id) => shows(known, id, kind))
    const boxes = conversation(page).getByRole('checkbox')
    expect(await boxes.count(), kind).toBeGreaterThan(0)
    for (const box of await boxes.all()) {
      await expect(box).toHaveAccessibleName(/\S/)
      await expect(box).toHaveAttribute('aria-roledescription', en.play.flag)
    }
    for (const alone of await conversation(page).locator('.segment-alone').all())
      expect((await alone.boundingBox())!.height, kind).toBeGreaterThanOrEqual(44)
  }
})

const lineBoxes = (page: Page) =>
  conversation(page).evaluate((conversation) => {
    const { top, height } = conversation.getBoundingClientRect()
    const range = document.createRange()
    const boxes = [...conversation.querySelectorAll('.segment, .answer, .act-on')].flatMap((segment) => {
      range.selectNodeContents(segment)
      return [...range.getClientRects()].map((r) => [r.x, r.y - top, r.width, r.height].map(Math.round).join())
    })
    return [height, ...boxes]
  })

for (const kind of ['messages', 'email', 'transcript', 'document', 'notice', 'card', 'itinerary', 'place', 'page'])
  test(`a flag moves nothing: every line and every answer stays where it was, beside a ${kind}`, { tag: '@deep' }, async ({
    page,
    context,
  }) => {
    const known = scenarioWith((k, id) => shows(k, id, kind))
    await page.setViewportSize(PHONE)
    await atScene(page, context, known, (id) => shows(known, id, kind))
    // What is said comes in one after the other.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
    const before = await lineBoxes(page)
    for (const box of await conversation(page).getByRole('checkbox').all()) {
      await box.press('Space')
      await expect(box).toBeChecked()
      expect(await lineBoxes(page)).toEqual(before)
    }
    await reach(page, 'notebook')
    await expect(flags(page)).not.toHaveCount(0)
  })
