import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, cutTexts, expect, test } from '../support/browser'
import { attemptAt, scenarioOf } from '../support/play'
import { STATES, show } from './states'

const t = en.display
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const LIGHT = 'rgb(245, 244, 240)'
const DARK = 'rgb(19, 21, 25)'
const choose = async (page: Page, name: string) => {
  await page.getByRole('button', { name: t.title }).click()
  await page.getByRole('dialog', { name: t.title }).getByRole('button', { name, exact: true }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })
    test('a theme and a size of text are chosen from any page, a moment included, and lead back to it', async ({ page, context }) => {
      for (const path of ['/en/learn?x=1', await attemptAt(context, scenarioOf('P01', 'hostile'))]) {
        await page.goto(path)
        await choose(page, t.themes.dark)
        await expect(page).toHaveURL(path)
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
        await choose(page, t.texts.larger)
        await expect(page.locator('html')).toHaveAttribute('data-text', 'larger')
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
        await page.getByRole('button', { name: t.title }).click()
        await expect(page.getByRole('button', { name: t.texts.larger })).toHaveAttribute('aria-pressed', 'true')
        await page.getByRole('button', { name: t.themes.device }).click()
        await choose(page, t.texts.normal)
        await expect(page.locator('html')).not.toHaveAttribute('data-theme')
        await expect(page.locator('html')).not.toHaveAttribute('data-text')
      }
    })
  })
}

test('what was chosen wins over the device, on a screen; paper stays light and of the usual size', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/en')
  expect(await background(page)).toBe(DARK)
  await choose(page, t.themes.light)
  expect(await background(page)).toBe(LIGHT)
  expect(await axe(page)).toEqual([])
  await choose(page, t.themes.dark)
  await choose(page, t.texts.large)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await background(page)).toBe(DARK)
  expect(await page.locator('meta[name=theme-color]').getAttribute('content')).toBe('#131519')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('18px')
  expect(await axe(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect(await background(page)).toBe('rgb(255, 255, 255)')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('16px')
})

test('with the larger text nothing is cut in any state of the player and the debrief', async ({ page, context }) => {
  test.slow()
  await page.goto('/en')
  await choose(page, t.texts.larger)
  for (const state of STATES) {
    await context.clearCookies({ name: 'learner' })
    // Reached on a desk, where all is in sight.
    await page.setViewportSize({ width: 1440, height: 900 })
    await show(page, context, state)
    for (const width of [1440, 1024, 640, 320]) {
      await page.setViewportSize({ width, height: 900 })
      if (state.sheet)
        await page.evaluate(
          (hash) => {
            location.hash = hash
          },
          width < 1024 ? state.sheet : '',
        )
      expect(await cutTexts(page), `${state.name} at ${width}`).toEqual([])
    }
  }
})
