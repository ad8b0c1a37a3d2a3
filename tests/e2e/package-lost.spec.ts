/** Packages in a platform that loses what it says it saved, as Moodle does. */
import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { arrived, expect, heading, perform, test } from '../support/browser'
import { type MoodleSite, moodleSite } from '../support/moodle-site'
import { type UnpackedPackage, madePackage } from '../support/package'
import { nextEvent, picker, stateAfter, variantIn, debriefHeading, scoreAfter } from '../support/play'
import type { Standard } from '../support/strict-lms'

const t = en.package
const KNOWN = variantIn('P01', 'hostile')

for (const standard of ['scorm12', 'scorm2004'] as const)
  test.describe(`a package of ${standard}`, standard === 'scorm12' ? {} : { tag: '@deep' }, () => {
    let made: UnpackedPackage
    let site: MoodleSite
    test.beforeAll(() => {
      made = madePackage('P01', '--kind', standard, '--variant', 'hostile', '--report', 'pass')
    })
    test.afterAll(() => made.remove())
    test.beforeEach(async () => {
      site = await moodleSite(made, standard, 'frame')
    })
    test.afterEach(() => site.stop())

    test('played to its end offline says that nothing is recorded, and sends everything once there is a network', async ({
      page,
      context,
    }) => {
      const { place, events } = await begun(page, site)
      await context.setOffline(true)
      await playedOn(place, events)
      await expect(heading(place)).toHaveText(debriefHeading(KNOWN, events))
      await expect(place.getByRole('alert')).toContainText(t.trouble.result)
      await expect(place.getByRole('alert')).toContainText(t.trouble.kept)
      expect(resultIn(site, standard)).toEqual(nothingOf(standard))
      await context.setOffline(false)
      await expect(place.getByRole('alert')).toBeHidden()
      expect(resultIn(site, standard)).toEqual(resultOf(standard, events))
      await place.getByRole('button', { name: t.leave }).click()
      await expect(heading(place)).toHaveText(t.left)
    })

    test('closed while the server is stopped is taken up by the next launch, and by nobody else', async ({ page }) => {
      const { place, events } = await begun(page, site)
      site.stopped(true)
      await playedOn(place, events)
      await expect(heading(place)).toHaveText(debriefHeading(KNOWN, events))
      await expect(place.getByRole('alert')).toContainText(t.trouble.result)
      await page.goto('about:blank')
      site.stopped(false)
      expect(resultIn(site, standard)).toEqual(nothingOf(standard))

      await expect((await launched(page, site, 'ben')).getByRole('button', { name: en.learn.start })).toBeVisible()
      await expect(heading(await launched(page, site))).toHaveText(debriefHeading(KNOWN, events))
      await expect.poll(() => resultIn(site, standard)).toEqual(resultOf(standard, events))
      expect(resultIn(site, standard, 'ben')).toEqual(nothingOf(standard))
    })

    test('whose platform has signed the learner out says what to do, opens its debrief, and goes on after they sign in', async ({
      page,
      context,
    }) => {
      const { place, events } = await begun(page, site)
      site.signOut()
      await playedOn(place, events, 3)
      await expect(place.getByRole('alert')).toContainText(t.trouble.answers)
      await playedOn(place, events)
      await expect(heading(place)).toHaveText(debriefHeading(KNOWN, events))
      await place.getByRole('button', { name: t.leave }).click()
      await expect(heading(place)).toHaveText(t.trouble.result)
      await expect(place.getByText(t.unsavedKept)).toBeVisible()

      const other = await launched(await context.newPage(), site)
      await expect(heading(other)).toHaveText(debriefHeading(KNOWN, events))
      await expect.poll(() => resultIn(site, standard)).toEqual(resultOf(standard, events))
      await place.getByRole('button', { name: t.again }).click()
      await expect(heading(place)).toHaveText(t.trouble.elsewhereTitle)
    })

    test('closed last, after its learner played on in another tab, overwrites nothing', async ({ page, context }) => {
      const { place, events } = await begun(page, site)
      await page.route('**/track?*', (route) => route.fulfill({ status: 503 }))
      await playedOn(place, events, 4)
      await expect(place.getByRole('alert')).toContainText(t.trouble.kept)
      const other = await launched(await context.newPage(), site)
      await playedOn(other, events)
      await expect(heading(other)).toHaveText(debriefHeading(KNOWN, events))
      await expect.poll(() => resultIn(site, standard)).toEqual(resultOf(standard, events))

      await page.unroute('**/track?*')
      await page.goto('about:blank')
      await expect(heading(await launched(page, site))).toHaveText(debriefHeading(KNOWN, events))
      expect(resultIn(site, standard)).toEqual(resultOf(standard, events))
    })
  })

/** @returns the package's frame, which has every member of a page that the helpers use */
async function launched(page: Page, site: MoodleSite, learner?: string): Promise<Page> {
  await page.goto(site.launch(learner))
  const place = (await (await page.waitForSelector('iframe')).contentFrame()) as unknown as Page
  await expect(heading(place)).toBeVisible()
  return place
}

/** A play that has got somewhere, and is saved so far. */
async function begun(page: Page, site: MoodleSite): Promise<{ place: Page; events: PlayEvent[] }> {
  const place = await launched(page, site)
  await place.getByRole('button', { name: en.learn.start }).click()
  const events: PlayEvent[] = []
  await playedOn(place, events, 2)
  await expect(place.getByText(en.play.saved.saved)).toBeVisible()
  return { place, events }
}

/** @param submissions how many there are at the end; by default as many as it takes to the debrief */
async function playedOn(place: Page, events: PlayEvent[], submissions = Number.POSITIVE_INFINITY): Promise<void> {
  for (let state = stateAfter(KNOWN, events); state.phase !== 'debrief'; state = stateAfter(KNOWN, events)) {
    if (state.submissions >= submissions && state.phase === 'scene') return
    const event = nextEvent(KNOWN, state, picker(events.length))
    await perform(place, KNOWN, state, event)
    events.push(event)
    if (event.type === 'decide' || event.type === 'continue') await arrived(place)
  }
}

const ELEMENTS: Record<Standard, readonly string[]> = {
  scorm12: ['cmi.core.lesson_status', 'cmi.core.score.raw'],
  scorm2004: ['cmi.completion_status', 'cmi.success_status', 'cmi.score.raw'],
}
const resultIn = (site: MoodleSite, standard: Standard, learner?: string) =>
  ELEMENTS[standard].map((element) => site.stored(learner)[element])
const nothingOf = (standard: Standard) => ['incomplete', ...ELEMENTS[standard].slice(1).map(() => undefined)]
function resultOf(standard: Standard, events: readonly PlayEvent[]): string[] {
  const { result, passed } = scoreAfter(KNOWN, events)
  const word = passed ? 'passed' : 'failed'
  return [...(standard === 'scorm12' ? [word] : ['completed', word]), String(result)]
}
