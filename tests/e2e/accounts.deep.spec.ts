import type { Browser, BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, cutTexts, expect, heading, test, watch } from '../support/browser'
import { type TestServer, startServer } from '../support/server'

const t = en.accounts
const PASSWORD = 'a sentence that only I know'
let server: TestServer
let at: string

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  server = await startServer({ env: { FACILITATORS: '' } })
  at = `http://localhost:${server.port}`
})
test.afterAll(() => server?.stop())

const setUpPath = () => /\/en\/set-up\/[\w-]+/.exec(server.output())![0]
async function opened(browser: Browser, javaScriptEnabled = false): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: at })
  return { context, page: await context.newPage(), problems: watch(context) }
}
async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.goto('/en/sign-in')
  await page.getByLabel(t.fields.email, { exact: true }).fill(email)
  await page.getByLabel(t.fields.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: t.signIn.do, exact: true }).click()
}

test('without script: set-up link, invitation, accepting, signing out and in', async ({ browser }) => {
  const { context, page } = await opened(browser)
  await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
  await page.goto(setUpPath())
  await expect(heading(page)).toHaveText(t.setUp.title)
  await page.getByLabel(t.fields.name, { exact: true }).fill('Ada Holt')
  await page.getByLabel(t.fields.email, { exact: true }).fill('ada@example.org')
  await page.getByLabel(t.fields.newPassword).fill(PASSWORD)
  await expect(page.getByLabel(t.setUp.role)).toBeChecked()
  await page.getByRole('button', { name: t.setUp.do }).click()
  await page.waitForURL('**/en/manage')
  await page.goto('/en/manage/people')
  await page.getByRole('link', { name: en.addPeople.title }).click()
  await page.getByLabel(en.addPeople.list).fill('Ira Lund <ira@example')
  await page.getByText(en.addPeople.roles).click()
  await page.getByLabel(t.roles.facilitator).check()
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await expect(page.getByText(en.addPeople.why.address)).toBeVisible()
  await expect(page.getByLabel(en.addPeople.list)).toHaveValue('Ira Lund <ira@example')
  await expect(page.getByLabel(t.roles.facilitator)).toBeChecked()
  await page.getByLabel(en.addPeople.list).fill('Ira Lund <ira@example.org>')
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await page.waitForURL('**/link/invite/**')
  const link = (await page.locator('.select-all').textContent())!
  expect(link).toContain(`${at}/en/invitation/`)

  const guest = await opened(browser)
  await guest.page.goto(link)
  await expect(guest.page.getByText('ira@example.org')).toBeVisible()
  await expect(guest.page.getByLabel(t.fields.name, { exact: true })).toHaveValue('Ira Lund')
  await guest.page.getByLabel(t.fields.newPassword).fill(PASSWORD)
  await guest.page.getByRole('button', { name: t.invitation.do }).click()
  await guest.page.waitForURL('**/en/live')
  await guest.page.getByRole('link', { name: en.manage.account }).click()
  await expect(guest.page.getByText('Learner, Facilitator')).toBeVisible()
  await guest.page.getByRole('button', { name: t.signOut, exact: true }).click()
  await expect(guest.page.getByText(t.signIn.note.out)).toBeVisible()
  await signIn(guest.page, 'ira@example.org', 'not the password at all')
  await expect(guest.page.getByText(t.signIn.note.wrong)).toBeVisible()
  await expect(guest.page.getByLabel(t.fields.email, { exact: true })).toHaveValue('ira@example.org')
  await signIn(guest.page, 'ira@example.org')
  await guest.page.waitForURL('**/en/live')
  const cookies = await guest.context.cookies()
  expect(cookies.map(({ name }) => name).sort()).toEqual(['account.session_token', 'known', 'notices'])
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await guest.page.goto('/en/manage/people')
  await expect(heading(guest.page)).toHaveText(en.manage.noAccess.title)
  await Promise.all([context.close(), guest.context.close()])
})

test('a table of people is checked before anybody is invited', async ({ browser }) => {
  const { context, page } = await opened(browser)
  await signIn(page, 'ada@example.org')
  await page.goto('/en/manage/people/add')
  const file = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByLabel(en.addPeople.file).setInputFiles(file('name,email,roles\nJo Ek,jo@example.org,owner\nKim,not an address,\n'))
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await expect(page.getByRole('listitem').filter({ hasText: /Line 3: .*has no email address/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Jo Ek jo@example.org Course owner/ })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: en.addPeople.do }).click()
  expect((await download).suggestedFilename()).toBe('invitations.csv')
  await page.goto('/en/manage/people')
  await page.getByRole('button', { name: 'Withdraw the invitation for Jo Ek' }).click()
  await expect(page.getByText(en.people.pendingNone)).toBeVisible()
  await context.close()
})

test('axe finds nothing on any page, light or dark, wide or narrow, and nothing is cut', async ({ browser }) => {
  test.slow()
  const { context, page, problems } = await opened(browser, true)
  const look = async (path: string) => {
    await page.goto(path)
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 900 })
      const cut = await cutTexts(page)
      expect(
        cut.filter((c) => !path.includes('/manage/') || !c.startsWith('outside')),
        `${path} at ${width}`,
      ).toEqual([])
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await axe(page), `${path} ${colorScheme}`).toEqual([])
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  for (const path of [
    '/en/sign-in',
    '/en/sign-in?note=wrong',
    '/en/forgotten',
    '/en/sign-up',
    '/en/set-up/nothing',
    '/en/invitation/nothing',
    '/en/reset/nothing',
  ])
    await look(path)
  await signIn(page, 'ada@example.org')
  await page.waitForURL('**/en/manage')
  await page.goto('/en/manage/people/add')
  await page.getByLabel(en.addPeople.list).fill('Uma Sand <uma@example.org>')
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await page.waitForURL('**/link/invite/**')
  const link = (await page.locator('.select-all').textContent())!
  await look(page.url())
  await look('/en/manage/people?note=withdrawn')
  await look('/en/manage/people/add')
  const baltic = Buffer.from('name,email,roles\n\xd0ar\xfbnas,a@example.org,administrator\nB,b,\n', 'latin1')
  await page.getByLabel(en.addPeople.file).setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer: baltic })
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await page.waitForURL('**/add?kept=*')
  await look(page.url())
  await page.goto('/en/manage/people')
  await page.getByRole('link', { name: 'Ira Lund' }).click()
  await page.waitForURL(/people\/[\w-]{20}$/)
  const person = page.url()
  await look(person)
  await page.goto(person)
  await page.getByRole('button', { name: en.people.person.sessionsDo }).click()
  await expect(page.getByText(en.people.person.note.sessions)).toBeVisible()
  await look(`${person}/remove`)
  await look('/en/manage/audit')
  await look('/en/account?note=wrong')
  await look(link)
  await page.getByRole('button', { name: t.signOut, exact: true }).click()
  await page.waitForURL('**/sign-in?note=out')
  await look(link)
  expect(problems).toEqual([])
  await context.close()
})

test('a passkey is added, signs in, and is removed, and the account’s other browsers say so [p:told-at-sign-in]', async ({ browser }) => {
  const { context, page, problems } = await opened(browser, true)
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: t.signIn.passkey }).click()
  await expect(page.getByText(t.signIn.passkeyNone)).toBeVisible()
  await signIn(page, 'ira@example.org')
  await page.waitForURL('**/en/live')
  const notices = page.getByRole('region', { name: t.notice.title })
  await expect(notices).toContainText(/Ada Holt \(.+\) signed you out everywhere\./)
  expect(await axe(page)).toEqual([])
  await notices.getByRole('button', { name: t.notice.dismiss }).click()
  await expect(notices).toHaveCount(0)
  await expect(page).toHaveURL(/\/en\/live$/)
  await page.goto('/en/account')
  await page.getByLabel(t.account.passkeyName).fill('My laptop')
  await page.locator('#passkeys').getByLabel(t.fields.passwordNow).fill(PASSWORD)
  await page.getByRole('button', { name: t.account.passkeyAdd }).click()
  // With the first passkey come recovery codes.
  await expect(heading(page)).toHaveText(t.secondFactor.codesTitle)
  await page.getByRole('button', { name: t.secondFactor.codesKept }).click()
  await expect(page.getByText(t.secondFactor.note.kept)).toBeVisible()
  await page.goto('/en/account')
  await expect(page.locator('#passkeys li')).toContainText('My laptop')
  await page.getByRole('button', { name: t.signOut, exact: true }).click()
  await expect(page.getByText(t.signIn.note.out)).toBeVisible()
  await page.goto('/en/sign-in?next=/en/learn/data')
  await page.getByRole('button', { name: t.signIn.passkey }).click()
  await page.waitForURL(/^[^?]*\/en\/learn\/data$/)
  await page.goto('/en/account')
  await page.getByText(t.account.passkeyRemove, { exact: true }).click()
  expect(await axe(page)).toEqual([])
  await page.getByLabel(en.people.prove.password).fill(PASSWORD)
  await page.getByRole('button', { name: t.account.passkeyRemoveDo }).click()
  await expect(page.getByText(t.account.passkeysNone)).toBeVisible()
  const other = await opened(browser, true)
  await signIn(other.page, 'ira@example.org')
  await other.page.waitForURL('**/en/live')
  const notice = other.page.getByRole('region', { name: t.notice.title })
  for (const what of ['passkey-added', 'passkey-removed'] as const) await expect(notice).toContainText(t.notice[what])
  await other.context.close()
  expect(problems).toEqual([])
  await context.close()
})

test('signing in works by keyboard, in the order of the page', async ({ browser }) => {
  const { context, page } = await opened(browser, true)
  await page.goto('/en/sign-in')
  await page.getByLabel(t.fields.email, { exact: true }).focus()
  await page.keyboard.type('ira@example.org')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: t.signIn.do, exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/en/live')
  await context.close()
})
