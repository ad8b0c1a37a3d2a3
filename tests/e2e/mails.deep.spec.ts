import { type Page, test as base } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { AUTH_SECRET, cookiesOf, somebodyApart } from '../support/apart'
import { axe, cutTexts, expect, schemeAt } from '../support/browser'
import { type Mailbox, openMailbox } from '../support/mailbox'
import type { TestPerson } from '../support/people'
import { type TestServer, startServer } from '../support/server'

const t = en.mails
const PAGE = '/en/manage/organisation/mails'

const test = base.extend<object, { box: Mailbox; site: TestServer; administrator: TestPerson }>({
  box: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, use) => {
      const box = await openMailbox()
      await use(box)
      await box.close()
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ box }, use) => {
      const server = await startServer({ env: { AUTH_SECRET, SMTP_URL: box.url, PSEUDO_LOCALE: '1' } })
      await use({ ...server, url: server.url.replace('127.0.0.1', 'localhost') })
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  administrator: [
    async ({ site }, use) => use(await somebodyApart({ directory: site.dataDir }, site.port, ['administrator'])),
    { scope: 'worker' },
  ],
  context: async ({ browser, site, administrator, javaScriptEnabled }, use) => {
    const context = await browser.newContext({
      baseURL: site.url,
      viewport: { width: 1440, height: 900 },
      ...(javaScriptEnabled !== undefined && { javaScriptEnabled }),
    })
    await context.addCookies(cookiesOf(administrator, site.url))
    await use(context)
    await context.close()
  },
})
test.describe.configure({ mode: 'serial' })

const status = (page: Page) => page.getByRole('status')
const frame = (page: Page) => page.frameLocator('iframe')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a test mail arrives, and the page says what the mail server said', async ({ page, box, administrator }) => {
  await page.goto(PAGE)
  await press(page, t.test.do)
  await expect(status(page)).toContainText(`The mail server accepted the email to ${administrator.email} and answered “250`)
  expect(box.mails.at(-1)).toMatchObject({ to: administrator.email, subject: en.mail.letters.test.subject })
  box.refuse = () => true
  await press(page, t.test.do)
  await expect(status(page)).toContainText('no such mailbox')
  box.refuse = () => false
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a text that cannot be sent is not saved, its line is named, and nothing typed is lost', async ({ page }) => {
    await page.goto(PAGE)
    await page.getByRole('link', { name: `Edit: ${en.mail.letters.reminder.name}`, exact: true }).click()
    const typed = 'Dear {colleague},\n\n{details}\n\nHere: {link}'
    await page.locator('#field-body').fill(typed)
    await press(page, t.form.save)
    await expect(status(page)).toHaveText(t.note.check)
    await expect(page.locator('#field-body-error')).toContainText('Line 1: {colleague} is not a placeholder here.')
    await expect(page.locator('#field-body')).toHaveValue(typed)
  })

  test('a preview shows what was typed as HTML and as text; it is sent to oneself, saved, and goes back', async ({
    page,
    box,
    administrator,
  }) => {
    await page.goto(`${PAGE}/reminder`)
    await page.locator('#field-subject').fill('Please finish {course}')
    await page.locator('#field-body').fill('{greeting}\n\n<b>Do it</b> now.\n\n{details}\n\n{link}')
    await press(page, t.form.preview)
    await expect(page.getByText('Please finish Meeting people abroad')).toBeVisible()
    await expect(frame(page).getByText('<b>Do it</b> now.')).toBeVisible()
    await expect(page.locator('pre')).toContainText('<b>Do it</b> now.')
    await press(page, t.form.send)
    await expect(status(page)).toContainText(`We sent your text to ${administrator.email} but did not save it.`)
    expect(box.mails.at(-1)).toMatchObject({ to: administrator.email, subject: 'Please finish Meeting people abroad' })
    await press(page, t.form.save)
    await expect(status(page)).toHaveText(t.note.saved)
    await page.goto(PAGE)
    await expect(page.getByText('Please finish {course}')).toBeVisible()
    await page.goto(`${PAGE}/reminder`)
    await press(page, t.form.reset)
    await expect(status(page)).toHaveText(t.note.reset)
    await expect(page.locator('#field-subject')).toHaveValue(en.mail.letters.reminder.subject)
    await page.goto('/en/manage/audit?group=organisation')
    await expect(page.getByRole('table')).toContainText('Reminder; English')
  })

  test('of two who edit one text the later is told, and keeps theirs', async ({ page, context }) => {
    const other = await context.newPage()
    for (const one of [page, other]) await one.goto(`${PAGE}/digest`)
    await other.locator('#field-subject').fill('First')
    await press(other, t.form.save)
    await page.locator('#field-subject').fill('Second')
    await press(page, t.form.save)
    await expect(status(page)).toHaveText(t.note.conflict)
    await expect(page.locator('#field-subject')).toHaveValue('Second')
  })
})

test('a letter about an account can be looked at and not changed; the frame runs and loads nothing', async ({
  page,
  site,
  administrator,
}) => {
  await page.goto(`${PAGE}/changed`)
  await expect(frame(page).getByText('signed you out everywhere')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${site.url}${PAGE}/${path}`, { headers: { cookie: administrator.cookie, ...headers }, redirect: 'manual' })
  const preview = await ask('changed/preview')
  expect(preview.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
  )
  const refused = await fetch(`${site.url}${PAGE}/changed/save`, {
    method: 'POST',
    body: new URLSearchParams({ lang: 'en', subject: 'S', body: '{greeting} {what} {advice} {link}', seen: '0' }),
    headers: { cookie: administrator.cookie, origin: site.url },
    redirect: 'manual',
  })
  expect(refused.headers.get('location')).toBe('/en/gone')
})

for (const path of [
  PAGE,
  `${PAGE}/course`,
  `${PAGE}/changed`,
  '/en-XA/manage/organisation/mails',
  '/en-XA/manage/organisation/mails/course',
])
  test(`axe finds nothing on ${path}, light or dark, wide or narrow, and nothing is cut`, async ({ page }) => {
    test.slow()
    await page.goto(path)
    if (!path.endsWith('mails')) await expect(frame(page).getByRole('paragraph').first()).toBeVisible()
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await cutTexts(page), `at ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`).toBe(true)
      const colorScheme = schemeAt(width)
      await page.emulateMedia({ colorScheme })
      // Below, axe checks the content of the frame by itself.
      await page.evaluate(() => document.querySelector('iframe')?.remove())
      expect(await axe(page), `${colorScheme} at ${width}`).toEqual([])
    }
  })

test('axe finds nothing in a letter, light or dark, wide or narrow, and it fits a phone', async ({ page }) => {
  const html = await (await page.request.get(`${PAGE}/course/preview`)).text()
  await page.setContent(html)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`).toBe(true)
    const colorScheme = schemeAt(width)
    await page.emulateMedia({ colorScheme })
    const found = (await axe(page)).filter((one) => !/^(region|landmark-one-main|page-has-heading-one):/.test(one))
    expect(found, `${colorScheme} at ${width}`).toEqual([])
  }
})
