import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type BrowserContext, type Locator, type Page, type Response, expect, test as base } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Decision, type PlayState, type Scene, isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import { type KnownVariant, textPattern } from './play'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const test = base.extend({
  context: async ({ context }, use) => {
    const problems = watch(context)
    await use(context)
    expect(problems).toEqual([])
  },
})
export { expect }

/** What browsers report about lost networks, conflicts and workers that cannot be loaded, which some tests cause. */
const OF_THE_NETWORK = /^(Failed to load resource|An unknown error occurred when fetching the script)/

/** Collects what no page may do: console errors (including policy violations), exceptions, requests to another host. */
export function watch(context: BrowserContext): string[] {
  const problems: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text())) problems.push(message.text())
  })
  context.on('weberror', (error) => problems.push(error.error().message))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') problems.push(`a request to ${request.url()}`)
  })
  return problems
}

/** WCAG 2.2 AA and best practice. It runs inside the page and reports only violations, in a third of the time of axe's own driver. */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const violations = await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    if (frames.length > 0) throw new Error('axe can only be run on pages without frames')
    const {
      axe: { run },
    } = window as unknown as { axe: typeof import('axe-core') }
    // What stands over the page covers only what can be scrolled to; axe would call that too small.
    const bars = document.querySelectorAll<HTMLElement>('.send-bar, .dock')
    for (const { style } of bars) style.position = 'static'
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await run(document, { runOnly, resultTypes: ['violations'] })
    for (const { style } of bars) style.removeProperty('position')
    return violations
  })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.target.join(' ')} (${n.failureSummary?.split('\n').at(1)?.trim()})`).join('; ')}`,
  )
}

/** One scheme for each width is enough, because layout does not depend on colours, nor colours on the width. */
export const schemeAt = (width: number): 'light' | 'dark' => (width >= 1024 ? 'dark' : 'light')

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
export const decision = (page: Page): Locator => page.locator('#decision')
export const checks = (page: Page): Locator => page.getByRole('region', { name: en.play.checks })
/** The box that flags a sentence. */
export const flagOf = (page: Page, segment: string): Locator => page.locator(`input[name=flag][value="${segment}"]`)
export const flags = (page: Page): Locator => page.locator('#notebook [data-note=flag]')
export const follows = (page: Page): Locator => page.getByRole('region', { name: en.play.whatFollows })
const SHEETS = ['checks', 'notebook', 'report'] as const
export const opener = (page: Page, sheet: (typeof SHEETS)[number]): Locator => page.locator(`.dock [href="#${sheet}"]`)
/** Opens a sheet on a phone. On wider screens it is in sight already. */
export async function reach(page: Page, sheet: (typeof SHEETS)[number]): Promise<void> {
  if (await page.locator(`#${sheet}`).isVisible()) return
  await closeSheet(page)
  await opener(page, sheet).click()
}
export async function closeSheet(page: Page): Promise<void> {
  const close = page.locator('.panel:target').getByRole('link', { name: en.play.close })
  if (await close.isVisible()) await close.click()
}
export const sureness = (page: Page): Locator => page.getByRole('group', { name: en.play.sure })
export const ratings = (page: Page): Locator => page.getByRole('group', { name: en.play.rating.ask })
export const reportButton = (page: Page, { report }: Pick<Scene, 'report'>): Locator =>
  page.getByRole('button', { name: report.text ? textPattern(report.text) : en.play.report })
export const slots = (page: Page): Locator => decision(page).locator('.slot')

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await hydrated(page)
}
/** React stores its properties on hydrated elements. */
export const hydrated = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector('main form, form.views, main') ?? {}).some((key) => key.startsWith('__react')),
  )

export async function perform(page: Page, { compiled: { play } }: KnownVariant, state: PlayState, event: PlayEvent): Promise<void> {
  const scene = sceneOf(play, state)
  switch (event.type) {
    case 'continue':
      return page.getByRole('button', { name: en.play.continue }).click()
    case 'check':
      await reach(page, 'checks')
      return (
        checks(page)
          .getByRole('button', { name: textPattern(scene.checks.find((c) => c.id === event.check)!.text) })
          // Two checks may differ only in a name.
          .and(page.locator(`[value="${event.check}"]`))
          .click()
      )
    case 'flag':
    case 'unflag': {
      await closeSheet(page)
      return flagOf(page, event.segment).press('Space')
    }
    case 'report':
      await reach(page, 'report')
      return reportButton(page, scene).click()
    case 'judge': {
      await page.getByRole('group', { name: en.play.judgement }).getByRole('radio', { name: en.play.looks[event.looks] }).check()
      if ('sure' in event) await sureness(page).getByRole('radio', { name: en.play.sureness[event.sure] }).check()
      return page.getByRole('button', { name: en.play.toDebrief }).click()
    }
    case 'decide':
      return decide(page, offered(scene, state), event)
  }
}

async function decide(page: Page, decisions: Decision[], { choices, rating }: Extract<PlayEvent, { type: 'decide' }>): Promise<void> {
  const optionOf = ({ id, options }: Decision) => options.find((o) => o.id === choices[id])
  const act = decisions.find(isAct)!
  await closeSheet(page)
  if (rating) await ratings(page).getByRole('radio', { name: en.play.rating.steps[rating], exact: true }).check()
  // It stands below the artefacts or on one of them.
  await page
    .locator('#conversation')
    .getByRole('radio', { name: whole(optionOf(act)!.text) })
    .check()
  if (!optionOf(act)!.sends) return commit(page).click()
  for (const [i, sentence] of decisions.filter((d) => d !== act).entries()) {
    const option = optionOf(sentence)
    if (!option) continue
    const slot = slots(page).nth(i)
    const radio = slot.getByRole('radio', { name: whole(option.text) })
    if (!(await radio.isVisible())) await slot.locator('summary').click()
    await radio.check()
  }
  return commit(page).click()
}
/** The one button that commits: “Send”, “Say it” or “Do this”, by what is chosen. */
export const commit = (page: Page): Locator => page.locator('.send-bar').getByRole('button')
const whole = (text: string): RegExp => new RegExp(`^${textPattern(text).source}$`)

export const at = (page: Page, { version }: { version: number }) =>
  expect(page.locator('main')).toHaveAttribute('data-version', String(version))

export const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })

export const arrived = (page: Page) => expect(page.locator('h1:focus, #follows-h:focus')).toHaveCount(1)

export function record(context: BrowserContext): () => Promise<{ url: string; body: string }[]> {
  const received: Promise<{ url: string; body: string } | null>[] = []
  context.on('response', (response) => received.push(readable(response)))
  return async () => (await Promise.all(received)).filter((r) => r !== null)
}
async function readable(response: Response): Promise<{ url: string; body: string } | null> {
  const type = response.headers()['content-type'] ?? ''
  if (!/html|json|x-component|text\/plain/.test(type)) return null
  return { url: response.url(), body: await response.text().catch(() => '') }
}

export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const cut: string[] = []
    /** Not shown, only for screen readers, or a skip link without focus. */
    const hidden = (el: Element | null): boolean =>
      el !== null &&
      (!el.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) ||
        getComputedStyle(el).clipPath === 'inset(50%)' ||
        el.matches('.skip:not(:focus)') ||
        hidden(el.parentElement))
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!
      if (!node.textContent?.trim() || /^(SCRIPT|STYLE|TITLE)$/i.test(parent.tagName) || hidden(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      let { left, right, top, bottom, width } = range.getBoundingClientRect()
      if (width === 0) continue
      // A region that scrolls, by keyboard too, shows all its text.
      if (parent.closest('[role=region][tabindex="0"]')) continue
      if (left < -1 || right > innerWidth + 1) cut.push(`outside the window: ${node.textContent}`)
      for (let box: Element | null = parent; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box)
        const edge = box.getBoundingClientRect()
        const x = /hidden|clip/.test(overflowX) && (left < edge.left - 1 || right > edge.right + 1)
        const y = /hidden|clip/.test(overflowY) && (top < edge.top - 1 || bottom > edge.bottom + 1)
        if (x || y) cut.push(`cut: ${node.textContent}`)
        // What scrolls shows all of its text, unless it is cut itself.
        if (/auto|scroll/.test(overflowY)) [top, bottom] = [edge.top, edge.bottom]
      }
    }
    if (document.scrollingElement!.scrollWidth > innerWidth)
      cut.push(`the page is ${document.scrollingElement!.scrollWidth} px wide in ${innerWidth}`)
    return cut
  })
