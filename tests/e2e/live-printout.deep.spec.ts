import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser'
import { guidedRoom } from '../support/live-tour'
import { variantIn, variants } from '../support/play'
import en from '@/messages/en.json' with { type: 'json' }

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
const printed = async (page: Page) => pagesOf(await page.pdf({ preferCSSPageSize: true, format: 'A4' }))

test('slides, handouts and the run sheet of a session print on as many pages as they should, and handouts hold no key', async ({
  page,
  baseURL,
}) => {
  test.slow()
  const known = variantIn('P01', 'hostile')
  const { session, enter } = await guidedRoom(baseURL!, known, { minutes: '45' }, 0)
  await enter(page.context(), 'facilitator')
  await page.goto(`${session.base}/printout/slides`)
  const slides = await page.locator('.slide').count()
  // A script fits the texts.
  await expect(page.locator('.slide [data-max]').last()).toHaveAttribute('style', /font-size/)
  expect(await page.locator('.slides').textContent()).not.toContain(en.liveProjector.flagHint)
  expect(slides).toBeGreaterThan(20)
  expect(await printed(page)).toBe(slides)
  expect(await page.locator('.slide [data-tight]').count()).toBe(0)

  const response = await page.goto(`${session.base}/printout/handouts`)
  const html = await response!.text()
  const { key, play } = known.compiled
  const secrets = [
    ...Object.values(key.options).flatMap((options) => Object.values(options).flatMap(({ why }) => (why ? [why] : []))),
    ...Object.values(key.notes.scenes).flatMap(({ ask, avoid }) => [ask, ...(avoid ? [avoid] : [])]),
    ...Object.values(key.reports).map(({ why }) => why),
    ...Object.values(play.scenes).flatMap(({ checks }) => checks.flatMap(({ finding }) => finding.map(({ text }) => text))),
  ]
  // Names are filled in, so we look for the text between them.
  for (const secret of secrets) {
    const part = secret.split(/[{}<>"“”’'&]/).toSorted((a, b) => b.length - a.length)[0]!
    if (part.length > 25) expect(html).not.toContain(part)
  }
  const handouts = await page.locator('[data-handout]').count()
  expect(handouts).toBeGreaterThan(6)
  await page.emulateMedia({ media: 'print' })
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  await page.emulateMedia({ media: null })
  expect(await printed(page)).toBe(handouts)

  await page.goto(`${session.base}/run-sheet`)
  expect(await printed(page)).toBeLessThanOrEqual(12)
})

/** The longest session: its schedule has the most to say. */
for (const known of variants) {
  test(`the brief of ${known.name} prints on one page, the first of the run sheet`, async ({ page, baseURL }) => {
    const { session, enter } = await guidedRoom(baseURL!, known, { minutes: '90', audience: 'hands' }, 0)
    await enter(page.context(), 'facilitator')
    await page.goto(`${session.base}/run-sheet`)
    const whole = await printed(page)
    const brief = page.locator('[data-brief]')
    const { plot, turn, questions, endings } = en.liveBrief
    const signsTitle = known.variant === 'genuine' ? /^Details that look like warning signs/ : /^The warning signs$/
    for (const heading of [plot, turn, questions, endings, signsTitle])
      await expect(brief.getByRole('heading', { name: heading, exact: true })).toHaveCount(1)
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLElement>('main > :not([data-brief])')) part.hidden = true
    })
    expect(await printed(page)).toBe(1)
    await page.reload()
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-brief]')!.hidden = true
    })
    expect(await printed(page), 'the rest begins on a page of its own').toBe(whole - 1)
  })
}
