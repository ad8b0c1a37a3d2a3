import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { checkOffer, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { arrived, closeSheet, decision, ratings, open, perform, reach } from '../support/browser'
import { JUDGE, append, attemptAt, variantIn, stateAfter, tour, wayTo } from '../support/play'
import { type Camera, DESK, PHONE } from './camera'

const known = variantIn('P01', 'hostile')
const { play, key } = known.compiled
const path = tour(known)

function noticing(): PlayEvent[] {
  const events = wayTo(known, (id) => Boolean(play.scenes[id]?.rating) && play.scenes[id]!.checks.length > 1)
  const state = stateAfter(known, events)
  const check = sceneOf(play, state).checks.find((c) => checkOffer(play, state, c) === 'offered')!
  return [...events, { type: 'check', check: check.id }, ...flagged(events, 2)]
}

function flagged(events: PlayEvent[], most: number): PlayEvent[] {
  const state = stateAfter(known, events)
  const cued = shownSegments(sceneOf(play, state), state).filter(({ id }) => key.segments[id]?.cue !== 'plain')
  return cued.slice(0, most).map(({ id }) => ({ type: 'flag', segment: id }))
}

function finished(): PlayEvent[] {
  const events: PlayEvent[] = []
  for (const event of path) events.push(...(event.type === 'decide' ? flagged(events, 2).slice(1) : []), event)
  return [...events, JUDGE]
}

const alsoOn = async (camera: Camera, learner: BrowserContext, ...[screen, more]: Parameters<Camera['visitor']>) =>
  (await camera.visitor(screen, { ...more, storageState: await learner.storageState() })).newPage()

export async function selfStudy(camera: Camera): Promise<void> {
  const home = await (await camera.visitor(DESK)).newPage()
  await home.goto('/en')
  await camera.take(home, 'home', home.locator('section', { has: home.getByRole('heading', { name: en.home.uses.title }) }))
  await moment(camera)
  await whatFollows(camera)
  await debrief(camera)
}

async function moment(camera: Camera): Promise<void> {
  const learner = await camera.visitor(DESK)
  const attempt = await attemptAt(learner, known)
  await append(learner, attempt, noticing())
  const desk = await learner.newPage()
  await open(desk, attempt)
  await ratings(desk).getByRole('radio').nth(2).check()
  await decision(desk).getByRole('group').last().getByRole('radio').nth(1).check()
  await camera.take(desk, 'moment', decision(desk))
  const phone = await alsoOn(camera, learner, PHONE)
  await open(phone, attempt)
  await camera.take(phone, 'moment-phone')
  await reach(phone, 'notebook')
  await camera.take(phone, 'notebook-phone')
  await closeSheet(phone)
  const dark = await alsoOn(camera, learner, PHONE, { colorScheme: 'dark' })
  await open(dark, attempt)
  await reach(dark, 'checks')
  await camera.take(dark, 'checks-phone-dark')
}

async function whatFollows(camera: Camera): Promise<void> {
  const learner = await camera.visitor(PHONE)
  const attempt = await attemptAt(learner, known)
  const [, act = 0] = [...path.keys()].filter((i) => path[i + 1]?.type === 'continue')
  const before = path.slice(0, act)
  await append(learner, attempt, before)
  const page = await learner.newPage()
  await open(page, attempt)
  await perform(page, known, stateAfter(known, before), path[act]!)
  await arrived(page)
  await fromConversation(page)
  await camera.take(page, 'follows-phone')
}

/** Pixels of the page above the conversation that may show, because it begins at a fraction of one. */
const SEAM = 2
/** As high as it takes from the conversation to the end, so that no line is half hidden under the sticky top. */
async function fromConversation(page: Page): Promise<void> {
  const above = await page.locator('#conversation').evaluate((el) => el.getBoundingClientRect().top + scrollY)
  const end = await page.evaluate(() => document.scrollingElement!.scrollHeight)
  await page.setViewportSize({ ...page.viewportSize()!, height: Math.floor(end - above) - SEAM })
  await page.evaluate(() => scrollTo(0, document.scrollingElement!.scrollHeight))
}

async function debrief(camera: Camera): Promise<void> {
  const learner = await camera.visitor(DESK)
  const attempt = await attemptAt(learner, known)
  await append(learner, attempt, finished())
  const page = await learner.newPage()
  await page.goto(`${attempt}/debrief`)
  await camera.take(page, 'debrief', page.locator('section[aria-labelledby=next-h]'))
}
