import type { Browser, BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { at, axe, cutTexts, expect, heading, test, unfold, watch } from '../support/browser'
import { type GuidedRoom, along, guidedRoom, tourDebrief, tourMoment, tourShortly } from '../support/live-tour'
import { variantIn, tour } from '../support/play'

interface Screens {
  cockpit: Page
  projector: Page
  phone: Page
  problems: string[]
  close(): Promise<void>
}

async function screensOf(browser: Browser, room: GuidedRoom, baseURL: string): Promise<Screens> {
  const problems: string[] = []
  const contexts: BrowserContext[] = []
  const open = async (path: string, width: number, height: number, as?: 'facilitator' | 'phone') => {
    const context = await browser.newContext({ baseURL, viewport: { width, height } })
    contexts.push(context)
    if (as) await room.enter(context, as)
    const watched = watch(context)
    context.on('close', () => problems.push(...watched))
    const page = await context.newPage()
    await page.goto(path)
    return page
  }
  const { base, projectorKey } = room.session
  return {
    cockpit: await open(`${base}/cockpit`, 1440, 900, 'facilitator'),
    projector: await open(`${base}/projector?key=${projectorKey}`, 1280, 720),
    phone: await open(base, 390, 844, 'phone'),
    problems,
    close: async () => {
      for (const context of contexts) await context.close()
    },
  }
}

const SCHEMES = ['light', 'dark'] as const

/** By turns in light and in dark, because a tour visits every kind of state more than once. */
async function axeIn(page: Page, name: string, turn: number): Promise<string[]> {
  const colorScheme = SCHEMES[turn % SCHEMES.length]
  await page.emulateMedia({ colorScheme })
  return (await axe(page)).map((problem) => `${name}, ${colorScheme}: ${problem}`)
}

async function cutAt(page: Page, name: string, widths: number[]): Promise<string[]> {
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 1440 ? 900 : 844 })
    found.push(...(await cutTexts(page)).map((problem) => `${name} at ${width}: ${problem}`))
  }
  return found
}

const LOOKS = [
  ['cockpit', variantIn('P01', 'hostile')],
  ['phone', variantIn('P03', 'genuine')],
  ['projector', variantIn('P02', 'hostile')],
] as const
for (const [screen, known] of LOOKS) {
  test(`axe finds nothing on the ${screen} in any phase, light or dark, and nothing is cut on a narrow screen`, async ({
    browser,
    baseURL,
  }) => {
    test.setTimeout(180_000)
    const room = await guidedRoom(baseURL!, known, { names: 'nicknames' })
    const screens = await screensOf(browser, room, baseURL!)
    const page = screens[screen]
    const found: string[] = []
    let turn = 0
    await tourShortly(room, async (name, view) => {
      await at(page, view)
      if (screen === 'cockpit') await unfold(page)
      found.push(...(await axeIn(page, name, turn++)))
      if (screen === 'projector') return
      found.push(...(await cutAt(page, name, screen === 'cockpit' ? [320, 1440] : [320, 390])))
      if (screen !== 'cockpit' || view.phase !== 'voting') return
      await page.setViewportSize({ width: 390, height: 844 })
      found.push(...(await axeIn(page, `${name}, narrow`, turn)))
      await page.setViewportSize({ width: 1440, height: 900 })
    })
    await screens.close()
    expect(screens.problems).toEqual([])
    expect(found).toEqual([])
  })
}

test('axe finds nothing on the pages around a session, light or dark, and nothing is cut', async ({ page, context, baseURL }) => {
  test.slow()
  const found: string[] = []
  let turn = 0
  const visit = async (path: string, name = path) => {
    await page.goto(path)
    await unfold(page)
    found.push(...(await axeIn(page, name, turn++)), ...(await cutAt(page, name, [320, 1440])))
  }
  await visit('/en/live')
  await visit('/en/live?note=incomplete&size=0#prepare')
  for (const note of ['', '?note=wrong&code=12345678', '?note=locked']) await visit(`/en/j${note}`)
  const room = await guidedRoom(baseURL!, variantIn('P01', 'genuine'), { names: 'nicknames' })
  await visit(`/en/j?note=name&code=${room.session.code}`, 'the page for a nickname')
  await expect(page.getByRole('textbox', { name: en.livePhone.join.name })).toBeVisible()
  await visit(room.session.facilitatorLink, 'a facilitator link for a stranger')
  await expect(heading(page)).toHaveText(en.live.facilitator.accept)
  await room.enter(context, 'facilitator')
  await visit('/en/live', 'own sessions')
  await visit(room.session.facilitatorLink, 'a facilitator link')
  await visit(`${room.session.base}/run-sheet`, 'the run sheet')
  await visit(`${room.session.base}/summary`, 'the summary of a session not started')
  await room.command({ type: 'start' })
  await tourMoment(room, async () => {})
  await along(room, tour(room.known))
  await tourMoment(room, async () => {})
  await tourDebrief(room, async () => {})
  await visit(`${room.session.base}/summary`, 'the summary')
  expect(found).toEqual([])
})
