import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, flags, open, reach, test } from '../support/browser'
import { append, attemptAt, variantIn, wayTo } from '../support/play'

/** The middle of each line of a sentence, where a pointer hits it. */
const lines = (page: Page, sentence: string) =>
  page
    .locator('#conversation')
    .getByText(sentence, { exact: true })
    .evaluate((el) => {
      const range = document.createRange()
      range.selectNodeContents(el.lastChild!)
      return [...range.getClientRects()]
        .filter(({ width }) => width > 8)
        .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
    })

test('in flagging mode a sentence is flagged on any of its lines, and unflagged by another click; outside it nothing happens', async ({
  page,
  context,
}) => {
  const known = variantIn('P01', 'genuine')
  const attempt = await attemptAt(context, known)
  await append(
    context,
    attempt,
    wayTo(known, (id) => known.compiled.play.scenes[id]?.show.some((a) => a.kind === 'email') ?? false),
  )
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, attempt)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.getByRole('button', { name: en.play.flaggingStart }).click()
  const texts = await page
    .locator('#conversation label')
    .filter({ has: page.getByRole('checkbox') })
    .allTextContents()
  const long = texts.reduce((a, b) => (b.length > a.length ? b : a))
  const box = page.getByRole('checkbox', { name: long })
  await box.scrollIntoViewIfNeeded()
  const middles = await lines(page, long)
  expect(middles.length).toBeGreaterThan(1)
  const scrolled = await page.evaluate(() => scrollY)
  for (const [i, { x, y }] of middles.entries()) {
    await page.mouse.click(x, y)
    await expect(box).toBeChecked({ checked: i % 2 === 0 })
  }
  expect(await page.evaluate(() => scrollY), 'the page stays where it is').toBe(scrolled)
  if (!(await box.isChecked())) await box.press('Space')
  await page.getByRole('button', { name: en.play.flaggingDone }).click()
  await expect(page.locator('#conversation mark')).toHaveText(long)
  await reach(page, 'notebook')
  await expect(flags(page)).toHaveCount(1)
})

const lineBoxes = (page: Page) =>
  page.locator('#conversation').evaluate((conversation) => {
    const { top, height } = conversation.getBoundingClientRect()
    const range = document.createRange()
    const boxes = [...conversation.querySelectorAll('.segment')].flatMap((segment) => {
      range.selectNodeContents(segment.lastChild!)
      return [...range.getClientRects()].map((r) => [r.x, r.y - top, r.width, r.height].map(Math.round).join())
    })
    return [height, ...boxes]
  })

test('a flag moves nothing: every line stays where it was, with its number and after', { tag: '@deep' }, async ({ page, context }) => {
  const known = variantIn('P01', 'genuine')
  const attempt = await attemptAt(context, known)
  await append(
    context,
    attempt,
    wayTo(known, (id) => known.compiled.play.scenes[id]?.show.some((a) => a.kind === 'email') ?? false),
  )
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, attempt)
  const before = await lineBoxes(page)
  await page.getByRole('button', { name: en.play.flaggingStart }).click()
  const boxes = page.getByRole('checkbox')
  for (const box of await boxes.all()) {
    await box.press('Space')
    expect(await lineBoxes(page)).toEqual(before)
  }
  await page.getByRole('button', { name: en.play.flaggingDone }).click()
  await expect(page.locator('#conversation mark')).not.toHaveCount(0)
  expect(await lineBoxes(page)).toEqual(before)
})
