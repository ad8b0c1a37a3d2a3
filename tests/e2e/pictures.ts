/** `npm run pictures`: current screenshots, in docs/pictures, at the sizes of the design's pictures. */
import { mkdirSync } from 'node:fs'
import { type Browser, type BrowserContext, type Page, chromium } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { checkOffer, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { build } from '@/server/commands/prepare.js'
import { closeSheet, decision, leaning, open, reach } from '../support/browser'
import { launchOptions } from '../support/chromium'
import { JUDGE, append, attemptAt, scenarioOf, stateAfter, tour, wayTo } from '../support/play'
import { startServer } from '../support/server'

const PLACE = 'docs/pictures'
const known = scenarioOf('P01', 'hostile')
const { play, key } = known.compiled

/** Goes to a moment that asks how it looks, with two checks made, two sentences flagged and somebody told. */
function deciding(): PlayEvent[] {
  const events = wayTo(known, (id) => Boolean(play.scenes[id]?.lean) && play.scenes[id]!.checks.length > 1)
  for (let n = 0; n < 2; n++) {
    const state = stateAfter(known, events)
    const check = sceneOf(play, state).checks.find((c) => checkOffer(play, state, c) === 'offered')
    if (check) events.push({ type: 'check', check: check.id })
  }
  return [...events, ...flagged(events, 2), { type: 'tell' }]
}

/** Flags what is a sign in the current scene, or looks like one. */
function flagged(events: PlayEvent[], most: number): PlayEvent[] {
  const state = stateAfter(known, events)
  const cued = shownSegments(sceneOf(play, state), state).filter(({ id }) => key.segments[id]?.cue !== 'plain')
  return cued.slice(0, most).map(({ id }) => ({ type: 'flag', segment: id }))
}

/** A whole path on which some signs are noticed. */
function finished(): PlayEvent[] {
  const events: PlayEvent[] = []
  for (const event of tour(known)) events.push(...(event.type === 'decide' ? flagged(events, 2).slice(1) : []), event)
  return [...events, JUDGE]
}

async function shoot(page: Page, name: string, phone: boolean, whole: boolean): Promise<void> {
  await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
  })
  await page.mouse.move(0, 0)
  if (!phone) {
    await page.screenshot({ path: `${PLACE}/${name}.png`, fullPage: true })
    return
  }
  // The bar sticks to the bottom of the screen, so a longer picture needs a longer screen.
  const height = whole ? await page.evaluate(() => document.scrollingElement!.scrollHeight) : 844
  await page.setViewportSize({ width: 390, height })
  await page.screenshot({ path: `${PLACE}/${name}.png` })
  await page.setViewportSize({ width: 390, height: 844 })
}

/** Two learners: one in the middle of a scene, one at the end. */
interface Learners {
  playing: { attempt: string; storageState: Kept }
  done: { attempt: string; storageState: Kept }
}
type Kept = Awaited<ReturnType<BrowserContext['storageState']>>

async function pictures(
  browser: Browser,
  baseURL: string,
  { playing, done }: Learners,
  phone: boolean,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const screen = phone
    ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }
    : { viewport: { width: 1440, height: 900 } }
  const pageOf = async (storageState: Kept) => (await browser.newContext({ baseURL, storageState, colorScheme, ...screen })).newPage()
  const take = (page: Page, name: string, whole = true) =>
    shoot(page, `${name}-${phone ? 'mobile' : 'desktop'}-${colorScheme}`, phone, whole)
  const page = await pageOf(playing.storageState)
  await open(page, playing.attempt)
  await reach(page, 'decision')
  await leaning(page).getByRole('radio').nth(2).check()
  await decision(page).getByRole('group').last().getByRole('radio').nth(1).check()
  if (phone) await take(page, 'play-decide', false)
  await closeSheet(page)
  await take(page, 'play')
  await reach(page, 'checks')
  await take(page, 'play-check', false)
  await closeSheet(page)
  await page.getByRole('button', { name: en.play.flaggingStart }).click()
  await take(page, 'play-flag', false)
  await page.goto('/en/learn')
  await take(page, 'catalogue')
  const end = await pageOf(done.storageState)
  await end.goto(`${done.attempt}/debrief`)
  await take(end, 'debrief')
  await Promise.all([page.context().close(), end.context().close()])
}

mkdirSync(PLACE, { recursive: true })
build()
const server = await startServer()
process.env.BROWSER_TEST_DATA = server.dataDir
const browser = await chromium.launch(launchOptions())
try {
  const learner = async (events: PlayEvent[]) => {
    const context = await browser.newContext({ baseURL: server.url })
    const attempt = await attemptAt(context, known)
    await append(context, attempt, events)
    return { attempt, storageState: await context.storageState() }
  }
  const learners = { playing: await learner(deciding()), done: await learner(finished()) }
  for (const phone of [false, true]) {
    for (const scheme of ['light', 'dark'] as const) await pictures(browser, server.url, learners, phone, scheme)
  }
} finally {
  await browser.close()
  await server.stop()
}
