import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { arrived, axe, expect, heading, open, perform, test } from '../support/browser'
import { publishApart } from '../support/apart'
import { button, part } from '../support/course-steps'
import { JUDGE, append, attemptAt, variantIn, stateAfter, wayTo } from '../support/play'

const known = variantIn('P01', 'genuine')
const way = wayTo(known, (id) => !known.compiled.play.scenes[id])
const firstMoment = way.slice(0, way.findIndex((e) => e.type === 'continue') + 1)
const saved = (page: Page) => page.getByRole('banner').getByRole('status')

const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const cache = (await caches.keys()).includes('offline-play') ? await caches.open('offline-play') : null
    return ((await cache?.keys()) ?? []).map(({ url }) => new URL(url).pathname)
  })
const sheetsIn = (page: Page, name: string): Promise<number> =>
  page.evaluate(async (cache) => (await (await caches.open(cache)).keys()).filter(({ url }) => url.endsWith('.css')).length, name)
async function openKept(page: Page, attempt: string): Promise<void> {
  await open(page, attempt)
  await expect
    .poll(async () => (await kept(page)).filter((path) => path === attempt || path.endsWith('.js')).length, { timeout: 20_000 })
    .toBeGreaterThan(5)
}
async function play(page: Page, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    await perform(page, known, stateAfter(known, firstMoment.slice(0, i)), firstMoment[i]!)
    await arrived(page)
  }
}

test('without a network a play is reloaded where it was, left to a page that leads back, and its debrief opens once there is one', async ({
  page,
  context,
}) => {
  const attempt = await attemptAt(context, known)
  await openKept(page, attempt)
  await play(page, 0, firstMoment.length)
  await expect(saved(page)).toHaveText(en.play.saved.saved)
  const title = await heading(page).textContent()
  for (const name of ['offline-play', 'offline-pages']) expect(await sheetsIn(page, name), name).toBeGreaterThan(0)
  await context.setOffline(true)
  await page.reload()
  await expect(heading(page), 'what the server knows and the kept page does not').toHaveText(title!)

  await page.getByRole('link', { name: en.play.leave }).click()
  await expect(heading(page)).toHaveText(en.offline.title)
  await expect(page.getByText(en.offline.page)).toBeVisible()
  await expect(page.getByText(en.offline.safe)).toBeVisible()
  expect(await axe(page)).toEqual([])
  await page.getByRole('link', { name: en.offline.back }).click()
  await expect(heading(page)).toHaveText(title!)

  await page.goto(`${attempt}/debrief`)
  await expect(page.getByText(en.offline.debrief)).toBeVisible()
  await context.setOffline(false)
  await append(context, attempt, [...way.slice(firstMoment.length), JUDGE], firstMoment.length)
  await page.getByRole('link', { name: en.offline.again }).click()
  await expect(page.getByRole('heading', { name: en.debrief.decisions })).toBeVisible()
})

test('a network that is back for a page and not yet for its service worker is waited for', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await openKept(page, attempt)
  await append(context, attempt, way)
  await page.reload()
  let asked = 0
  await context.route('**/debrief', (route) => (route.request().serviceWorker() && asked++ === 0 ? route.abort() : route.continue()))
  await perform(page, known, stateAfter(known, way), JUDGE)
  await expect(page.getByRole('heading', { name: en.debrief.decisions })).toBeVisible()
  expect(asked).toBe(2)
})

test('a page from the network comes before one that is kept', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await openKept(page, attempt)
  const before = await heading(page).textContent()
  await append(context, attempt, firstMoment)
  await page.reload()
  await expect(heading(page)).not.toHaveText(before!)
  const title = await heading(page).textContent()
  await expect
    .poll(() => page.evaluate(async (path) => (await caches.match(path))!.text(), attempt))
    .toContain(`value="${firstMoment.length}"`)
  await context.setOffline(true)
  await page.reload()
  await expect(heading(page)).toHaveText(title!)
})

test('a play is kept whose page the service worker did not bring', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await openKept(page, attempt)
  await page.evaluate(() => caches.delete('offline-play'))
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  // Only from the network, like a page that began to load before there was a service worker.
  await devtools.send('Network.setBypassServiceWorker', { bypass: true })
  await page.goto('/en')
  expect((await page.goto(attempt))!.fromServiceWorker()).toBe(false)
  await devtools.send('Network.setBypassServiceWorker', { bypass: false })
  await expect.poll(() => kept(page)).toContain(attempt)
})

test('of a play nothing is kept once its debrief was seen or this device forgotten, and of other pages nothing at all [p:outbox]', {
  tag: '@deep',
}, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await openKept(page, attempt)
  for (const path of ['/en/learn', '/en/learn/data', '/en/courses', '/en/sign-in']) await page.goto(path)
  expect((await kept(page)).filter((path) => !path.startsWith('/_next/static/'))).toEqual([attempt])
  await append(context, attempt, [...way, JUDGE])
  await page.goto(`${attempt}/debrief`)
  await expect.poll(() => kept(page)).toEqual([])

  const next = await attemptAt(context, known)
  await openKept(page, next)
  await page.goto('/en/learn/data')
  await page.getByRole('button', { name: en.data.forget, exact: true }).click()
  await page.waitForURL('**/learn?done=forgotten')
  expect(
    await page.evaluate(async () => [
      await caches.keys(),
      Object.keys(localStorage),
      (await navigator.serviceWorker.getRegistrations()).length,
    ]),
  ).toEqual([[], [], 0])
})

test('other pages are not touched: without a network the browser says so itself', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  await openKept(page, attempt)
  await context.setOffline(true)
  for (const path of ['/en', '/en/learn/P01', '/en/learn/data', '/en/sign-in', '/en/live', '/en/manage'])
    await expect(page.goto(path), path).rejects.toThrow('ERR_INTERNET_DISCONNECTED')
})

test('a play of a course is left to its course’s page, which says what is safe without a network', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const { link: token } = await publishApart('essentials', { people: 'codes' })
  await page.goto(`/en/enrol/${token}`)
  await button(page, en.courses.enrol.anonymous).click()
  await page.waitForURL('**/items/*')
  while (!(await button(page, en.courses.item.play).isVisible())) await part(page, context)
  await button(page, en.courses.item.play).click()
  await page.waitForURL('**/attempts/*')
  await openKept(page, new URL(page.url()).pathname)
  const registered = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).filter(({ active }) => active).length)
  await expect.poll(registered).toBe(2)
  const title = await heading(page).textContent()
  await context.setOffline(true)
  await page.getByRole('link', { name: en.play.leave }).click()
  await expect(page.getByText(en.offline.page)).toBeVisible()
  expect(new URL(page.url()).pathname).toMatch(/^\/en\/courses\/[^/]+$/)
  await page.getByRole('link', { name: en.offline.back }).click()
  await expect(heading(page)).toHaveText(title!)
})
