/**
 * LTI 1.3 with a stock Moodle 5.1 in English. MOODLE_URL is as in moodle.deep.spec.ts. MOODLE_TOOL_URL is where Moodle's server and this browser
 * reach port 3998 of this machine (MOODLE_TOOL_PORT for another): https through a tunnel or a proxy, or http://localhost:3998 if Moodle runs
 * here too. Moodle calls no private address and no port but 80 and 443, unless its administrator allows it under Site administration >
 * General > Security > HTTP security, “cURL blocked hosts list” and “cURL allowed ports list”. The test makes everything else.
 */
import { type Page, expect, test } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { AUTH_SECRET, awaitedApart } from '../support/apart'
import { arrived, heading, hydrated, perform } from '../support/browser'
import { type Moodle, holding, openMoodle } from '../support/moodle'
import { isComplete, isGraded } from '../support/moodle-reports'
import { newActivity, registered } from '../support/moodle-tool'
import { type KnownVariant, nextEvent, picker, variantAt, stateAfter, textPattern, debriefHeading, scoreAfter } from '../support/play'
import { type TestServer, startServer } from '../support/server'

const { MOODLE_URL, MOODLE_TOOL_URL, MOODLE_TOOL_PORT = '3998' } = process.env
const WHY = 'MOODLE_URL or MOODLE_TOOL_URL is not set: they name a Moodle, and the address at which it reaches this machine'

test('Moodle registers us, opens a scenario in its page, takes it up again, and its grade is our score', async ({ browser }) => {
  // biome-ignore lint/suspicious/noSkippedTests: there is no Moodle here
  test.skip(!MOODLE_URL || !MOODLE_TOOL_URL, WHY)
  test.setTimeout(900_000)
  const tool = MOODLE_TOOL_URL!.replace(/\/$/, '')
  const env = { AUTH_SECRET, PUBLIC_URL: tool, LTI_PRIVATE_PLATFORMS: 'true' }
  const server = await startServer({ port: Number(MOODLE_TOOL_PORT), env })
  const moodle = await openMoodle(browser, new URL(MOODLE_URL!))
  try {
    const token = await awaitedApart(server.dataDir, 'Moodle', new URL(moodle.url).origin)
    const { id, name } = await newActivity(moodle, await registered(moodle, `${tool}/en/lti/register/${token}`), 'scenario P01')
    const { known, events } = await played(moodle, id, server)
    await isGraded(moodle, name, scoreAfter(known, events).result, 180_000)
    expect(await isComplete(moodle, id), 'it is completed in Moodle').toBe(true)
  } finally {
    await moodle.close()
    await server.stop()
  }
})

/** @returns our frame, once it holds something */
async function opened({ url, learner }: Moodle, id: string, selector: string): Promise<Page> {
  await learner.goto(`${url}/mod/lti/view.php?id=${id}`)
  return holding(learner.context(), selector)
}

/** Plays to the debrief, leaves after the second moment and comes back. Our database says which scenario it is. */
async function played(moodle: Moodle, id: string, { dataDir }: TestServer): Promise<{ known: KnownVariant; events: PlayEvent[] }> {
  let place = await opened(moodle, id, 'form[action$="/begin"]')
  await expect(place.getByText(en.lti.disclosed.result)).toBeVisible()
  await place.getByRole('button', { name: en.lti.disclosed.go, exact: true }).click()
  await expect(place.locator('#decision')).toBeVisible()
  await hydrated(place)
  const known = variantAt(place.url(), dataDir)
  const pick = picker(87)
  const events: PlayEvent[] = []
  for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
    const event = nextEvent(known, state, pick)
    await perform(place, known, state, event)
    events.push(event)
    if (event.type === 'decide' || event.type === 'continue') await arrived(place)
    if (event.type !== 'continue' || state.submissions !== 2) continue
    await expect(place.getByRole('banner').getByRole('status')).toHaveText(en.play.saved.saved)
    place = await opened(moodle, id, 'form.views')
    await hydrated(place)
    await expect(heading(place)).toHaveText(textPattern(known.compiled.play.scenes[stateAfter(known, events).scene]!.title))
  }
  await expect(heading(place)).toHaveText(debriefHeading(known, events))
  return { known, events }
}
