import type { Browser, BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { type Authenticator, authenticator, codesIn } from '../support/authenticator'
import { axe, cutTexts, expect, heading, schemeAt, test, watch } from '../support/browser'
import { type TestServer, startServer } from '../support/server'

const t = en.accounts
const PASSWORD = 'a sentence that only I know'
const EMAIL = 'ada@example.org'
let server: TestServer
let app: Authenticator
let codes: string[]

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  server = await startServer({ env: { FACILITATORS: '', SECOND_FACTOR: '' } })
})
test.afterAll(() => server?.stop())

async function opened(browser: Browser, javaScriptEnabled = false): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: `http://localhost:${server.port}` })
  return { context, page: await context.newPage(), problems: watch(context) }
}
async function byPassword(page: Page, next = '') {
  await page.goto(`/en/sign-in${next && `?next=${next}`}`)
  await page.getByLabel(t.fields.email, { exact: true }).fill(EMAIL)
  await page.getByLabel(t.fields.password, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: t.signIn.do, exact: true }).click()
}
async function byCode(page: Page, code: string) {
  await page.getByLabel(t.secondStep.code, { exact: true }).fill(code)
  await page.getByRole('button', { name: t.secondStep.do, exact: true }).click()
}
async function looksRight(page: Page) {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const colorScheme = schemeAt(width)
    await page.emulateMedia({ colorScheme })
    expect(await axe(page)).toEqual([])
    expect(await cutTexts(page)).toEqual([])
  }
}

test('without script: the set-up link leads to a second factor, and on to management', async ({ browser }) => {
  const { context, page } = await opened(browser)
  await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
  await page.goto(/\/en\/set-up\/[\w-]+/.exec(server.output())![0])
  await page.getByLabel(t.fields.name, { exact: true }).fill('Ada Holt')
  await page.getByLabel(t.fields.email, { exact: true }).fill(EMAIL)
  await page.getByLabel(t.fields.newPassword).fill(PASSWORD)
  await page.getByRole('button', { name: t.setUp.do }).click()
  await expect(heading(page)).toHaveText(t.secondFactor.title)
  await expect(page.getByText(t.secondFactor.needed)).toBeVisible()
  await page.getByRole('button', { name: t.secondFactor.begin }).click()
  await expect(page.getByRole('img', { name: t.secondFactor.qr })).toBeVisible()
  app = authenticator((await page.locator('main').textContent())!)
  await page.getByLabel(t.secondFactor.code).fill('111')
  await page.getByRole('button', { name: t.secondFactor.confirm, exact: true }).click()
  await expect(page.getByLabel(t.secondFactor.code)).toHaveAccessibleDescription(t.secondFactor.codeWrong)
  await page.getByLabel(t.secondFactor.code).fill(await app.code(-1))
  await page.getByRole('button', { name: t.secondFactor.confirm, exact: true }).click()
  await expect(heading(page)).toHaveText(t.secondFactor.codesTitle)
  await expect(page).toHaveTitle(new RegExp(t.secondFactor.codesTitle))
  await expect(page.getByText(EMAIL)).toBeVisible()
  // Without script there is no button, and one click selects all codes.
  await expect(page.getByRole('button', { name: en.ui.print })).toBeHidden()
  await expect(page.getByRole('list', { name: t.secondFactor.codes })).toHaveCSS('user-select', 'all')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: t.secondFactor.codesKept })).toBeHidden()
  await expect(page.getByRole('list', { name: t.secondFactor.codes })).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  codes = codesIn(await page.locator('main').innerHTML())
  expect(codes).toHaveLength(10)
  await page.getByRole('button', { name: t.secondFactor.codesKept }).click()
  await page.waitForURL('**/en/manage')
  await context.close()
})

test('without script: in again by code and by recovery code', async ({ browser }) => {
  const { context, page } = await opened(browser)
  await byPassword(page, '/en/manage/people')
  await expect(heading(page)).toHaveText(t.secondStep.title)
  await byCode(page, '000000')
  await expect(page.getByLabel(t.secondStep.code, { exact: true })).toHaveAccessibleDescription(new RegExp(t.secondStep.wrong.slice(0, 30)))
  await byCode(page, await app.code())
  await page.waitForURL(/^[^?]*\/en\/manage\/people$/)
  await page.goto('/en/account')
  await page.getByRole('button', { name: t.signOut, exact: true }).click()
  await byPassword(page)
  await byCode(page, codes[0]!)
  await page.waitForURL('**/en/manage')
  await context.close()
})

test('a passkey that verifies its user is enough, and completes a password [p:second-factor-asked]', async ({ browser }) => {
  const { context, page, problems } = await opened(browser, true)
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await byPassword(page)
  await looksRight(page)
  await byCode(page, codes[1]!)
  await page.waitForURL('**/en/manage')
  await page.goto('/en/account')
  await page.getByLabel(t.account.passkeyName).fill('My laptop')
  await page.locator('#passkeys').getByLabel(t.fields.passwordNow).fill(PASSWORD)
  await page.getByRole('button', { name: t.account.passkeyAdd }).click()
  await expect(page.getByText(t.secondFactor.note.passkey)).toBeVisible()
  await page.goto('/en/account/second-factor')
  await looksRight(page)
  await page.getByLabel(en.people.prove.password).last().fill(PASSWORD)
  await page.getByRole('button', { name: t.secondFactor.removeDo }).click()
  await expect(page.getByText(t.secondFactor.note.removed)).toBeVisible()
  await page.goto('/en/account')
  await page.getByRole('button', { name: t.signOut, exact: true }).click()
  await page.goto('/en/sign-in?next=/en/manage/people')
  await page.getByRole('button', { name: t.signIn.passkey }).click()
  await page.waitForURL(/^[^?]*\/en\/manage\/people$/)
  await page.goto('/en/account')
  await page.getByRole('button', { name: t.signOut, exact: true }).click()
  await byPassword(page, '/en/manage/people')
  await expect(heading(page)).toHaveText(t.secondStep.title)
  await page.getByRole('button', { name: t.signIn.passkey }).click()
  await page.waitForURL(/^[^?]*\/en\/manage\/people$/)
  await page.goto('/en/account')
  await page.getByRole('button', { name: t.signOut, exact: true }).click()
  // Without verifying its user, a passkey opens nothing: the browser does not even offer it.
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.goto('/en/sign-in?next=/en/manage/people')
  await page.getByRole('button', { name: t.signIn.passkey }).click()
  await expect(page.getByText(t.signIn.passkeyNone)).toBeVisible()
  expect(problems).toEqual([])
  await context.close()
})

test('the page that sets one up reads well', async ({ browser }) => {
  const { context, page, problems } = await opened(browser, true)
  await page.goto('/en/sign-in')
  const fresh = await startServer({ env: { FACILITATORS: '', SECOND_FACTOR: '' } })
  try {
    await expect.poll(() => fresh.output(), { timeout: 20_000 }).toContain('/en/set-up/')
    await page.goto(`http://localhost:${fresh.port}${/\/en\/set-up\/[\w-]+/.exec(fresh.output())![0]}`)
    await page.getByLabel(t.fields.name, { exact: true }).fill('Ada Holt')
    await page.getByLabel(t.fields.email, { exact: true }).fill(EMAIL)
    await page.getByLabel(t.fields.newPassword).fill(PASSWORD)
    await page.getByRole('button', { name: t.setUp.do }).click()
    await expect(heading(page)).toHaveText(t.secondFactor.title)
    await looksRight(page)
    await page.getByRole('button', { name: t.secondFactor.begin }).click()
    await expect(page.getByRole('img', { name: t.secondFactor.qr })).toBeVisible()
    await looksRight(page)
    const own = authenticator((await page.locator('main').textContent())!)
    await page.getByLabel(t.secondFactor.code).fill(await own.code())
    await page.getByRole('button', { name: t.secondFactor.confirm, exact: true }).click()
    await expect(heading(page)).toHaveText(t.secondFactor.codesTitle)
    await looksRight(page)
  } finally {
    await fresh.stop()
  }
  expect(problems).toEqual([])
  await context.close()
})
