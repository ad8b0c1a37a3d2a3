import en from '@/messages/en.json' with { type: 'json' }
import { axe, expect, heading, test } from '../support/browser'
import { attemptAt, scenarios, variantIn } from '../support/play'
import { guidedRoom } from '../support/live-tour'

test('the style of a page is applied under its policy', async ({ page }) => {
  await page.goto('/en')
  const start = page.getByRole('link', { name: en.home.start })
  expect(await start.evaluate((el) => getComputedStyle(el).borderRadius)).toBe('10px')
  expect(await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check('16px "Inter Variable"')))).toBe(true)
})

test('our cookie is the only thing stored, inaccessible to scripts and other sites', async ({ page, context }) => {
  await page.goto('/en/learn')
  expect(await context.cookies(), 'reading alone sets nothing').toEqual([])
  await attemptAt(context, variantIn('T01', 'genuine'))
  expect(await context.cookies()).toMatchObject([{ name: 'learner', httpOnly: true, sameSite: 'Lax', path: '/' }])
  await page.goto('/en/learn')
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('the title of each page says where one is', async ({ page, context }) => {
  const titles = new Map<string, string>()
  const attempt = await attemptAt(context, variantIn('P01', 'hostile'))
  const paths = [
    '/en',
    '/en/learn',
    '/en/learn/P01',
    '/en/learn/P02',
    attempt,
    '/en/learn/skills',
    '/en/learn/data',
    '/en/learn/continue/nonsense',
  ]
  for (const path of paths) {
    await page.goto(path)
    titles.set(path, await page.title())
    expect(await page.locator('html').getAttribute('lang'), path).toBe('en-GB')
    await expect(heading(page), path).toHaveCount(1)
  }
  expect(new Set(titles.values()).size).toBe(paths.length)
  for (const [path, title] of titles) expect(title, path).toContain(en.ui.name)
  const { title } = scenarios.find((p) => p.id === 'P01')!
  expect(titles.get(attempt)).toBe(`Moment 1: ${title} – ${en.ui.name}`)
})

test('the title of each session page says what it is, and nobody else can open it', async ({ page, context, baseURL, browser }) => {
  const room = await guidedRoom(baseURL!, variantIn('P01', 'hostile'))
  const { base, projectorKey, facilitatorLink } = room.session
  const own = [`${base}/cockpit`, `${base}/run-sheet`, `${base}/summary`, `${base}/summary/csv`, `${base}/summary/json`]
  const stranger = await browser.newContext()
  for (const path of [...own, `${base}/projector`, `${base}/projector?key=nonsense`])
    expect((await stranger.request.get(path)).status(), path).toBe(404)
  await stranger.close()
  for (const as of ['facilitator', 'phone'] as const) await room.enter(context, as)
  const titles = new Set<string>()
  const pages = ['/en/live', '/en/j', base, facilitatorLink, `${base}/projector?key=${projectorKey}`, ...own.slice(0, 3)]
  for (const path of pages) {
    await page.goto(path)
    titles.add(await page.title())
    expect(await page.title(), path).toContain(en.ui.name)
    expect(await page.locator('html').getAttribute('lang'), path).toBe('en-GB')
    await expect(heading(page), path).toHaveCount(1)
  }
  expect(titles.size).toBe(pages.length)
  expect(await context.cookies()).toMatchObject([
    { httpOnly: true, sameSite: 'Lax' },
    { httpOnly: true, sameSite: 'Lax' },
  ])
})

test('the icon is there', async ({ page, request }) => {
  await page.goto('/en')
  const href = await page.locator('link[rel=icon]').getAttribute('href')
  const icon = await request.get(href!)
  expect(icon.headers()['content-type']).toContain('image/svg+xml')
})

test('what is not there is said in the product’s voice, in scenarios, in sessions and anywhere else', async ({ page }) => {
  for (const path of ['/en/nonsense', '/nonsense.html', '/en/learn/attempts/nonsense', '/en/live/nonsense/cockpit']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
    await expect(heading(page)).toHaveText(en.error.notFound)
    await expect(page.getByRole('button', { name: en.ui.help })).toBeVisible()
    await expect(page.getByRole('link', { name: en.error.toScenarios })).toHaveAttribute('href', '/en/learn')
  }
  expect(await axe(page)).toEqual([])
})
