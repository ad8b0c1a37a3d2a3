import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, heading, test } from '../support/browser'
import { append, attemptAt, variantIn, wayTo } from '../support/play'

const known = variantIn('P03', 'hostile')
const way = wayTo(known, (id) => !known.compiled.play.scenes[id]).slice(0, 4)

async function begun(context: BrowserContext): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  return attempt
}
async function link(page: Page): Promise<{ address: string; code: string }> {
  await page.goto('/en/learn/data')
  await page.getByRole('button', { name: en.data.linkMake }).click()
  await expect(page.getByRole('img', { name: en.data.linkQr })).toBeVisible()
  return { address: (await page.getByText('/continue/').textContent())!, code: (await page.getByText(/^\d{3} \d{3}$/).textContent())! }
}

test('another device continues at the same moment by a link, and the link works once', async ({ page, context, browser }) => {
  const attempt = await begun(context)
  await page.goto(attempt)
  const title = await heading(page).textContent()
  const { address, code } = await link(page)

  const phone = await browser.newContext()
  const onPhone = await phone.newPage()
  await onPhone.goto(address)
  await onPhone.goto(address)
  await expect(onPhone.getByText(en.continue.seen)).toBeVisible()
  await onPhone.getByLabel(en.continue.code).fill('0')
  await onPhone.getByRole('button', { name: en.continue.accept }).click()
  await expect(onPhone.getByText(en.continue.codeWrong)).toBeVisible()
  await onPhone.getByLabel(en.continue.code).fill(code)
  await onPhone.getByRole('button', { name: en.continue.accept }).click()
  await onPhone.getByRole('link', { name: en.learn.resume }).click()
  await expect(heading(onPhone)).toHaveText(title!)
  const cookies = await phone.cookies()
  expect(cookies).toMatchObject([{ name: 'learner', httpOnly: true, sameSite: 'Lax' }])
  expect(cookies[0]!.value).not.toBe((await context.cookies())[0]!.value)

  const third = await browser.newContext()
  const onThird = await third.newPage()
  await onThird.goto(address)
  await expect(heading(onThird)).toHaveText(en.continue.expired)
  expect((await third.request.post(`${address}/accept`, { form: { code } })).url()).toBe(address)
  expect(await third.cookies()).toEqual([])
  await Promise.all([phone.close(), third.close()])
})

test('a forgotten device no longer opens any attempt, and the others continue', { tag: '@deep' }, async ({ page, context, browser }) => {
  const attempt = await begun(context)
  const { address, code } = await link(page)
  const kiosk = await browser.newContext()
  const onKiosk = await kiosk.newPage()
  await onKiosk.goto(address)
  await onKiosk.getByLabel(en.continue.code).fill(code)
  await onKiosk.getByRole('button', { name: en.continue.accept }).click()
  const before = await kiosk.cookies()
  await onKiosk.goto('/en/learn/data')
  await onKiosk.getByRole('button', { name: en.data.forgetDo }).click()
  await expect(onKiosk.getByText(en.data.forgotten)).toBeVisible()
  // What tells the next page to clear its storage is gone within seconds.
  await expect.poll(() => kiosk.cookies(), { timeout: 15_000 }).toEqual([])
  expect((await onKiosk.goto(attempt))?.status()).toBe(404)
  await kiosk.addCookies(before)
  expect((await onKiosk.goto(attempt))?.status(), 'the old cookie opens nothing').toBe(404)
  expect((await page.goto(attempt))?.status()).toBe(200)
  await kiosk.close()
})

test('everything is erased on all devices after confirmation [p:erasure]', async ({ page, context, browser }) => {
  const attempt = await begun(context)
  const { address, code } = await link(page)
  const other = await browser.newContext()
  await other.request.post(`${address}/accept`, { form: { code } })
  expect((await other.request.get(attempt)).status()).toBe(200)
  const { address: second } = await link(page)

  await page.goto('/en/learn/data')
  const erase = page.getByRole('region', { name: en.data.erase })
  await erase.getByRole('button').click()
  await expect(page).toHaveURL('/en/learn/data')
  await erase.getByRole('checkbox', { name: en.data.eraseConfirm }).check()
  await erase.getByRole('button').click()
  await expect(page.getByText(en.data.erased)).toBeVisible()
  // What tells the next page to clear its storage is gone within seconds.
  await expect.poll(() => context.cookies(), { timeout: 15_000 }).toEqual([])
  await page.goto('/en/learn/data')
  await expect(page.getByText(en.data.none)).toBeVisible()
  expect((await other.request.get(attempt)).status()).toBe(404)
  await page.goto(second)
  await expect(heading(page)).toHaveText(en.continue.expired)
  await other.close()
})

test('nobody opens another learner’s attempt or debrief [p:own-attempts]', async ({ context, browser }) => {
  const attempt = await begun(context)
  const stranger = await browser.newContext()
  await attemptAt(stranger, known)
  for (const path of [attempt, `${attempt}/debrief`]) expect((await stranger.request.get(path)).status()).toBe(404)
  const answer = await stranger.request.post(`${attempt}/events`, {
    data: { seq: way.length, events: [{ type: 'continue' }] },
    headers: { accept: 'application/json' },
  })
  expect(answer.status()).toBe(404)
  await stranger.close()
})
