import type { Page } from '@playwright/test'
import { at, cutTexts, expect, test } from '../support/browser'
import { launchOptions } from '../support/chromium'
import { guidedRoom, tourShortly } from '../support/live-tour'
import { variantIn } from '../support/play'
import { STATES, show } from './states'

// The reader's own setting, which widths in rem follow too; twice the usual 16 px.
const { args = [], ...rest } = launchOptions()
test.use({ launchOptions: { ...rest, args: [...args, '--blink-settings=defaultFontSize=32'] } })

for (const state of STATES) {
  test(`with text at 200 % nothing is cut in ${state.name}`, async ({ page, context }) => {
    await show(page, context, state)
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    for (const width of [1440, 1024, 640]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await cutTexts(page), `at ${width}`).toEqual([])
    }
  })
}

test('with text at 200 % nothing is cut on cockpit and phone in any phase, nor on the pages around', async ({ page, context, baseURL }) => {
  test.slow()
  const room = await guidedRoom(baseURL!, variantIn('P01', 'hostile'))
  for (const as of ['facilitator', 'phone'] as const) await room.enter(context, as)
  const found: string[] = []
  const look = async (page: Page, name: string) => {
    for (const width of [1440, 640]) {
      await page.setViewportSize({ width, height: 900 })
      found.push(...(await cutTexts(page)).map((what) => `${name} at ${width}: ${what}`))
    }
  }
  const visit = async (path: string) => {
    await page.goto(path)
    await look(page, path)
  }
  const { base, facilitatorLink } = room.session
  for (const path of ['/en/live', '/en/j', facilitatorLink, `${base}/run-sheet`]) await visit(path)
  const [phone, cockpit] = [await context.newPage(), await context.newPage()]
  await phone.goto(base)
  await cockpit.goto(`${base}/cockpit`)
  await tourShortly(room, async (name, view) => {
    for (const [screen, page] of [
      ['phone', phone],
      ['cockpit', cockpit],
    ] as const) {
      await at(page, view)
      await look(page, `${screen}, ${name}`)
    }
  })
  await visit(`${base}/summary`)
  expect(found).toEqual([])
})
