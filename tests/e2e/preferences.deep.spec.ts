import type { Locator, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { arrived, at, decision, expect, slots, test } from '../support/browser'
import { guidedRoom } from '../support/live-tour'
import { variantIn } from '../support/play'
import { STATES, show } from './states'

const style = (of: Locator) =>
  of.evaluate((el) => {
    const { borderTopStyle, borderTopWidth, outlineStyle, outlineWidth } = getComputedStyle(el)
    const width = (style: string, value: string) => (style === 'none' ? 0 : Number.parseFloat(value))
    return { border: width(borderTopStyle, borderTopWidth), outline: width(outlineStyle, outlineWidth) }
  })
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((el) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(el)
        return animationName !== 'none' || transitionDuration !== '0s' || scrollBehavior !== 'auto'
      })
      .map((el) => String(el.className)),
  )
const state = (name: string) => STATES.find((s) => s.name.startsWith(name))!

test('with reduced motion nothing moves', async ({ page, context }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await show(page, context, state('a consequence'))
  // An animation that started and ended unseen still appears here.
  await page.evaluate(() => {
    const motions: string[] = []
    Object.assign(window, { motions })
    const note = (e: Event) => motions.push(`${e.type} on ${(e.target as Element).className}`)
    for (const kind of ['animationstart', 'transitionrun']) document.addEventListener(kind, note, true)
  })
  await page.getByRole('button', { name: en.play.continue }).click()
  await arrived(page)
  await page.locator('label.segment').first().hover()
  await page.locator('label.segment').first().click()
  await decision(page).locator('.answer').first().click()
  await page.locator('.send-bar').getByRole('button').click()
  await arrived(page)
  // All of it, at once.
  for (const line of await page.locator('.following > li').all()) await expect(line).toHaveCSS('opacity', '1')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  expect(await page.evaluate(() => (window as unknown as { motions: string[] }).motions)).toEqual([])
  expect(await moving(page)).toEqual([])
})

test('with forced colours choices, selections and flags keep an edge', async ({ page, context }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await test.step('flags', async () => {
    await show(page, context, state('a moment with a flag'))
    const flagged = page.locator('#conversation label.segment', { has: page.locator(':checked') })
    const not = page.locator('#conversation label.segment').filter({ hasNot: page.locator(':checked') })
    expect((await style(flagged)).outline).toBeGreaterThanOrEqual(2)
    expect((await style(not.first())).outline).toBe(0)
    const paint = (box: Locator) => box.evaluate((el) => getComputedStyle(el).backgroundColor)
    const ground = await page
      .locator('#conversation .channel')
      .first()
      .evaluate((el) => getComputedStyle(el).backgroundColor)
    expect(await paint(not.first().locator('input')), 'a flag is drawn').not.toBe(ground)
    for (const mark of await page.locator('.progress i').all()) expect((await style(mark)).border).toBeGreaterThanOrEqual(1)
    const [met, ahead] = await Promise.all(
      ['[data-met]', ':not([data-met])'].map((which) =>
        page
          .locator(`.progress i${which}`)
          .first()
          .evaluate((el) => getComputedStyle(el).backgroundColor),
      ),
    )
    expect(met, 'how far one has come').not.toBe(ahead)
  })
  await test.step('answers', async () => {
    const answer = decision(page).locator('.answer')
    expect((await style(answer.nth(0))).border).toBeGreaterThanOrEqual(1)
    await answer.nth(0).getByRole('radio').check()
    await page.locator('h1').focus()
    expect((await style(answer.nth(0))).outline, 'what is chosen').toBeGreaterThanOrEqual(2)
    expect((await style(answer.nth(1))).outline).toBe(0)
    for (const button of await page.locator('.send-bar').getByRole('button').all())
      expect((await style(button)).border).toBeGreaterThanOrEqual(1)
    await page.locator('.send-bar').getByRole('button').click()
    await arrived(page)
    expect((await style(page.locator('#conversation mark'))).outline, 'and what was flagged, afterwards').toBeGreaterThanOrEqual(2)
  })
  await context.clearCookies()
  await test.step('choices and sentences', async () => {
    await show(page, context, state('a reply'))
    const choice = slots(page).nth(1).locator('label')
    expect((await style(choice.nth(0))).border).toBeGreaterThanOrEqual(1)
    await choice.nth(0).getByRole('radio').check()
    await slots(page).nth(1).locator('summary').click()
    expect((await style(choice.nth(0))).outline).toBeGreaterThanOrEqual(2)
    for (const summary of await slots(page).locator('summary').all()) expect((await style(summary)).border).toBeGreaterThanOrEqual(1)
    await choice.nth(0).getByRole('radio').focus()
    expect((await style(choice.nth(0))).outline, 'the focus').toBeGreaterThanOrEqual(2)
  })
})

test('in the dark a choice is seen as one, and with forced colours it is the system’s', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await show(page, context, state('a reply'))
  const radio = decision(page).locator('.answer > [type=radio]:not(:checked)').first()
  await expect(radio).toHaveCSS('appearance', 'none')
  // --control in the dark, which has 3 to 1 on the ground.
  await expect(radio).toHaveCSS('border-top-color', 'rgb(121, 128, 143)')
  await page.emulateMedia({ forcedColors: 'active' })
  await expect(radio).toHaveCSS('appearance', 'auto')
})

test('with reduced motion nothing moves on a session’s screens', async ({ page, context, baseURL }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const room = await guidedRoom(baseURL!, variantIn('P01', 'hostile'))
  for (const as of ['facilitator', 'phone'] as const) await room.enter(context, as)
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  const { version } = await room.command({ type: 'discuss', seconds: 180 })
  for (const screen of ['', '/cockpit', '/projector']) {
    await page.goto(`${room.session.base}${screen}`)
    await at(page, { version })
    expect(await moving(page), screen).toEqual([])
  }
})

test('with forced colours the questions in a session keep an edge', async ({ page, context, baseURL }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const room = await guidedRoom(baseURL!, variantIn('P01', 'hostile'))
  for (const as of ['facilitator', 'phone'] as const) await room.enter(context, as)
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  await page.goto(room.session.base)
  const choice = page.locator('#question .lettered label')
  expect((await style(choice.first())).border).toBeGreaterThanOrEqual(1)
  await choice.first().getByRole('radio').check()
  expect((await style(choice.first())).outline).toBeGreaterThanOrEqual(2)
  await page.goto(`${room.session.base}/cockpit`)
  expect((await style(page.locator('#next'))).border).toBeGreaterThanOrEqual(1)
  await page.goto(`${room.session.base}/projector`)
  const options = page.locator('main ol li').filter({ hasText: /^A/ })
  expect((await style(options.last())).border).toBeGreaterThanOrEqual(1)
})
