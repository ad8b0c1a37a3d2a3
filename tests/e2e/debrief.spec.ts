import { spawnSync } from 'node:child_process'
import type { BrowserContext } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { sceneOf } from '@/scenarios/engine/play/play'
import { expect, heading, test, unfold } from '../support/browser'
import { JUDGE, append, attemptAt, scenarioAt, scenarioOf, stateAfter, textPattern, tour } from '../support/play'

const known = scenarioOf('P02', 'hostile')
const way = tour(known)

async function finished(context: BrowserContext): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, [...way, JUDGE])
  return `${attempt}/debrief`
}

test('a replay from a decision begins at its scene, as practice', async ({ page, context }) => {
  await page.goto(await finished(context))
  await page.getByRole('heading', { name: en.debrief.decisions }).click()
  await page.getByRole('button', { name: `${en.debrief.replay} ${en.debrief.replayWhich.replace('{n}', '3')}` }).click()
  await page.waitForURL(/attempts\/[^/]+$/)
  const third = way.filter((e) => e.type === 'decide')[2]!
  const scene = sceneOf(known.compiled.play, stateAfter(known, way.slice(0, way.indexOf(third))))
  await expect(heading(page)).toHaveText(textPattern(scene.title))
  const replayed = new URL(page.url()).pathname
  const rest = way.slice(way.indexOf(third))
  await append(context, replayed, [...rest, JUDGE], way.indexOf(third))
  await page.goto(`${replayed}/debrief`)
  await expect(page.getByText(en.debrief.practice)).toBeVisible()
  await page.goto('/en/learn/P02')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText(en.learn.attemptPractice)).toHaveCount(1)
})

test('the other story has the same pattern and the other nature', async ({ page, context }) => {
  await page.goto(await finished(context))
  await page.getByRole('button', { name: en.debrief.other }).click()
  await page.waitForURL(/attempts\/[^/]+$/)
  expect(scenarioAt(page.url()).name).toBe('P02 genuine')
})

test('the branch map and its list name the same places, and every cited number leads to its source', async ({ page, context }) => {
  await page.goto(await finished(context))
  await unfold(page)
  await expect(page.locator('[id^=place-]')).toHaveCount(Object.keys(known.compiled.play.scenes).length + 1)
  const cited = await page.locator('sup a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(cited.length).toBeGreaterThan(3)
  for (const href of new Set(cited)) await expect(page.locator(href)).toHaveCount(1)
})

test('what to keep leads to all signs, each with a sentence like it that is harmless, and its sources', async ({ page, context }) => {
  await page.goto(await finished(context))
  await page.getByRole('link', { name: en.debrief.keep.all }).click()
  await expect(heading(page)).toHaveText(en.signs.title)
  const signs = await page.getByRole('main').getByRole('heading', { level: 3 }).count()
  expect(signs).toBeGreaterThan(20)
  for (const kind of [en.signs.telling, en.signs.harmless])
    await expect(page.getByRole('term').filter({ hasText: kind })).toHaveCount(signs)
  const cited = await page.locator('sup a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const href of new Set(cited)) await expect(page.locator(href)).toHaveCount(1)
  // Offered after a debrief and at the foot of pages, never as something to learn first.
  await page.goto('/en/learn')
  await expect(page.getByRole('main').getByRole('link', { name: en.footer.signs })).toHaveCount(0)
  await expect(page.getByRole('contentinfo').getByRole('link', { name: en.footer.signs })).toHaveCount(1)
})

test('there is no debrief before the attempt is finished', async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  await page.goto(`${attempt}/debrief`)
  await expect(page).toHaveURL(attempt)
  await expect(heading(page)).toHaveText(en.play.judgement)
})

test('the debrief prints to a tagged PDF in reading order, with no heading alone at the bottom of a page', async ({ page, context }) => {
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

  const unfolded = (await page.getByRole('main').locator('li details:not(.noprint) p').allTextContents()).map(words)
  const { stdout, error } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: pdf, encoding: 'utf8' })
  // Reading the text of the PDF needs Debian's poppler-utils.
  if (error) return test.info().annotations.push({ type: 'left out', description: 'pdftotext is not here: order and page ends unread' })
  const text = words(stdout)
  let at = 0
  for (const title of headings) {
    const found = text.indexOf(title, at)
    expect(found, `“${title}” after what comes before it`).toBeGreaterThanOrEqual(at)
    at = found + title.length
  }
  expect(unfolded.length).toBeGreaterThan(0)
  for (const why of unfolded) expect(text, 'what is folded away on the screen is on paper').toContain(why.slice(0, 60))
  for (const sheet of stdout.split('\f').slice(0, -1)) {
    const last = words(sheet.trim().split('\n').at(-1) ?? '')
    expect(
      headings.filter((title) => last !== '' && title.endsWith(last)),
      'a page ends in a heading',
    ).toEqual([])
  }
})
