import { cutTexts, expect, test } from '../support/browser'
import { launchOptions } from '../support/chromium'
import { STATES, show } from './states'

// The reader's own setting, which widths given in rem follow too; twice the usual 16 px.
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
