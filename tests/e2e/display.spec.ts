import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, cutTexts, expect, test } from '../support/browser'
import { attemptAt, variantIn } from '../support/play'
import { STATES, show } from './states'

const t = en.display
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const LIGHT = 'rgb(245, 244, 240)'
const DARK = 'rgb(19, 21, 25)'
const barColours = (page: Page) =>
  page.locator('meta[name=theme-color]').evaluateAll((metas) => metas.map((meta) => meta.getAttribute('content')))
const panel = (page: Page) => page.getByRole('dialog', { name: t.title })
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click()
const openPanel = async (page: Page) => {
  if (await panel(page).isVisible()) return
  await page.getByRole('button', { name: t.title }).click()
}
const choose = async (page: Page, name: string) => {
  await openPanel(page)
  const kept = page.waitForResponse((response) => response.url().endsWith('/en/display'))
  await press(page, name)
  await kept
}
const goto = async (page: Page, path: string) => {
  await page.goto(path)
  await page.waitForFunction(() => Object.keys(document.querySelector('#display form') ?? {}).some((key) => key.startsWith('__react')))
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', javaScriptEnabled ? {} : { tag: '@deep' }, () => {
    test.use({ javaScriptEnabled })
    test('a theme and a size of text are chosen from any page, a moment included, and lead back to it', async ({ page, context }) => {
      for (const path of ['/en/learn?x=1', await attemptAt(context, variantIn('P01', 'hostile'))]) {
        await page.goto(path)
        await choose(page, t.themes.dark)
        await expect(page).toHaveURL(path)
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
        await choose(page, t.texts.larger)
        await expect(page.locator('html')).toHaveAttribute('data-text', 'larger')
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
        await page.reload()
        await openPanel(page)
        await expect(page.getByRole('button', { name: t.texts.larger })).toHaveAttribute('aria-pressed', 'true')
        await choose(page, t.themes.device)
        await choose(page, t.texts.normal)
        await expect(page.locator('html')).not.toHaveAttribute('data-theme')
        await expect(page.locator('html')).not.toHaveAttribute('data-text')
      }
    })
  })
}

test('with script each press acts in place: the panel stays open, the focus where it is, and the page where one was', {
  tag: '@deep',
}, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  await goto(page, '/en/learn')
  const html = page.locator('html')
  const before = await barColours(page)
  await openPanel(page)
  const top = await page.evaluate(() => {
    document.body.dataset.same = 'yes'
    return scrollY
  })
  expect(top).toBeGreaterThan(0)
  await choose(page, t.themes.dark)
  const dark = panel(page).getByRole('button', { name: t.themes.dark })
  await expect(dark).toBeFocused()
  await expect(dark).toHaveAttribute('aria-pressed', 'true')
  await expect(panel(page).getByRole('button', { name: t.themes.device })).toHaveAttribute('aria-pressed', 'false')
  expect(await page.evaluate(() => scrollY)).toBe(top)
  expect(await barColours(page)).toEqual(['#131519', '#131519'])
  const opener = () => page.getByRole('button', { name: t.title }).evaluate((button) => button.getBoundingClientRect().top)
  const place = await opener()
  for (const text of ['large', 'larger'] as const) {
    await choose(page, t.texts[text])
    await expect(html).toHaveAttribute('data-text', text)
    expect(Math.abs((await opener()) - place)).toBeLessThan(3)
  }
  await expect(panel(page)).toBeVisible()
  await expect(page.locator('body[data-same]'), 'nothing was loaded anew').toBeVisible()
  const attributes = await html.evaluate(({ dataset }) => ({ ...dataset }))
  await goto(page, '/en/learn')
  expect(await html.evaluate(({ dataset }) => ({ ...dataset }))).toEqual(attributes)
  expect(await barColours(page)).toEqual(['#131519', '#131519'])
  await choose(page, t.themes.device)
  expect(await barColours(page)).toEqual(before)
  await expect(html).not.toHaveAttribute('data-theme')
})

test('presses that follow each other closely are all kept', { tag: '@deep' }, async ({ page }) => {
  await goto(page, '/en')
  await openPanel(page)
  const answered: string[] = []
  page.on('response', (response) => response.url().endsWith('/en/display') && answered.push('one'))
  // In one task, so that the second leaves before the first is answered.
  await panel(page).evaluate(
    (within, names) => {
      for (const name of names) [...within.querySelectorAll('button')].find((button) => button.textContent === name)?.click()
    },
    [t.themes.dark, t.texts.larger],
  )
  await expect.poll(() => answered).toHaveLength(2)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-text', 'larger')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('without a network a press acts, and says that it could not be saved until one succeeds', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  await goto(page, '/en')
  await openPanel(page)
  await context.setOffline(true)
  await press(page, t.themes.dark)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(panel(page).getByRole('status')).toHaveText(t.unsaved)
  expect(await axe(page)).toEqual([])
  await context.setOffline(false)
  await choose(page, t.themes.dark)
  await expect(panel(page).getByRole('status')).toHaveText(t.kept)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('what was chosen wins over the device, on a screen; paper stays light and of the usual size', { tag: '@deep' }, async ({ page }) => {
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
  expect(await barColours(page)).toEqual(['#131519', '#131519'])
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('18px')
  expect(await axe(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect(await background(page)).toBe('rgb(255, 255, 255)')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('16px')
})

test('with the larger text nothing is cut in any state of the player and the debrief', { tag: '@deep' }, async ({ page, context }) => {
  test.slow()
  await page.goto('/en')
  await choose(page, t.texts.larger)
  for (const state of STATES) {
    await context.clearCookies({ name: 'learner' })
    // On a desktop, where everything is in sight.
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
      await expect.poll(() => cutTexts(page), { message: `${state.name} at ${width}` }).toEqual([])
    }
  }
})
