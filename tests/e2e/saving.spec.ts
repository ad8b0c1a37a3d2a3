import { type BrowserContext, type Page, chromium } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { checkOffer, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import {
  arrived,
  checks,
  commit,
  cutTexts,
  decision,
  expect,
  flags,
  heading,
  ratings,
  open,
  perform,
  slots,
  test,
  watch,
} from '../support/browser'
import { AUTH_SECRET, cookiesOf, somebodyApart } from '../support/apart'
import { launchOptions } from '../support/chromium'
import { JUDGE, append, attemptAt, scenarios, variantIn, stateAfter, wayTo } from '../support/play'
import { freePort, startServer } from '../support/server'

const known = variantIn('P01', 'genuine')
const way = wayTo(known, (id) => !known.compiled.play.scenes[id])
const chip = (page: Page) => page.getByRole('banner').getByRole('status')
const stored = (page: Page, attempt: string) => page.evaluate((key) => localStorage.getItem(key), `journal:${attempt.split('/').at(-1)}`)

async function play(page: Page, events: PlayEvent[], from = 0): Promise<void> {
  for (const [i, event] of events.entries()) {
    if (i < from) continue
    await perform(page, known, stateAfter(known, events.slice(0, i)), event)
    if (event.type === 'decide' || event.type === 'continue') await arrived(page)
  }
}
async function onServer(context: BrowserContext, attempt: string): Promise<number> {
  return Number(/name="seq" value="(\d+)"/.exec(await (await context.request.get(attempt)).text())?.[1])
}
const firstMoment = way.slice(0, way.findIndex((e) => e.type === 'continue') + 1)

test('offline the chip says so, the learner continues, and everything is saved once the network is back', async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await open(page, attempt)
  await expect(chip(page)).toHaveText(en.play.saved.saved)
  await context.setOffline(true)
  await play(page, firstMoment)
  await expect(chip(page)).toHaveText(en.play.saved.waiting)
  const title = await heading(page).textContent()
  await context.setOffline(false)
  await expect(chip(page)).toHaveText(en.play.saved.saved)
  expect(await onServer(context, attempt)).toBe(firstMoment.length)
  await page.reload()
  await expect(heading(page)).toHaveText(title!)
  await expect.poll(() => stored(page, attempt), 'the new page knows all of it').toBeNull()
})

test('on a phone the chip appears when something is not saved', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, attempt)
  await expect(chip(page)).toBeHidden()
  await context.setOffline(true)
  await play(page, firstMoment.slice(0, 1))
  await expect(chip(page)).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await cutTexts(page), `at ${width}`).toEqual([])
  }
})

test('decisions made without the server survive a reload and a closed tab, and are played and sent when the attempt is reopened', async ({
  page,
  context,
}) => {
  const attempt = await attemptAt(context, known)
  await open(page, attempt)
  // A request that outlives its page escapes a browser in offline mode, so the route is blocked instead.
  await context.route('**/events', (route) => route.abort())
  await play(page, firstMoment)
  const title = await heading(page).textContent()
  await expect(chip(page)).toHaveText(en.play.saved.waiting)
  expect(await stored(page, attempt)).not.toBeNull()
  await page.reload()
  await expect(heading(page)).toHaveText(title!)
  await expect(chip(page)).toHaveText(en.play.saved.waiting)
  await page.close()
  await context.unroute('**/events')
  expect(await onServer(context, attempt)).toBe(0)
  const again = await context.newPage()
  await again.goto(attempt)
  await expect(heading(again)).toHaveText(title!)
  await expect(chip(again)).toHaveText(en.play.saved.saved)
  expect(await onServer(context, attempt)).toBe(firstMoment.length)
  await open(again, attempt)
  await expect.poll(() => stored(again, attempt)).toBeNull()
})

test('what is chosen and not yet sent is kept over a reload, offline too, over leaving and coming back, until it is sent [p:outbox]', async ({
  page,
  context,
}) => {
  const replying = variantIn('P03', 'genuine')
  const { scenes } = replying.compiled.play
  const before = wayTo(replying, (id) => (scenes[id]?.rating && scenes[id].decisions.length > 1) ?? false)
  const attempt = await attemptAt(context, replying)
  await append(context, attempt, before)
  await open(page, attempt)
  const kept = (on: Page) => on.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('unsent:')))
  await page.evaluate(() => localStorage.setItem('unsent:of-long-ago', JSON.stringify({ at: '', chosen: [], until: Date.now() - 1 })))
  const looks = (on: Page) => ratings(on).getByRole('radio').nth(1)
  const act = (on: Page) => decision(on).locator('[data-sends]').first()
  await context.setOffline(true)
  await looks(page).check()
  await act(page).check()
  for (const slot of await slots(page).all()) {
    const option = slot.getByRole('radio').nth(1)
    if (!(await option.isVisible())) await slot.locator('summary').click()
    await option.check()
  }
  const isThere = async (on: Page) => {
    await expect(looks(on)).toBeChecked()
    await expect(act(on)).toBeChecked()
    for (const slot of await slots(on).all()) {
      await expect(slot.getByRole('radio', { includeHidden: true }).nth(1)).toBeChecked()
      await expect(slot.locator('.unpicked')).toBeHidden()
    }
  }
  await context.setOffline(false)
  await page.reload()
  await isThere(page)
  expect(await kept(page), 'what nobody sent in a month is forgotten').toEqual([`unsent:${attempt.split('/').at(-1)}`])
  await page.getByRole('link', { name: en.play.leave }).click()
  await expect(page.getByText(en.learn.left)).toBeVisible()
  await page.close()
  const again = await context.newPage()
  await open(again, attempt)
  await isThere(again)
  await commit(again).click()
  await arrived(again)
  expect(await kept(again)).toEqual([])
  const title = await again.title()
  await again.reload()
  expect(await again.title(), 'as the server says it').toBe(title)
})

test('what is chosen and not yet sent is gone once the device is forgotten [p:outbox]', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await open(page, attempt)
  await decision(page).getByRole('radio').first().check()
  await page.goto('/en/learn/data')
  const kept = () => page.evaluate(() => localStorage.length)
  expect(await kept()).toBeGreaterThan(0)
  await page.getByRole('button', { name: en.data.forgetDo }).click()
  await expect(page.getByText(en.data.forgotten)).toBeVisible()
  expect(await kept()).toBe(0)
})

test('a judgement made offline leads to the debrief once it is saved', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  await open(page, attempt)
  await context.setOffline(true)
  await perform(page, known, stateAfter(known, way), JUDGE)
  await expect(heading(page)).toHaveText(en.play.finishingWaits)
  await expect(page.getByText(en.play.finishingWaitsNote), 'it says why, and what to do').toBeVisible()
  await context.setOffline(false)
  await page.waitForURL(`**${attempt}/debrief`)
  await expect(page.getByRole('heading', { name: en.debrief.decisions })).toBeVisible()
})

test('a second tab that decides otherwise ends at the current scene and is told why', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  const second = await context.newPage()
  await open(page, attempt)
  await open(second, attempt)
  await page.bringToFront()
  const made = firstMoment[0] as Extract<PlayEvent, { type: 'decide' }>
  await play(page, firstMoment)
  await expect(chip(page)).toHaveText(en.play.saved.saved)
  const [act, option] = Object.entries(made.choices)[0]!
  const other = sceneOf(known.compiled.play, stateAfter(known, []))
    .decisions.find((d) => d.id === act)!
    .options.find((o) => o.id !== option)!
  await second.bringToFront()
  await perform(second, known, stateAfter(known, []), { type: 'decide', choices: { [act]: other.id } })
  await second.waitForURL('**?note=elsewhere')
  await expect(second.getByText(en.play.note.elsewhere)).toBeVisible()
  await expect(heading(second)).toHaveText((await heading(page).textContent())!)
  await expect(chip(second)).toHaveText(en.play.saved.saved)
  expect(await onServer(context, attempt)).toBe(firstMoment.length)
})

test('an attempt is resumed at the exact moment, flags and checks included, after the browser was closed', async ({
  page,
  context,
  browser,
}) => {
  const attempt = await attemptAt(context, known)
  const { play: scenes } = known.compiled
  await open(page, attempt)
  const state = stateAfter(known, firstMoment)
  const check = sceneOf(scenes, state).checks.find((c) => checkOffer(scenes, state, c) === 'offered')!
  const segment = shownSegments(sceneOf(scenes, state), state)[0]!.id
  await play(page, firstMoment)
  await perform(page, known, state, { type: 'flag', segment })
  await perform(page, known, state, { type: 'check', check: check.id })
  await expect(checks(page).getByText(en.play.checked)).toHaveCount(1)
  await expect(chip(page)).toHaveText(en.play.saved.saved)
  const title = await heading(page).textContent()
  await page.getByRole('link', { name: en.play.leave }).click()
  await expect(page.getByText(en.learn.left)).toBeVisible()
  const scenario = scenarios.find(({ id }) => id === known.scenario)!.title
  await expect(page.getByRole('link', { name: en.learn.leftResume.replace('{title}', scenario) })).toHaveAttribute('href', attempt)
  const storageState = await context.storageState()
  await context.close()

  const later = await browser.newContext({ storageState })
  const problems = watch(later)
  const next = await later.newPage()
  await next.goto('/en/learn')
  await next.getByRole('link', { name: en.learn.resume }).click()
  await expect(heading(next)).toHaveText(title!)
  await expect(flags(next)).toHaveCount(1)
  await expect(checks(next).getByText(en.play.checked)).toHaveCount(1)
  expect(problems).toEqual([])
  await later.close()
})

test('over plain http, nothing that was chosen is left in the browser after signing out [p:outbox]', { tag: '@deep' }, async () => {
  const port = await freePort()
  // Browsers trust localhost like https, and clear for it what a response tells them to.
  const site = `http://training.example:${port}`
  const server = await startServer({ port, env: { AUTH_SECRET, PUBLIC_URL: site } })
  const options = launchOptions()
  const browser = await chromium.launch({ ...options, args: [...options.args!, '--host-resolver-rules=MAP training.example 127.0.0.1'] })
  try {
    const context = await browser.newContext({ baseURL: site })
    await context.addCookies(cookiesOf(await somebodyApart({ directory: server.dataDir }, port), site))
    const page = await context.newPage()
    const stored = () => page.evaluate(() => Object.keys(localStorage))
    const choose = async () => {
      await page.goto('/en/learn/T01')
      await page.locator('form[action$="/T01/start"] [type=submit]').first().click()
      await decision(page).getByRole('radio').first().check()
      await expect.poll(stored).toContainEqual(expect.stringMatching(/^unsent:/))
    }
    await page.goto('/en/account')
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await choose()
    await page.goto('/en/account')
    await page.getByRole('button', { name: en.accounts.signOut, exact: true }).click()
    await expect(page.getByText(en.accounts.signIn.note.out)).toBeVisible()
    await expect.poll(stored).toEqual([])
    // The same page, opened by a link, clears nothing that came later.
    await expect.poll(async () => (await context.cookies()).map(({ name }) => name), { timeout: 15_000 }).not.toContain('typed')
    await choose()
    await page.goto('/en/sign-in?note=out')
    await page.reload()
    await expect(page.getByRole('button', { name: en.accounts.signIn.do, exact: true })).toBeVisible()
    expect(await stored()).toHaveLength(1)
    await page.goto('/en/learn/data')
    await page.getByRole('button', { name: en.data.forgetDo }).click()
    await expect(page.getByText(en.data.forgotten)).toBeVisible()
    await expect.poll(stored).toEqual([])
  } finally {
    await browser.close()
    await server.stop()
  }
})
