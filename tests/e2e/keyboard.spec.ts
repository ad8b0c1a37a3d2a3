import type { Locator, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import {
  arrived,
  axe,
  checks,
  commit,
  decision,
  expect,
  flags,
  follows,
  heading,
  hydrated,
  ratings,
  open,
  slots,
  sureness,
  test,
} from '../support/browser'
import { append, attemptAt, scenarios, variantIn, wayTo } from '../support/play'

async function tabTo(page: Page, target: Locator, tab = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((el) => el === document.activeElement)) return
    await page.keyboard.press(tab)
  }
  throw new Error(`Tab never reached ${target}`)
}
async function press(page: Page, target: Locator, key = 'Enter', tab?: string): Promise<void> {
  await tabTo(page, target, tab)
  await page.keyboard.press(key)
}
async function chooseSecond(page: Page, group: Locator): Promise<void> {
  await press(page, group.getByRole('radio').first(), 'Space')
  await page.keyboard.press('ArrowDown')
  await expect(group.getByRole('radio').nth(1)).toBeChecked()
}

test('a scenario is played from the first page to the debrief by keyboard alone', async ({ page }) => {
  test.slow()
  const met = await playByKeyboard(page, 'P02')
  expect([...met].sort()).toEqual(['act', 'check', 'on a thing', 'ratings', 'report', 'sentences'])
})

test('so is one with papers to sign, talks and a bag', { tag: '@deep' }, async ({ page }) => {
  test.slow()
  const met = await playByKeyboard(page, 'P12')
  expect([...met].sort()).toEqual(expect.arrayContaining(['act', 'check', 'on a thing', 'ratings', 'report']))
})

async function playByKeyboard(page: Page, id: string): Promise<Set<string>> {
  const scenario = scenarios.find((p) => p.id === id)!
  await page.goto('/en')
  await press(page, page.getByRole('link', { name: en.home.start }))
  await press(page, page.getByRole('link', { name: scenario.title, exact: true }))
  await press(page, page.getByRole('button', { name: en.learn.start }))
  await hydrated(page)

  await test.step('the skip link leads to the decision', async () => {
    await press(page, page.getByRole('link', { name: en.play.skip }))
    await expect(decision(page)).toBeFocused()
  })

  await test.step('a sentence is flagged', async () => {
    const box = page.locator('input[name=flag]').first()
    await press(page, box, 'Space', 'Shift+Tab')
    await expect(box).toBeChecked()
    await expect(flags(page)).toHaveCount(1)
  })

  const met = new Set<string>()
  while (!page.url().endsWith('/debrief')) {
    const before = await heading(page).textContent()
    const goOn = page.getByRole('button', { name: en.play.continue })
    if (await goOn.isVisible()) {
      await press(page, goOn)
      await expect(heading(page)).not.toHaveText(before!)
    } else if (before === en.play.judgement) {
      await press(page, page.getByRole('group', { name: en.play.judgement }).getByRole('radio').first(), 'Space')
      await chooseSecond(page, sureness(page))
      await press(page, page.getByRole('button', { name: en.play.toDebrief }))
      await page.waitForURL('**/debrief')
      break
    } else {
      await playScene(page, met)
      await expect(follows(page)).toBeVisible()
      await expect(heading(page), 'the moment stays').toHaveText(before!)
    }
    await arrived(page)
  }
  await expect(page.getByRole('heading', { name: en.debrief.decisions })).toBeVisible()
  return met
}

/** What one does, then what one asks and tells: going back to Send keeps the choice. */
async function playScene(page: Page, met: Set<string>): Promise<void> {
  await choose(page, met)
  const report = page.locator('#report').getByRole('button')
  if (!met.has('report')) {
    await press(page, report)
    await expect(report).toContainText(en.play.reported)
    await expect(report).toBeFocused()
    met.add('report')
  }
  const offers = checks(page).getByRole('button')
  if (!met.has('check') && (await offers.count()) > 0) {
    await press(page, offers.first())
    await expect(checks(page).getByText(en.play.checked)).toHaveCount(1)
    met.add('check')
  }
  const chosen = page.locator('#conversation :is(.answer, .act-on) :checked')
  await expect(chosen).toHaveCount(1)
  return press(page, commit(page), 'Enter', (await isBefore(commit(page))) ? 'Shift+Tab' : 'Tab')
}
const isBefore = (target: Locator) =>
  target.evaluate((el) => Boolean(el.compareDocumentPosition(document.activeElement!) & Node.DOCUMENT_POSITION_FOLLOWING))

async function choose(page: Page, met: Set<string>): Promise<void> {
  met.add('act')
  const onThing = page.locator('#conversation .act-on').getByRole('radio')
  if (!met.has('on a thing') && (await onThing.count()) > 0) {
    met.add('on a thing')
    await press(page, onThing.first(), 'Space')
    return expect(onThing.first()).toBeChecked()
  }
  if (await ratings(page).isVisible()) {
    await chooseSecond(page, ratings(page))
    met.add('ratings')
  }
  await press(page, page.locator('#conversation :is(.answer, .act-on)').getByRole('radio').first(), 'Space')
  for (let moves = 0; moves < 6 && (await slots(page).count()) > 0; moves++) {
    if ((await decision(page).locator('[data-sends]:checked').count()) > 0) break
    await page.keyboard.press('ArrowDown')
  }
  for (const slot of await slots(page).all()) {
    met.add('sentences')
    if (!(await slot.getByRole('radio').first().isVisible())) await press(page, slot.locator('summary'))
    await chooseSecond(page, slot)
    await expect(slot.getByRole('radio').nth(1), 'a sentence stays open while arrows walk through it').toBeVisible()
  }
}

test('the help for real cases opens and closes by keyboard, names the organisation’s contact, and makes no request [p:help-no-request]', async ({
  page,
  context,
}) => {
  await context.request.post('/en/learn/T01/start')
  await page.goto('/en/learn')
  await page.getByRole('link', { name: en.learn.resume }).click()
  await page.waitForURL(/attempts/)
  await hydrated(page)
  await page.waitForLoadState('networkidle')
  const requests: string[] = []
  // Only requests of the page, because its service worker may still be fetching what it keeps.
  page.on('request', (request) => requests.push(request.url()))
  const opener = page.getByRole('button', { name: en.ui.help })
  const dialog = page.getByRole('dialog', { name: en.ui.help })
  await press(page, opener)
  await expect(dialog).toBeVisible()
  await expect(dialog.getByText('The safety desk')).toBeVisible()
  await expect(dialog.getByRole('link', { name: '+00 555 0100' })).toHaveAttribute('href', 'tel:+005550100')
  expect(await axe(page)).toEqual([])
  await press(page, dialog.getByRole('button', { name: en.help.close }))
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
  expect(requests).toEqual([])
})

test('Enter in a flag or in how it looks chooses just that; in what to do it decides', { tag: '@deep' }, async ({ page, context }) => {
  const known = variantIn('P01', 'genuine')
  const { scenes } = known.compiled.play
  const attempt = await attemptAt(context, known)
  await append(
    context,
    attempt,
    wayTo(known, (id) => (scenes[id]?.rating && scenes[id].decisions.length === 1) ?? false),
  )
  await open(page, attempt)
  const title = await heading(page).textContent()
  const act = decision(page).locator('.answer').getByRole('radio').first()
  await act.check()
  const flag = page.locator('input[name=flag]').first()
  for (const flagged of [true, false, true]) {
    await flag.press('Enter')
    await expect(flag).toBeChecked({ checked: flagged })
  }
  await expect(flags(page)).toHaveCount(1)
  const looks = ratings(page).getByRole('radio').nth(3)
  await looks.press('Enter')
  await expect(looks).toBeChecked()
  await expect(heading(page)).toHaveText(title!)
  await act.press('Enter')
  await expect(follows(page)).toBeVisible()
})

test('a sentence that was missing stays open while the keyboard walks through it', { tag: '@deep' }, async ({ page, context }) => {
  const known = variantIn('P02', 'genuine')
  const { scenes } = known.compiled.play
  const attempt = await attemptAt(context, known)
  await append(
    context,
    attempt,
    wayTo(known, (id) => scenes[id]?.decisions.some((d) => d.as === 'reply') ?? false),
  )
  await open(page, attempt)
  await decision(page).locator('[data-sends]').first().check()
  const first = slots(page).first()
  if (!(await first.getByRole('radio').first().isVisible())) await first.locator('summary').click()
  await first.getByRole('radio').first().check()
  await commit(page).click()
  const second = slots(page).nth(1).getByRole('radio')
  await expect(second.first()).toBeFocused()
  for (const [key, n] of [
    ['Space', 0],
    ['ArrowDown', 1],
  ] as const) {
    await page.keyboard.press(key)
    await expect(second.nth(n)).toBeChecked()
    await expect(second.nth(n)).toBeVisible()
    await expect(second.nth(n)).toBeFocused()
  }
})
