import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import {
  arrived,
  checks,
  closeSheet,
  commit,
  decision,
  expect,
  flags,
  follows,
  heading,
  ratings,
  open,
  opener,
  perform,
  reach,
  test,
} from '../support/browser'
import { type KnownVariant, append, attemptAt, scenarios, variantIn, stateAfter, wayTo } from '../support/play'
import { scenarioWith } from './states'

const PHONE = { width: 390, height: 844 }
test.use({ viewport: PHONE })

const known = variantIn('P01', 'genuine')
const { scenes } = known.compiled.play
const toMoment = wayTo(known, (id) => (scenes[id]?.rating && scenes[id].checks.length > 0) ?? false)
const scrolled = (page: Page) => page.evaluate(() => scrollY)
const sheet = (page: Page) => page.locator('.panel:target')

test('theme and size of text stand clear of what is above them and of the dock', { tag: '@deep' }, async ({ page, context }) => {
  const end = wayTo(known, (id) => !scenes[id])
  for (const [name, way, viewport] of [
    ['a moment', toMoment, PHONE],
    ['a moment on its side', toMoment, { width: 844, height: 390 }],
    ['the judgement', end, PHONE],
  ] as const) {
    const attempt = await attemptAt(context, known)
    await append(context, attempt, way)
    await page.setViewportSize(viewport)
    await open(page, attempt)
    await page.mouse.move(190, 300)
    await page.mouse.wheel(0, 20_000)
    const button = page.getByRole('contentinfo').getByRole('button', { name: en.display.title })
    await expect(button, name).toBeInViewport({ ratio: 1 })
    const { top, bottom } = await button.evaluate((el) => el.getBoundingClientRect())
    const above = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('main .card')].map((el) => el.getBoundingClientRect().bottom)),
    )
    expect(top, `${name}: below the last card`).toBeGreaterThanOrEqual(above)
    const dock = await page
      .locator('.dock')
      .boundingBox()
      .catch(() => null)
    if (dock) expect(bottom, `${name}: above the dock`).toBeLessThanOrEqual(dock.y)
  }
})

test.describe('with script or without', () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with' : 'without', () => {
      test.use({ javaScriptEnabled })

      test('a sheet opens over the moment with the focus in it, the page behind stays where it is, and Close and Back close it', async ({
        page,
        context,
      }) => {
        const attempt = await attemptAt(context, known)
        await append(context, attempt, toMoment)
        await page.goto(attempt)
        await page.waitForLoadState('networkidle')
        await page.mouse.move(195, 400)
        await page.mouse.wheel(0, 90)
        await expect.poll(() => scrolled(page)).toBeGreaterThan(0)
        const place = await scrolled(page)
        for (const name of ['checks', 'notebook', 'report'] as const) {
          await opener(page, name).click()
          await expect(sheet(page)).toHaveAttribute('id', name)
          await expect(sheet(page)).toBeInViewport()
          await page.keyboard.press('Tab')
          await expect(sheet(page).getByRole('link', { name: en.play.close }), 'the focus goes into it').toBeFocused()
          await page.mouse.wheel(0, 300)
          await closeSheet(page)
          await expect(sheet(page)).toHaveCount(0)
          expect(await scrolled(page), `after ${name}`).toBe(place)
        }
        await opener(page, 'checks').click()
        await page.goBack()
        await expect(sheet(page)).toHaveCount(0)
        await expect(heading(page)).toBeVisible()
        expect(await scrolled(page)).toBe(place)
      })

      test('a check and telling answer in their sheets, and what one decides is on the page', { tag: '@deep' }, async ({
        page,
        context,
      }) => {
        const attempt = await attemptAt(context, known)
        await append(context, attempt, toMoment)
        await page.goto(attempt)
        await page.waitForLoadState('networkidle')
        await reach(page, 'checks')
        await checks(page).getByRole('button').first().click()
        await expect(checks(page).getByText(en.play.checked)).toHaveCount(1)
        await expect(checks(page)).toBeInViewport()
        await reach(page, 'report')
        await sheet(page).getByRole('button').click()
        await expect(sheet(page)).toHaveAttribute('id', 'report')
        await expect(sheet(page)).toContainText(en.play.reported)
        await closeSheet(page)
        await commit(page).click()
        await expect(decision(page).getByText(en.play.chooseOne)).toBeInViewport()
        await decision(page).locator('.answer').getByRole('radio').last().check()
        await commit(page).click()
        await expect(sheet(page)).toHaveCount(0)
        await expect(follows(page)).toBeInViewport()
        await page.locator('.send-bar').getByRole('button', { name: en.play.continue }).click()
        await expect(follows(page)).toHaveCount(0)
        expect(await scrolled(page)).toBe(0)
      })
    })
  }
})

test('Escape closes a sheet, and the focus goes back to what opened it', async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, toMoment)
  await open(page, attempt)
  for (const name of ['checks', 'notebook'] as const) {
    await opener(page, name).press('Enter')
    await expect(sheet(page)).toHaveAttribute('id', name)
    await page.keyboard.press('Escape')
    await expect(sheet(page)).toHaveCount(0)
    await expect(opener(page, name)).toBeFocused()
  }
})

test('what is chosen is kept while a sheet is open, and flags are in the notebook', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, toMoment)
  await open(page, attempt)
  await ratings(page).getByRole('radio').nth(3).check()
  await page.locator('input[name=flag]').first().press('Space')
  await reach(page, 'notebook')
  await expect(flags(page)).toHaveCount(1)
  await closeSheet(page)
  await expect(ratings(page).getByRole('radio').nth(3)).toBeChecked()
})

test('on a low screen nothing stands over anything: all of a moment is on the page', { tag: '@deep' }, async ({ page, context }) => {
  await page.setViewportSize({ width: 640, height: 320 })
  const attempt = await attemptAt(context, known)
  await append(context, attempt, toMoment)
  await open(page, attempt)
  await expect(page.locator('.dock')).toBeHidden()
  for (const part of [checks(page), decision(page), page.locator('#report'), page.locator('#notebook')]) await expect(part).toBeVisible()
  await decision(page).locator('.answer').getByRole('radio').first().check()
  await commit(page).click()
  await arrived(page)
  await expect(follows(page)).toBeInViewport()
  await expect(page.getByRole('button', { name: en.play.continue })).toBeVisible()
})

/** What stands over the page at its top and bottom, and between it what can be seen. */
const inSight = (page: Page) =>
  page.evaluate(() => {
    const bars = (selector: string) => [...document.querySelectorAll(selector)].map((bar) => bar.getBoundingClientRect())
    const top = Math.max(
      0,
      ...bars('.answered > .channel > .appbar')
        .filter((bar) => bar.top <= 1)
        .map((bar) => bar.bottom),
    )
    const bottom = Math.min(
      innerHeight,
      ...bars('.send-bar, .dock')
        .filter(({ height }) => height > 0)
        .map((bar) => bar.top),
    )
    return { top, bottom }
  })

for (const kind of ['messages', 'email', 'transcript', 'document'])
  test(`people who choose see whom they answer: at the first answer to a ${kind} its last line is in sight, and no answer is under a bar`, async ({
    page,
    context,
  }) => {
    const last = (k: KnownVariant, id: string) => k.compiled.play.scenes[id]?.show.at(-1)?.kind === kind
    const scenario = scenarioWith(last)
    const attempt = await attemptAt(context, scenario)
    await append(
      context,
      attempt,
      wayTo(scenario, (id) => last(scenario, id)),
    )
    await open(page, attempt)
    const answers = decision(page).locator('.answer').getByRole('radio')
    await answers.first().focus()
    const lines = await page.evaluate(() => {
      const sentence = [...document.querySelectorAll('.answered .segment')].at(-1)!
      const range = document.createRange()
      range.selectNodeContents(sentence)
      const { top, bottom } = [...range.getClientRects()].at(-1)!
      return { top, bottom }
    })
    const seen = await inSight(page)
    expect(lines.top).toBeGreaterThanOrEqual(seen.top)
    expect(lines.bottom).toBeLessThanOrEqual(seen.bottom)
    for (const answer of await answers.all()) {
      await answer.check()
      await answer.blur()
      await answer.focus()
      const label = await answer.evaluate((el) => {
        const { top, bottom } = el.closest('label')!.getBoundingClientRect()
        return { top, bottom }
      })
      const { top, bottom } = await inSight(page)
      expect(label.top).toBeGreaterThanOrEqual(top)
      expect(label.bottom).toBeLessThanOrEqual(bottom)
    }
  })

function* everyScene(of: KnownVariant): Generator<{ id: string; way: PlayEvent[] }> {
  for (const id of Object.keys(of.compiled.play.scenes)) yield { id, way: wayTo(of, (place) => place === id) }
}

for (const { id: scenarioId } of scenarios) {
  const scenario = variantIn(scenarioId, scenarioId === 'T01' ? 'genuine' : 'hostile')
  test(`${scenario.name}: a moment is three screens of a phone at most, what is answered with its answers two between its bars, and what follows the first act is in sight of it`, {
    tag: '@deep',
  }, async ({ page, context }) => {
    test.slow()
    const long: string[] = []
    for (const { id, way } of everyScene(scenario)) {
      await context.clearCookies()
      const attempt = await attemptAt(context, scenario)
      await append(context, attempt, way)
      await open(page, attempt)
      const title = await heading(page).textContent()
      const { toSend, answered, between } = await page.evaluate(() => {
        const box = (selector: string) => document.querySelector(selector)!.getBoundingClientRect()
        const bars = ['.answered > .channel > .appbar', '.send-bar', '.dock'].map((bar) => box(bar).height)
        return {
          toSend: box('#conversation').bottom + scrollY,
          answered: box('.answered').height,
          between: innerHeight - bars.reduce((a, b) => a + b, 0),
        }
      })
      if (toSend > 3 * PHONE.height) long.push(`${title}: ${toSend} to Send`)
      if (answered > 2 * between) long.push(`${title}: ${answered} of what is answered`)
      if (way.length > 0) continue
      const state = stateAfter(scenario, way)
      const act = offered(sceneOf(scenario.compiled.play, state), state).find(isAct)!
      const quiet = act.options.find((o) => !o.sends)!
      await perform(page, scenario, state, { type: 'decide', choices: { [act.id]: quiet.id } })
      await arrived(page)
      await expect(follows(page), `${id} ${title}`).toBeInViewport({ ratio: 1 })
    }
    expect(long).toEqual([])
  })
}
