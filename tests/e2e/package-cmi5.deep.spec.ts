/** A package in a cmi5 LMS on another site: what a browser still sends when a page goes away. */
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { bestPlay, worstPlay } from '../support/best-play'
import { arrived, expect, heading, perform, test } from '../support/browser'
import { startLms } from '../support/cmi5-lms'
import { type UnpackedPackage, madePackage, served } from '../support/package'
import { JUDGE, nextEvent, picker, variantIn, stateAfter, textPattern, debriefHeading } from '../support/play'

const known = variantIn('P01', 'hostile')
const { scenes, start } = known.compiled.play
const own = exploredOf(known.compiled)
let made: UnpackedPackage
test.beforeAll(() => {
  made = madePackage('P01', '--kind', 'cmi5', '--variant', 'hostile', '--report', 'pass')
})
test.afterAll(() => made.remove())

async function both() {
  const site = await served(made, { 'back.html': '<!doctype html><title>Back</title><h1>Courses</h1>' })
  const lms = await startLms({ returnURL: `${site.url}back.html` })
  return {
    site,
    lms,
    launch: (mode?: 'Review') => `${site.url}package/index.html${lms.launch(mode)}`,
    async stop() {
      site.stop()
      await lms.stop()
    },
  }
}

test('a page that is loaded again goes on, one that is closed on the way is taken up by the next launch, and the debrief ends the session', async ({
  page,
  context,
}) => {
  const { lms, launch, stop } = await both()
  try {
    const pick = picker(7)
    const events: PlayEvent[] = []
    let here = page
    await here.goto(launch())
    await here.getByRole('button', { name: en.learn.start }).click()
    for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
      const event = nextEvent(known, state, pick)
      await perform(here, known, state, event)
      events.push(event)
      if (event.type === 'decide' || event.type === 'continue') await arrived(here)
      if (event.type !== 'decide' || state.submissions > 1) continue
      const answered = state.submissions + 1
      await expect.poll(() => lms.verbs().filter((verb) => verb === 'answered').length).toBeGreaterThanOrEqual(answered)
      if (state.submissions === 0) await here.reload()
      else {
        await here.close()
        here = await context.newPage()
        await here.goto(launch())
      }
      const at = stateAfter(known, events)
      await expect(heading(here)).toHaveText(textPattern(scenes[at.scene]!.title))
    }
    await expect(heading(here)).toHaveText(debriefHeading(known, events))
    await expect.poll(() => lms.verbs().at(-1)).toBe('completed')
    expect(lms.verbs()).not.toContain('terminated')
    await here.close()
    await expect.poll(() => lms.verbs().at(-1)).toBe('terminated')
    expect(lms.refused).toEqual([])
    expect(lms.verbs().filter((verb) => verb === 'initialized').length).toBe(2)
  } finally {
    await stop()
  }
})

test('the result of somebody who is faster than the LMS arrives before they leave', async ({ page }) => {
  test.setTimeout(180_000)
  const { lms, launch, site, stop } = await both()
  try {
    const pick = picker(9)
    const events: PlayEvent[] = []
    await page.goto(launch())
    await page.getByRole('button', { name: en.learn.start }).click()
    lms.slow(800)
    for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
      const event = nextEvent(known, state, pick)
      await perform(page, known, state, event)
      events.push(event)
      if (event.type === 'decide' || event.type === 'continue') await arrived(page)
    }
    // Somebody in a hurry presses what leads on, if it is there.
    const onward = page.getByRole('link', { name: en.play.toDebrief })
    // It may be gone again before it is pressed.
    if (await onward.isVisible()) await onward.click({ timeout: 2_000 }).catch(() => {})
    await expect(heading(page)).toHaveText(debriefHeading(known, events))
    await page.getByRole('button', { name: en.package.leave }).click()
    await page.waitForURL(`${site.url}back.html`, { timeout: 60_000 })
    const verbs = lms.verbs().filter((verb) => verb !== 'answered')
    expect(verbs).toEqual(['initialized', expect.stringMatching(/passed|failed/), 'completed', 'terminated'])
    expect(lms.refused).toEqual([])
  } finally {
    await stop()
  }
})

test('people who failed play again at the next launch, and pass', async ({ page }) => {
  const { lms, launch, site, stop } = await both()
  const played = async (events: readonly PlayEvent[]) => {
    for (const [n, event] of events.entries()) {
      await perform(page, known, stateAfter(known, events.slice(0, n)), event)
      if (event.type === 'decide' || event.type === 'continue') await arrived(page)
    }
    await expect(heading(page)).toHaveText(debriefHeading(known, events))
  }
  const leave = async () => {
    await page.getByRole('button', { name: en.package.leave }).click()
    await page.waitForURL(`${site.url}back.html`)
  }
  try {
    await page.goto(launch())
    await page.getByRole('button', { name: en.learn.start }).click()
    await played([...worstPlay(own), JUDGE])
    await expect(page.getByText(en.package.failed.later)).toBeVisible()
    await leave()
    await page.goto(launch())
    await expect(page.getByText(en.package.failed.now)).toBeVisible()
    await page.getByRole('button', { name: en.package.failed.again }).click()
    await expect(heading(page)).toHaveText(textPattern(scenes[start]!.title))
    await played([...bestPlay(own, () => 0), JUDGE])
    await expect(page.getByRole('button', { name: en.package.failed.again })).toBeHidden()
    await leave()
    const verbs = lms.verbs().filter((verb) => !['answered', 'initialized', 'terminated'].includes(verb))
    expect([verbs, lms.refused]).toEqual([['failed', 'completed', 'passed'], []])
  } finally {
    await stop()
  }
})

test('whoever has finished leaves for where the LMS wants them', async ({ page }) => {
  const { lms, launch, site, stop } = await both()
  try {
    const pick = picker(8)
    const events: PlayEvent[] = []
    await page.goto(launch())
    await page.getByRole('button', { name: en.learn.start }).click()
    for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
      const event = nextEvent(known, state, pick)
      await perform(page, known, state, event)
      events.push(event)
      if (event.type === 'decide' || event.type === 'continue') await arrived(page)
    }
    await page.getByRole('button', { name: en.package.leave }).click()
    await page.waitForURL(`${site.url}back.html`)
    expect([lms.verbs().at(-1), lms.refused]).toEqual(['terminated', []])
  } finally {
    await stop()
  }
})

test('in review nothing is kept, and that is said', async ({ page }) => {
  const { lms, launch, stop } = await both()
  try {
    await page.goto(launch('Review'))
    await expect(page.getByRole('status')).toHaveText(en.package.notKept)
    await page.getByRole('button', { name: en.learn.start }).click()
    await expect(heading(page)).toHaveText(textPattern(scenes[start]!.title))
    await page.close()
    await expect.poll(() => lms.verbs()).toEqual(['initialized', 'terminated'])
    expect([lms.refused, lms.documents.has('second-look')]).toEqual([[], false])
  } finally {
    await stop()
  }
})

// In pages of their own, because the console says why, for the people who run the LMS.
test('an address that no LMS made, and one that was used elsewhere, say that nothing can begin', async ({ browser }) => {
  const { launch, site, stop } = await both()
  const contexts = [await browser.newContext(), await browser.newContext()] as const
  try {
    const [page, other] = [await contexts[0].newPage(), await contexts[1].newPage()]
    await page.goto(`${site.url}package/index.html`)
    await expect(heading(page)).toHaveText(en.package.unreachedTitle)
    const address = launch()
    await page.goto(address)
    await expect(page.getByRole('button', { name: en.learn.start })).toBeVisible()
    await other.goto(address)
    await expect(heading(other)).toHaveText(en.package.unreachedTitle)
  } finally {
    for (const context of contexts) await context.close()
    await stop()
  }
})
