/**
 * A package in a running Moodle. MOODLE_URL is the address of a SCORM activity, with the name and password of a learner who has no attempt
 * there yet: https://NAME:PASSWORD@HOST/mod/scorm/view.php?id=7. The activity holds what `npm run package -- P01 --kind scorm12 --nature
 * hostile --report pass` makes, or the same of scorm2004, and opens it in the current window or in a new one.
 */
import { type BrowserContext, type Page, expect, test } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { arrived, heading, perform } from '../support/browser'
import { nextEvent, picker, scenarioOf, stateAfter, textPattern } from '../support/play'

const named = process.env.MOODLE_URL ? [new URL(process.env.MOODLE_URL)] : []
const KNOWN = scenarioOf('P01', 'hostile')

for (const url of named)
  test(`in the Moodle at ${url.host} no call of a package is refused, and it is taken up where it was left`, async ({ page, context }) => {
    test.setTimeout(300_000)
    await context.addInitScript(rememberRefusals)
    await signIn(page, url)
    let place = await enter(page, context, url)
    await place.getByRole('button', { name: en.learn.start }).click()
    const pick = picker(77)
    const events: PlayEvent[] = []
    for (let state = stateAfter(KNOWN, events); state.phase !== 'debrief'; state = stateAfter(KNOWN, events)) {
      const event = nextEvent(KNOWN, state, pick)
      await perform(place, KNOWN, state, event)
      events.push(event)
      if (event.type === 'decide' || event.type === 'continue') await arrived(place)
      if (event.type !== 'continue' || state.submissions !== 2) continue
      expect(await refusals(context)).toEqual([])
      place = await enter(page, context, url)
      const { title } = KNOWN.compiled.play.scenes[stateAfter(KNOWN, events).scene]!
      await expect(heading(place)).toHaveText(textPattern(title))
    }
    await expect(heading(place)).toHaveText(en.debrief.wasApproach)
    await place.getByRole('button', { name: en.package.leave }).click()
    await expect(heading(place)).toHaveText(en.package.left)
    expect(await refusals(context)).toEqual([])
    await expect(heading(await enter(page, context, url))).toHaveText(en.debrief.wasApproach)
  })

async function signIn(page: Page, url: URL): Promise<void> {
  await page.goto(`${url.origin}${url.pathname}${url.search}`)
  await page.locator('#username').fill(decodeURIComponent(url.username))
  await page.locator('#password').fill(decodeURIComponent(url.password))
  await page.locator('#loginbtn').click()
}

/** Opens the activity afresh. @returns the page of the package: a frame, which has all of a page that the helpers use */
async function enter(page: Page, context: BrowserContext, url: URL): Promise<Page> {
  for (const other of context.pages()) if (other !== page) await other.close()
  await page.goto(`${url.origin}${url.pathname}${url.search}`)
  const button = page.locator('#scormviewform [type=submit]').first()
  if (await button.isVisible()) await button.click()
  let found: Page | null = null
  await expect
    .poll(
      async () => {
        const frames = context.pages().flatMap((open) => open.frames())
        const holding = await Promise.all(
          frames.map((frame) =>
            frame
              .locator('#player h1')
              .count()
              .catch(() => 0),
          ),
        )
        found = (frames[holding.findIndex((count) => count > 0)] as unknown as Page) ?? null
        return found !== null
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  return found!
}

type Remembering = Window & { refused?: string[] }
/** Runs in every window: whatever becomes SCORM's API there is listened to. */
function rememberRefusals(): void {
  const refused: string[] = []
  ;(window as Remembering).refused = refused
  for (const place of ['API', 'API_1484_11']) {
    let api: Record<string, (...args: string[]) => unknown> | undefined
    const listen = (name: string, does: (...args: string[]) => unknown) => {
      api![name] = (...args) => {
        const answer = does.apply(api, args)
        const error = String((api!.LMSGetLastError ?? api!.GetLastError)!.call(api))
        if (String(answer) === 'false' || !['0', '403'].includes(error)) refused.push(`${name} ${args.join(' ').slice(0, 100)}: ${error}`)
        return answer
      }
    }
    Object.defineProperty(window, place, {
      configurable: true,
      get: () => api,
      set(given: typeof api) {
        api = given
        for (const [name, does] of Object.entries(given ?? {}))
          if (typeof does === 'function' && /^(LMS)?(Initialize|Finish|Terminate|GetValue|SetValue|Commit)$/.test(name)) listen(name, does)
      },
    })
  }
}

async function refusals(context: BrowserContext): Promise<string[]> {
  const windows = context.pages().flatMap((page) => page.frames())
  return (await Promise.all(windows.map((frame) => frame.evaluate(() => (window as Remembering).refused ?? []).catch(() => [])))).flat()
}
