import type { BrowserContext, Locator, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { CatalogueEntry } from '@/scenarios/engine/format/schema'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { commit, cutTexts, decision, expect, heading, test } from '../support/browser'
import { JUDGE, type KnownVariant, append, attemptAt, scenarios, variantIn, tour } from '../support/play'

const titleOf = (id: string): string => scenarios.find((p) => p.id === id)!.title
const tutorial = scenarios.find((p) => p.kind === 'tutorial')!
const ordinary = scenarios.filter((p) => p.kind === 'scenario')
const main = (page: Page) => page.getByRole('main')

/** Words of headings, texts and answers up to an element. Buttons and links do not count: people look them up when they want one. */
const wordsUpTo = (end: Locator): Promise<number> =>
  end.evaluate((last) => {
    const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
    let words = 0
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement!
      const later = last.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && !last.contains(text)
      const seen = parent.checkVisibility({ checkVisibilityCSS: true }) && !parent.closest('.sr-only')
      const read = !parent.closest('button, a')
      if (seen && read && !later) words += text.nodeValue!.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
    }
    return words
  })

function untilThird(known: KnownVariant): PlayEvent[] {
  const way = tour(known)
  return way.slice(0, way.flatMap((event, i) => (event.type === 'decide' ? [i] : []))[2])
}
async function playAll(context: BrowserContext, known: KnownVariant): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, [...tour(known), JUDGE])
  return attempt
}

test('a newcomer reads what this is called, on the smallest phone too', async ({ page }) => {
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/en')
    await expect(page.getByRole('banner').getByText(en.ui.name, { exact: true }), `at ${width}`).toBeVisible()
    expect(await cutTexts(page), `at ${width}`).toEqual([])
    expect((await page.getByRole('banner').boundingBox())!.height, `in one line at ${width}`).toBeLessThanOrEqual(60)
  }
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('a newcomer makes the first decision after at most three clicks and 250 words', async ({ page }) => {
      await page.goto('/en')
      let words = await wordsUpTo(page.getByText(en.home.beginNote))
      const begin = main(page).getByRole('button', { name: en.home.begin.split(':')[0] })
      await expect(begin).toContainText(String(tutorial.minutes))
      await begin.click()
      await page.waitForURL('**/learn/attempts/*')
      await expect(decision(page)).toBeVisible()
      words += await wordsUpTo(decision(page))
      await decision(page).getByRole('radio').last().check()
      await commit(page).click()
      await expect(page.getByText(en.play.whatFollows).first()).toBeVisible()
      expect(words).toBeLessThanOrEqual(250)
    })
  })
}

test('whoever has begun something is offered to go on with it first, with its name and its moment', async ({ page, context }) => {
  const known = variantIn('P01', 'hostile')
  const attempt = await attemptAt(context, known)
  await append(context, attempt, untilThird(known))
  const at = en.learn.resumeAt.replace('{n}', '3').replace('{of}', String(tour(known).filter(({ type }) => type === 'decide').length))
  for (const path of ['/en', '/en/learn']) {
    await page.goto(path)
    const card = main(page)
      .getByRole('article')
      .filter({ hasText: titleOf('P01') })
    await expect(card).toContainText(at, { ignoreCase: true })
    await expect(card.getByRole('link', { name: en.learn.resume })).toHaveAttribute('href', attempt)
  }
  await page.goto('/en')
  await expect(heading(page)).toHaveText(en.home.back.begun)
})

test('practice that was begun shows on the catalogue and at home, and is not what comes next', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const known = variantIn('P02', 'hostile')
  const attempt = await playAll(context, known)
  const practice = new URL((await context.request.post(`${attempt}/replay`, { form: { from: '2' } })).url()).pathname
  const at = en.learn.practiceAt.replace('{n}', '3').replace('{of}', String(tour(known).filter(({ type }) => type === 'decide').length))
  await page.goto('/en/learn')
  const card = main(page)
    .getByRole('article')
    .filter({ hasText: titleOf('P02') })
  await expect(card).toContainText(at)
  await expect(card).toContainText('One version met, one left')
  await expect(card.getByRole('link', { name: en.learn.resume })).toHaveAttribute('href', practice)
  await page.goto('/en')
  await expect(heading(page)).toHaveText(en.home.back.next)
  const also = page.getByRole('region', { name: en.home.back.also })
  await expect(also).toContainText(at)
  await expect(also.getByRole('link', { name: titleOf('P02') })).toHaveAttribute('href', practice)
})

test('a debrief leads to the next scenario in the suggested order, and home and skills name it and say why', async ({ page, context }) => {
  const [first, second] = ordinary as [CatalogueEntry, CatalogueEntry]
  await page.goto(`${await playAll(context, variantIn(first.id, 'hostile'))}/debrief`)
  await page.getByRole('banner').getByRole('link', { name: en.debrief.next }).click()
  await expect(page).toHaveURL(new RegExp(`/learn/${second.id}$`))
  for (const path of ['/en', '/en/learn/skills']) {
    await page.goto(path)
    const card = main(page).getByRole('article').filter({ hasText: second.title })
    await expect(card).toContainText(en.next.new)
    await expect(card.getByRole('link', { name: second.title })).toHaveAttribute('href', `/en/learn/${second.id}`)
  }
})

test('progress is one line, and skills say how little they rest on', { tag: '@deep' }, async ({ page, context }) => {
  await page.goto('/en/learn/skills')
  await expect(main(page)).toContainText(en.skills.none)
  await playAll(context, variantIn('P01', 'genuine'))
  await page.goto('/en/learn')
  await expect(main(page)).toContainText(`1 of ${ordinary.length} scenarios played, 1 of ${2 * ordinary.length} versions met.`)
  await main(page).getByRole('link', { name: en.skills.title }).click()
  await expect(heading(page)).toHaveText(en.skills.title)
  await expect(main(page)).toContainText('From one attempt.')
  const skills = main(page).getByRole('listitem')
  await expect(skills).toHaveCount(5)
  for (const name of Object.values(en.skills.names)) await expect(main(page).getByRole('heading', { name, exact: true })).toBeVisible()
})

test('a debrief and the page on skills say the same of the same skills', { tag: '@deep' }, async ({ page, context }) => {
  await page.goto(`${await playAll(context, variantIn('P01', 'hostile'))}/debrief`)
  const fold = page.locator('details', { has: page.getByRole('heading', { name: en.debrief.practised }) })
  await fold.locator('summary').click()
  const inDebrief = await fold.getByRole('listitem').allInnerTexts()
  for (const name of Object.values(en.skills.names)) expect(inDebrief.join()).toContain(name)
  await page.goto('/en/learn/skills')
  expect(await main(page).getByRole('listitem').allInnerTexts()).toEqual(inDebrief)
})

test('a card says what happens and who one is in the scenario, and nobody chooses a role that they then are not', { tag: '@deep' }, async ({
  page,
}) => {
  await page.goto('/en/learn')
  for (const { title, role, situation, minutes } of ordinary) {
    const card = main(page).getByRole('article').filter({ hasText: title })
    for (const text of [role, en.learn.situations[situation], `About ${minutes} minutes`]) await expect(card).toContainText(text)
  }
  const boxes = await main(page)
    .getByRole('article')
    .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()).map(({ top, width }) => ({ top, width })))
  expect(new Set(boxes.map(({ top }) => top)).size, 'four in a row').toBe(Math.ceil(ordinary.length / 4))
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size, 'all of one width').toBe(1)
})

test('one chooses by where one works or by what happens, and finds back to all, in the suggested order', { tag: '@deep' }, async ({
  page,
}) => {
  const titles = () => main(page).getByRole('article').getByRole('heading').allInnerTexts()
  await page.goto('/en/learn')
  await expect.poll(titles).toEqual(ordinary.map(({ title }) => title))
  const group = main(page).getByRole('group').filter({ hasText: en.learn.choose })
  await group.getByText(en.learn.choose).click()
  await group.getByRole('link', { name: en.learn.sectors.politics }).click()
  await expect.poll(titles).toEqual(ordinary.filter(({ sectors }) => sectors.includes('politics')).map(({ title }) => title))
  await expect(group.getByRole('link', { name: en.learn.sectors.politics })).toHaveAttribute('aria-current', 'true')
  await group.getByRole('link', { name: en.learn.situations.trip }).click()
  await expect.poll(titles).toEqual([titleOf('P03')])
  await group.getByRole('link', { name: en.learn.allSituations }).click()
  await expect(main(page).getByRole('article')).toHaveCount(ordinary.length)
})

test('a trainer finds the three uses on home', { tag: '@deep' }, async ({ page }) => {
  await page.goto('/en')
  const uses = page.getByRole('region', { name: en.home.uses.title })
  for (const [name, path] of [
    [en.home.back.all, '/en/learn'],
    [en.home.uses.course.link, '/en/manage/courses'],
    [en.home.live, '/en/live'],
    [en.home.join, '/en/j'],
  ])
    await expect(uses.getByRole('link', { name })).toHaveAttribute('href', path!)
  await uses.getByRole('link', { name: en.home.uses.course.link }).click()
  await expect(page, 'signed out, one signs in first').toHaveURL(/sign-in/)
})
