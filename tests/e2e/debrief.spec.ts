import { spawnSync } from 'node:child_process'
import type { BrowserContext } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { begin, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { bestPlay, worstPlay } from '../support/best-play'
import { expect, heading, perform, test, unfold } from '../support/browser'
import { type KnownVariant, JUDGE, append, attemptAt, variantAt, variantIn, variants, stateAfter, textPattern, tour } from '../support/play'

const known = variantIn('P02', 'hostile')
const way = tour(known)

/** The text of a PDF with a form feed after each page; null without Debian's poppler-utils. */
function textOf(pdf: Buffer): string | null {
  const { stdout, error } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: pdf, encoding: 'utf8' })
  return error ? null : stdout
}

/** With every rating that is asked for, which makes the debrief as long as it gets. */
function ratings(of: KnownVariant, events: PlayEvent[]): PlayEvent[] {
  const asked = (before: PlayEvent[]) => sceneOf(of.compiled.play, stateAfter(of, before)).rating
  return events.map((event, i) => (event.type === 'decide' && asked(events.slice(0, i)) ? { ...event, rating: 4 } : event))
}

async function finished(context: BrowserContext): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, [...way, JUDGE])
  return `${attempt}/debrief`
}

test('a replay from a decision begins at its scene, as practice', async ({ page, context }) => {
  await page.goto(await finished(context))
  await page.locator('details:has([id^=moment-h-])').nth(2).locator('summary').click()
  await page.getByRole('button', { name: `${en.debrief.replay} ${en.debrief.replayWhich.replace('{n}', '3')}` }).click()
  await page.waitForURL(/attempts\/[^/]+$/)
  const third = way.filter((e) => e.type === 'decide')[2]!
  const scene = sceneOf(known.compiled.play, stateAfter(known, way.slice(0, way.indexOf(third))))
  await expect(heading(page)).toHaveText(textPattern(scene.title))
  const replayed = new URL(page.url()).pathname
  const rest = way.slice(way.indexOf(third))
  await expect(page.getByText(en.play.again.note)).toBeVisible()
  const end = rest.findLastIndex((e) => e.type === 'decide')
  await append(context, replayed, rest.slice(0, end), way.indexOf(third))
  // The learner knows what it was, so the last act leads to the debrief, and nobody asks.
  await page.goto(replayed)
  for (const [i, event] of rest.slice(end).entries())
    await perform(page, known, stateAfter(known, [...way.slice(0, way.indexOf(third)), ...rest.slice(0, end + i)]), event)
  await page.waitForURL('**/debrief')
  await expect(page.getByText(/^The time before, you earned \d+ of \d+ points\.$/)).toBeVisible()
  await expect(page.getByText(/At the end you/)).toHaveCount(0)
  await expect(page.getByText(en.debrief.practice)).toBeVisible()
  await page.goto('/en/learn/P02')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText(en.learn.attemptPractice)).toHaveCount(1)
})

test('moments are folded but for the one that mattered, and open by keyboard', async ({ page, context }) => {
  await page.goto(await finished(context))
  const moments = page.locator('details:has([id^=moment-h-])')
  await expect(moments).toHaveCount(way.filter((e) => e.type === 'decide').length)
  await expect(page.locator('details[open]:has([id^=moment-h-])')).toHaveCount(1)
  const folded = page.locator('details:not([open]):has([id^=moment-h-])').first().locator('summary')
  await folded.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('details[open]:has([id^=moment-h-])')).toHaveCount(2)
})

test('the debrief leads to the same scenario in its other variant', { tag: '@deep' }, async ({ page, context }) => {
  await page.goto(await finished(context))
  await page.getByRole('button', { name: en.debrief.other }).click()
  await page.waitForURL(/attempts\/[^/]+$/)
  expect(variantAt(page.url()).name).toBe('P02 genuine')
  await expect(page.getByText(en.play.again.note)).toBeVisible()
})

test('the map names every moment and each ending once, and every cited number leads to its source', async ({ page, context }) => {
  await page.goto(await finished(context))
  await unfold(page)
  const { play, key } = known.compiled
  await expect(page.locator('[id^=place-]')).toHaveCount(Object.keys(play.scenes).length + 1)
  for (const { title } of Object.values(play.scenes))
    await expect(page.locator('[id^=place-]').getByText(textPattern(title))).not.toHaveCount(0)
  const endings = page.getByRole('heading', { name: en.debrief.mapEndings }).locator('xpath=following-sibling::ul').getByRole('listitem')
  await expect(endings).toHaveCount(Object.keys(key.endings).length)
  await expect(endings.filter({ hasText: `· ${en.debrief.own}` })).toHaveCount(1)
  const cited = await page.locator('sup a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(cited.length).toBeGreaterThan(3)
  for (const href of new Set(cited)) await expect(page.locator(href)).toHaveCount(1)
})

test('what to keep leads to all signs, each with a sentence like it that is harmless, and its sources', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  await page.goto(await finished(context))
  await page.getByRole('link', { name: en.debrief.keep.all }).click()
  await expect(heading(page)).toHaveText(en.signs.title)
  const signs = await page.getByRole('main').getByRole('heading', { level: 3 }).count()
  expect(signs).toBeGreaterThan(20)
  for (const kind of [en.signs.worrying, en.signs.harmless])
    await expect(page.getByRole('term').filter({ hasText: kind })).toHaveCount(signs)
  const cited = await page.locator('sup a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const href of new Set(cited)) await expect(page.locator(href)).toHaveCount(1)
  // Offered after a debrief and in footers, never as something to learn first.
  await page.goto('/en/learn')
  await expect(page.getByRole('main').getByRole('link', { name: en.footer.signs })).toHaveCount(0)
  await expect(page.getByRole('contentinfo').getByRole('link', { name: en.footer.signs })).toHaveCount(1)
})

for (const each of variants)
  test(`the debrief of ${each.name} opens on seven screens of a phone at most, and prints on four pages, the last with more than a box`, {
    tag: '@deep',
  }, async ({ page, context }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    const of = exploredOf(each.compiled)
    for (const events of [bestPlay(of, () => 0), worstPlay(of)]) {
      await context.clearCookies()
      const attempt = await attemptAt(context, each)
      await append(context, attempt, [...ratings(each, events), JUDGE])
      await page.goto(`${attempt}/debrief`)
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(7 * 844)
      const pdf = await page.pdf({ format: 'A4' })
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
      expect(pages.length).toBeGreaterThan(0)
      expect(pages.length).toBeLessThanOrEqual(4)
      const last = textOf(pdf)?.split('\f').at(-2)
      if (last !== undefined) expect(last.split('\n').length, 'lines of the last page').toBeGreaterThan(10)
    }
  })

test('a sentence that was flagged is explained once somebody has said why, with script or without, and nothing is sent', async ({
  page,
  context,
}) => {
  const attempt = await attemptAt(context, known)
  const [first] = shownSegments(sceneOf(known.compiled.play, begin(known.compiled.play)), begin(known.compiled.play))
  await append(context, attempt, [{ type: 'flag', segment: first!.id }, ...way, JUDGE])
  await page.goto(`${attempt}/debrief`)
  await page.getByRole('heading', { name: en.debrief.flagged.title }).click()
  const asked = page.getByRole('group', { name: textPattern(first!.text) })
  const answer = page.locator('.explained')
  await expect(answer).toBeHidden()
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  await asked.getByRole('radio', { name: en.debrief.flagged.reasons.who }).check()
  await expect(answer).toBeVisible()
  expect(sent).toEqual([])
})

test('there is no debrief before the attempt is finished', async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  await page.goto(`${attempt}/debrief`)
  await expect(page).toHaveURL(attempt)
  await expect(heading(page)).toHaveText(en.play.judgement)
})

test('the debrief prints to a tagged PDF in reading order, with no heading alone at the bottom of a page', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  await page.goto(await finished(context))
  await page.emulateMedia({ media: 'print' })
  const words = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()
  const headings = (await page.getByRole('main').getByRole('heading').allTextContents()).map(words)
  const gone = await page.getByRole('button').or(page.getByRole('banner')).all()
  for (const element of gone) await expect(element).toBeHidden()
  const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true })
  const raw = pdf.toString('latin1')
  expect(raw).toContain('/StructTreeRoot')
  expect(raw).toMatch(/\/MarkInfo|\/Marked true/)
  expect(raw).toMatch(/\/Lang/)
  expect(raw).toContain('/Outlines')

  const folded = page.getByRole('main').locator('details.card:not(.noprint)')
  const unfolded = (await folded.locator(':is(li:has(h3), [id^=moment-]) > div > p:not(.noprint)').allTextContents())
    .map(words)
    .filter((text) => text.length > 20)
  const stdout = textOf(pdf)
  if (stdout === null)
    return test.info().annotations.push({ type: 'left out', description: 'pdftotext is not here: order and page ends unread' })
  const text = words(stdout)
  let at = 0
  for (const title of headings) {
    const found = text.indexOf(title, at)
    expect(found, `“${title}” after what comes before it`).toBeGreaterThanOrEqual(at)
    at = found + title.length
  }
  expect(unfolded.length).toBeGreaterThan(0)
  // Long lines are broken at hyphens, too.
  for (const why of unfolded) expect(text, 'what is folded away on the screen is on paper').toContain(why.slice(0, 40))
  for (const sheet of stdout.split('\f').slice(0, -1)) {
    const last = words(sheet.trim().split('\n').at(-1) ?? '')
    expect(
      headings.filter((title) => last !== '' && title.endsWith(last)),
      'a page ends in a heading',
    ).toEqual([])
  }
})
