import en from '@/messages/en.json' with { type: 'json' }
import { axe, expect, heading, test } from '../support/browser'
import { attemptAt, scenarios, variantIn } from '../support/play'
import { guidedRoom } from '../support/live-tour'

test('every response has the security headers, pages and others', async ({ request }) => {
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await (await request.get('/en')).text())?.[1]
  for (const path of [
    '/en',
    '/en/learn',
    '/en/live',
    '/en/j',
    '/en/live/nonsense/stream',
    '/en/nonsense',
    '/healthz',
    '/icon.svg',
    script!,
  ]) {
    const headers = (await request.get(path)).headers()
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['permissions-policy'], path).toContain('camera=()')
    expect(headers['x-powered-by'], path).toBeUndefined()
    const policy = headers['content-security-policy'] ?? ''
    expect(policy, path).toMatch(/default-src 'none'/)
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic'/)
    expect(policy, path).toMatch(/frame-ancestors 'none'/)
    expect(policy, path).not.toContain('unsafe-')
  }
})

test('each page has its own nonce, and its style is applied under the policy', async ({ page, request }) => {
  const nonce = async () => /nonce-([^']+)/.exec((await request.get('/en')).headers()['content-security-policy'] ?? '')?.[1]
  const nonces = [await nonce(), await nonce()]
  expect(nonces[0]).not.toBe(nonces[1])
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

test('a write from another site is refused', async ({ request }) => {
  const answer = await request.post('/en/learn/T01/start', { headers: { origin: 'https://elsewhere.example' } })
  expect(answer.status()).toBe(403)
  expect(answer.headers()['set-cookie']).toBeUndefined()
})

test('a form post is answered by a redirect to a page', async ({ request }) => {
  expect((await request.post('/en/learn/T01/start', { maxRedirects: 0 })).status()).toBe(303)
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

const NOWHERE = [
  '/en/nonsense',
  '/nonsense',
  '/en/learn/P99',
  '/en/learn/attempts/nonsense',
  '/en/learn/attempts/nonsense/debrief',
  '/xx/learn',
  '/nonsense.html',
  '/en/nonsense.png',
  '/en/live/nonsense/cockpit',
  '/en/live/nonsense/projector',
  '/en/live/nonsense/summary',
  '/en/live/nonsense/run-sheet',
  '/en/live/nonsense/facilitator/nonsense',
  '/en/live/nonsense/summary/csv',
]
for (const path of NOWHERE) {
  test(`${path} is not found, and the page says so in the product’s voice`, async ({ page }) => {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    await expect(heading(page)).toHaveText(en.error.notFound)
    await expect(page.getByRole('button', { name: en.ui.help })).toBeVisible()
    await expect(page.getByRole('link', { name: en.error.toScenarios })).toHaveAttribute('href', '/en/learn')
    expect(await axe(page)).toEqual([])
  })
}
