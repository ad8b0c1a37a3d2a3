import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { arrived, expect, heading, perform, test } from '../support/browser'
import { moodleSite } from '../support/moodle-site'
import { type UnpackedPackage, madePackage, served } from '../support/package'
import { nextEvent, picker, variantIn, stateAfter, textPattern, debriefHeading, scoreAfter } from '../support/play'
import type { Standard } from '../support/strict-lms'

const t = en.package
const KNOWN = variantIn('P01', 'hostile')
const { play } = KNOWN.compiled

const OPENED = [
  ['scorm12', 'frame'],
  ['scorm2004', 'window'],
] as const satisfies [Standard, 'frame' | 'window'][]

for (const [i, [standard, how]] of OPENED.entries())
  test.describe(`a package of ${standard}`, i === 0 ? {} : { tag: '@deep' }, () => {
    let made: UnpackedPackage
    test.beforeAll(() => {
      made = madePackage('P01', '--kind', standard, '--variant', 'hostile', '--report', 'pass')
    })
    test.afterAll(() => made.remove())

    test(`in a ${how} of an LMS plays to its debrief, is closed on the way, and tells the LMS what it was worth`, async ({
      page,
      context,
    }) => {
      const site = await moodleSite(made, standard, how)
      try {
        let place = await opened(page, context, site.launch(), how)
        await place.getByRole('button', { name: en.learn.start }).click()
        expect(statusIn(site.stored())).toEqual({ said: 'incomplete', raw: undefined })
        const pick = picker(900 + i)
        const events: PlayEvent[] = []
        for (let state = stateAfter(KNOWN, events); state.phase !== 'debrief'; state = stateAfter(KNOWN, events)) {
          const event = nextEvent(KNOWN, state, pick)
          await perform(place, KNOWN, state, event)
          events.push(event)
          if (event.type === 'decide' || event.type === 'continue') await arrived(place)
          if (event.type !== 'continue' || state.submissions !== 2) continue
          if (how === 'window') await place.close()
          place = await opened(page, context, site.launch(), how)
          await expect(heading(place)).toHaveText(textPattern(play.scenes[stateAfter(KNOWN, events).scene]!.title))
        }
        await expect(heading(place)).toHaveText(debriefHeading(KNOWN, events))
        await place.getByRole('button', { name: t.leave }).click()
        await expect(heading(place)).toHaveText(t.left)
        const { result, passed } = scoreAfter(KNOWN, events)
        const word = passed ? 'passed' : 'failed'
        expect(statusIn(site.stored())).toEqual({
          said: standard === 'scorm12' ? word : `completed ${word}`,
          raw: String(result),
        })
      } finally {
        site.stop()
      }
    })

    test('says that nothing can begin where there is no LMS', async ({ browser }) => {
      const site = await served(made)
      // A context of its own, because its messages to the console are meant.
      const context = await browser.newContext()
      try {
        const page = await context.newPage()
        await page.goto(`${site.url}package/index.html`)
        await expect(heading(page)).toHaveText(t.unreachedTitle)
      } finally {
        await context.close()
        site.stop()
      }
    })
  })

/** A frame has every member of a page that the helpers use. */
async function opened(page: Page, context: BrowserContext, url: string, how: 'frame' | 'window'): Promise<Page> {
  await page.goto(url)
  if (how === 'window') {
    const [window] = await Promise.all([context.waitForEvent('page'), page.frameLocator('iframe').getByRole('button').click()])
    return window
  }
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  return frame as unknown as Page
}

const statusIn = (stored: Record<string, string>) => ({
  said: [stored['cmi.core.lesson_status'], stored['cmi.completion_status'], stored['cmi.success_status']].filter(Boolean).join(' '),
  raw: stored['cmi.core.score.raw'] ?? stored['cmi.score.raw'],
})
