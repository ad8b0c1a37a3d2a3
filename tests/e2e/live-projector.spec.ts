import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser'
import { scenarios, variantIn, variants } from '../support/play'
import { SIZES, WALL, slides, wallScript } from '../support/projector-slides'
import type { WallPage } from '../support/wall-page'

/**
 * The smallest letter, as a share of the picture's height: 26 pixels at 1080. Labels are smaller than what they label, as they are on phones,
 * and so are the longest moments, because a paper that is taken apart for larger letters is no longer the paper. Four picture heights away,
 * at the far end of a meeting room, it appears at 15 minutes of arc; most moments are at 19 to 22, where ISO 9241-303 recommends 20 to 22.
 */
const LEAST = 0.024
const leastIn = ({ height }: { height: number }) => LEAST * height

let script: string
test.beforeAll(async () => {
  script = await wallScript()
})
async function wall(page: Page): Promise<void> {
  // Once hydrated, the page would replace what we show.
  await page.route('**/_next/static/**/*.js', (route) => route.abort())
  await page.goto('/en/j')
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(script)
}
test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Rooms whose slides differ: with phones, with few people, and with counted hands. `only` says which slides to look at. */
const ROOMS = [
  { people: 31, audience: 'phones', only: /./ },
  { people: 3, audience: 'phones', only: /Page 61|judgement|ratings|verdict|signs|reporting/ },
  { people: 31, audience: 'hands', only: /Page 61|judgement|ratings|verdict|signs|reporting/ },
] as const
/** Slides that differ from an earlier one only in their clock, so one scenario is enough. */
const SAME_BUT_FOR_THE_CLOCK = /, (last answers|talked|second vote)$/

for (const { id } of scenarios) {
  // Slides grow with the picture, so one scenario in the largest size is enough; all are shown where there is least room.
  const sizes = id === 'P01' ? [SIZES[0]!, SIZES.at(-1)!] : SIZES.slice(0, 1)
  test(`every slide of ${id}, in both variants and at ${sizes.map(({ width }) => width).join(' and ')} px, is whole and legible from the last row`, {
    tag: '@deep',
  }, async ({ page }) => {
    test.slow()
    await wall(page)
    const seen = new Set<string>()
    const known = variants.filter((s) => s.scenario === id)
    const all = ROOMS.slice(0, id === 'P01' ? ROOMS.length : 1).flatMap(({ people, audience, only }) =>
      known.flatMap((compiled) =>
        [...slides(compiled, people, audience === 'phones')].flatMap(({ name, view, counts }) => {
          // Look once at what both variants share.
          const what = JSON.stringify({ ...view, version: 0, moment: 0, counts, audience })
          if (seen.has(what) || !only.test(name) || (id !== 'P01' && SAME_BUT_FOR_THE_CLOCK.test(name))) return []
          seen.add(what)
          return [{ ...WALL, name: `${compiled.name}, ${people} ${audience}: ${name}`, view, counts, audience }]
        }),
      ),
    )
    expect(all.length).toBeGreaterThan(20)
    for (const size of sizes) {
      await page.setViewportSize(size)
      const found = await page.evaluate(({ all, least }) => (window as unknown as WallPage).wall.faultsOf(all as never, least), {
        all,
        least: leastIn(size),
      })
      expect(found, `${size.width} × ${size.height}`).toEqual([])
    }
  })
}

test('in a vote, what it is about stands under its title, large enough to be read', { tag: '@deep' }, async ({ page }) => {
  await wall(page)
  const votes = variants
    .filter(({ scenario }) => scenario === 'P12')
    .flatMap((known) => [...slides(known)].filter(({ name, view }) => name.endsWith(', vote') && view.scene))
  expect(votes.length).toBeGreaterThan(12)
  for (const [size, least] of [
    [SIZES.at(-1)!, 26],
    [SIZES[0]!, 18],
  ] as const) {
    await page.setViewportSize(size)
    for (const { name, view, counts } of votes) {
      await page.evaluate((props) => (window as unknown as WallPage).wall.show(props as never), { ...WALL, view, counts })
      await expect(page.getByRole('heading', { name: view.scene!.title, exact: true }).first()).toBeVisible()
      const letters = await page
        .locator('[data-max]')
        .first()
        .evaluate((part) => Number.parseFloat(getComputedStyle(part).fontSize))
      expect(letters, `${name} at ${size.width}`).toBeGreaterThanOrEqual(least)
    }
  }
})

test('votes grow, the curve is drawn and the verdict is held back, except for whoever wants less motion', { tag: '@deep' }, async ({
  page,
}) => {
  await wall(page)
  const all = [...slides(variantIn('P01', 'hostile'))]
  const moving = async (name: RegExp) => {
    const { view, counts } = all.find((slide) => name.test(slide.name))!
    await page.evaluate((props) => (window as unknown as WallPage).wall.show(props as never), { ...WALL, view, counts })
    return page.evaluate(() => document.getAnimations().length)
  }
  for (const name of [/totals$/, /ratings$/, /verdict$/]) expect(await moving(name), String(name)).toBe(0)
  await expect(page.getByRole('heading')).toHaveCSS('opacity', '1')
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  for (const name of [/totals$/, /ratings$/, /verdict$/]) expect(await moving(name), String(name)).toBeGreaterThan(0)
  await expect(page.getByRole('heading')).toHaveCSS('opacity', '0')
  await expect(page.getByRole('heading')).toHaveCSS('opacity', '1')
})
