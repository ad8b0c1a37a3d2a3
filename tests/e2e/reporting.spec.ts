import type { BrowserContext, Locator, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { replay } from '@/scenarios/engine/play/journal'
import { sceneOf } from '@/scenarios/engine/play/play'
import { replyHere } from '@/scenarios/engine/play/prose'
import {
  arrived,
  checks,
  closeSheet,
  commit,
  cutTexts,
  decision,
  expect,
  follows,
  ratings,
  open,
  opener,
  perform,
  sureness,
  reportButton,
  test,
  unfold,
} from '../support/browser'
import { JUDGE, append, attemptAt, variantIn, stateAfter, textPattern, wayTo } from '../support/play'

const known = variantIn('P01', 'genuine')
const { play } = known.compiled
const toEnd = wayTo(known, (place) => !play.scenes[place])
const toMoment = wayTo(known, (place) => play.scenes[place]?.rating ?? false)
const toConsequence = toEnd.slice(
  0,
  toEnd.findIndex((e) => e.type === 'continue'),
)
const sceneAt = (way: PlayEvent[]) => sceneOf(play, stateAfter(known, way))
const replyTo = (way: PlayEvent[]): RegExp => textPattern(replyHere(play, replay(play, [...way, { type: 'report' }]).steps)!)

/** According to a page that the server renders. */
async function stored(context: BrowserContext, attempt: string, type: PlayEvent['type']): Promise<number> {
  const html = await (await context.request.get(attempt)).text()
  return [...html.matchAll(new RegExp(`type\\\\?":\\\\?"${type}\\\\?"`, 'g'))].length
}
async function at(context: BrowserContext, way: PlayEvent[]): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  return attempt
}
const visible = (page: Page, reply: RegExp): Locator => page.locator('#report').getByText(reply).filter({ visible: true })
/** What one can do, below what is answered. */
const answers = (page: Page): Locator => decision(page).locator('.answer').getByRole('radio')
const saved = (page: Page) => expect(page.getByRole('banner').getByRole('status')).toHaveText(en.play.saved.saved)

test('telling by keyboard keeps what was chosen and the focus, reads the reply out, and can be done once a moment', async ({
  page,
  context,
}) => {
  const attempt = await at(context, toMoment)
  await open(page, attempt)
  const act = answers(page).nth(1)
  await act.check()
  await ratings(page).getByRole('radio').nth(3).check()
  const report = reportButton(page, sceneAt(toMoment))
  await report.focus()
  await page.keyboard.press('Enter')
  await expect(visible(page, replyTo(toMoment))).toBeVisible()
  await expect(report).toBeFocused()
  await expect(report).toContainText(en.play.reported)
  await expect(report).toHaveAttribute('aria-disabled', 'true')
  await expect(page.locator('[aria-live=polite]')).toHaveText(replyTo(toMoment))
  await expect(act).toBeChecked()
  await expect(ratings(page).getByRole('radio').nth(3)).toBeChecked()

  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await saved(page)
  expect(await stored(context, attempt, 'report'), 'pressed again it does nothing').toBe(1)
  await page.reload()
  await expect(visible(page, replyTo(toMoment)), 'readable while the moment lasts').toBeVisible()
  expect(await stored(context, attempt, 'report')).toBe(1)
})

test('after the act one can still tell, and the next moment offers it anew', { tag: '@deep' }, async ({ page, context }) => {
  await open(page, await at(context, toConsequence))
  await expect(follows(page)).toBeVisible()
  const place = await reportButton(page, sceneAt(toConsequence)).boundingBox()
  await reportButton(page, sceneAt(toConsequence)).click()
  await expect(visible(page, replyTo(toConsequence))).toBeVisible()
  await page.getByRole('button', { name: en.play.continue }).click()
  await arrived(page)
  const next = reportButton(page, sceneAt([...toConsequence, { type: 'continue' }]))
  await expect(next).not.toHaveAttribute('aria-disabled')
  expect((await next.boundingBox())!.x, 'in the same place').toBe(place!.x)
})

test('on a phone telling stands in the dock, before the act and after it, and its reply stays in its sheet', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, await at(context, toMoment))
  const place = (await opener(page, 'report').boundingBox())!
  expect(place.y + place.height).toBeLessThanOrEqual(844)
  expect(place.height).toBeGreaterThanOrEqual(44)
  await opener(page, 'report').click()
  const report = reportButton(page, sceneAt(toMoment))
  await report.press('Enter')
  await expect(report, 'the focus stays in its place').toBeFocused()
  await expect(report).toContainText(en.play.reported)
  await expect(visible(page, replyTo(toMoment))).toBeVisible()
  expect(await cutTexts(page)).toEqual([])
  await closeSheet(page)
  await expect(visible(page, replyTo(toMoment))).toHaveCount(0)
  await expect(opener(page, 'report')).toHaveText(en.play.reported)
  await commit(page).click()
  await expect(page.getByText(en.play.chooseOne)).toBeInViewport()
  await answers(page).first().check()
  await commit(page).click()
  await arrived(page)
  const after = (await opener(page, 'report').boundingBox())!
  expect([after.y, after.x + after.width], 'in the same corner').toEqual([place.y, place.x + place.width])
  await opener(page, 'report').click()
  await expect(visible(page, replyTo(toMoment))).toBeVisible()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('telling and a check keep what was chosen, and the reply stands in the page', async ({ page, context }) => {
    const attempt = await at(context, toMoment)
    await page.goto(attempt)
    const act = answers(page).nth(1)
    await act.check()
    await ratings(page).getByRole('radio').nth(3).check()
    await reportButton(page, sceneAt(toMoment)).click()
    await expect(visible(page, replyTo(toMoment))).toBeVisible()
    await expect(act).toBeChecked()
    await expect(ratings(page).getByRole('radio').nth(3)).toBeChecked()
    await checks(page).getByRole('button').first().click()
    await expect(checks(page).getByText(en.play.checked)).toHaveCount(1)
    await expect(visible(page, replyTo(toMoment))).toBeVisible()
    await expect(act).toBeChecked()
    await expect(ratings(page).getByRole('radio').nth(3)).toBeChecked()
    await commit(page).click()
    expect(await stored(context, attempt, 'report')).toBe(1)
    expect(await (await context.request.get(attempt)).text()).toMatch(/rating\\?":4/)
  })

  test('one can tell after the act, and an older page tells nobody twice', { tag: '@deep' }, async ({ page, context }) => {
    const attempt = await at(context, toConsequence)
    const old = await context.newPage()
    await page.goto(attempt)
    await old.goto(attempt)
    await reportButton(page, sceneAt(toConsequence)).click()
    await expect(visible(page, replyTo(toConsequence))).toBeVisible()
    await expect(follows(page)).toBeVisible()
    await reportButton(old, sceneAt(toConsequence)).click()
    await expect(visible(old, replyTo(toConsequence))).toBeVisible()
    await page.goBack()
    await page.goForward()
    expect(await stored(context, attempt, 'report')).toBe(1)
    await page.getByRole('button', { name: en.play.continue }).click()
    await expect(follows(page)).toHaveCount(0)
  })

  test('what is missing is said beside it, and somebody who cannot tell is not asked how sure they are', { tag: '@deep' }, async ({
    page,
    context,
  }) => {
    const attempt = await at(context, toEnd)
    await page.goto(attempt)
    await page.getByRole('radio', { name: en.play.looks.genuine }).check()
    await page.getByRole('button', { name: en.play.toDebrief }).click()
    await expect(sureness(page).getByText(en.play.chooseOne)).toBeVisible()
    await expect(sureness(page).getByRole('radio').first()).toHaveAttribute('aria-invalid', 'true')
    await page.getByRole('radio', { name: en.play.looks.unsure }).check()
    await expect(sureness(page)).toBeHidden()
    await page.getByRole('button', { name: en.play.toDebrief }).click()
    await page.waitForURL(`**${attempt}/debrief`)
  })
})

test('telling without the server survives a reload and arrives once', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await at(context, toMoment)
  await open(page, attempt)
  await context.route('**/events', (route) => route.abort())
  await reportButton(page, sceneAt(toMoment)).click()
  await expect(page.getByRole('banner').getByRole('status')).toHaveText(en.play.saved.waiting)
  await page.reload()
  await expect(visible(page, replyTo(toMoment))).toBeVisible()
  expect(await stored(context, attempt, 'report')).toBe(0)
  await context.unroute('**/events')
  await saved(page)
  expect(await stored(context, attempt, 'report')).toBe(1)
})

test('two tabs that both tell have told once; one that goes on without knowing is brought up to date', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const attempt = await at(context, toMoment)
  const [second, third] = [await context.newPage(), await context.newPage()]
  for (const tab of [page, second, third]) await open(tab, attempt)
  for (const tab of [page, second]) {
    await tab.bringToFront()
    await reportButton(tab, sceneAt(toMoment)).click()
    await expect(visible(tab, replyTo(toMoment))).toBeVisible()
    await saved(tab)
  }
  expect(await stored(context, attempt, 'report')).toBe(1)
  await third.bringToFront()
  const act = sceneAt(toMoment).decisions.at(-1)!
  await perform(third, known, stateAfter(known, toMoment), { type: 'decide', choices: { [act.id]: act.options[0]!.id } })
  await third.waitForURL('**?note=elsewhere')
  await expect(visible(third, replyTo(toMoment))).toBeVisible()
})

test('what is missing is said beside it until it is chosen', { tag: '@deep' }, async ({ page, context }) => {
  await open(page, await at(context, toMoment))
  await commit(page).click()
  await expect(decision(page).getByText(en.play.chooseOne)).toBeInViewport()
  const first = answers(page).first()
  await expect(first).toBeFocused()
  await expect(first).toHaveAccessibleDescription(en.play.chooseOne)
  await first.check()
  await expect(page.getByText(en.play.chooseOne)).toHaveCount(0)
})

test('after its cards the debrief says who was told, and how it looked', { tag: '@deep' }, async ({ page, context }) => {
  const rating = (event: PlayEvent): PlayEvent =>
    event.type === 'decide' && toMoment.length === toEnd.indexOf(event) ? { ...event, rating: 4 } : event
  const attempt = await at(context, [...toMoment, { type: 'report' }, ...toEnd.slice(toMoment.length).map(rating), JUDGE])
  await page.goto(`${attempt}/debrief`)
  await unfold(page)
  const reports = page.locator('details').filter({ has: page.getByRole('heading', { name: en.debrief.reporting.title }) })
  await expect(reports.getByText(/^You reported at /)).toBeVisible()
  await expect(
    reports.getByRole('listitem').filter({ hasText: new RegExp(`${en.debrief.reporting.isReported} · [12] of [12]`) }),
  ).toHaveCount(1)
  await expect(page.getByText('To you: rather an approach')).toBeAttached()
})
