import type { Browser, BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, heading, test } from '../support/browser'
import { CONTACT, button, play, rest } from '../support/course-steps'
import { type IdentityProvider, startProvider } from '../support/identity-provider'
import { type TestServer, freePort, startServer } from '../support/server'

const { accounts, courseEditor, courses, certificate } = en
const CODE = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/
const PASSWORD = 'a sentence that only I know'
let server: TestServer
let provider: IdentityProvider
let site: string

test.beforeAll(async () => {
  const port = await freePort()
  site = `http://localhost:${port}`
  provider = await startProvider(`${site}/api/auth/callback/sso`, {
    sue: { email: 'sue@example.org', email_verified: true, name: 'Sue Signed' },
  })
  server = await startServer({
    port,
    env: {
      FACILITATORS: '',
      PUBLIC_URL: site,
      CONTACT_NAME: CONTACT.name,
      CONTACT_PHONE: CONTACT.phone,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    },
  })
})
test.afterAll(async () => {
  await server?.stop()
  await provider?.stop()
})

interface Person {
  page: Page
  context: BrowserContext
}
async function person(browser: Browser): Promise<Person> {
  const context = await browser.newContext({ baseURL: site })
  return { context, page: await context.newPage() }
}
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })

async function administrator(browser: Browser): Promise<Person> {
  const admin = await person(browser)
  const { page } = admin
  await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
  await page.goto(/\/en\/set-up\/[\w-]+/.exec(server.output())![0])
  await field(page, accounts.fields.name).fill('Ada Holt')
  await field(page, accounts.fields.email).fill('ada@example.org')
  await page.getByLabel(accounts.fields.newPassword).fill(PASSWORD)
  await button(page, accounts.setUp.do).click()
  await page.waitForURL('**/en/manage')
  await page.goto('/en/manage/people')
  await page.getByRole('link', { name: 'Ada Holt' }).click()
  await page.getByLabel(accounts.roles.owner).check()
  await button(page, en.people.person.rolesDo).click()
  return admin
}

async function course({ page }: Person): Promise<{ path: string; link: string }> {
  await page.goto('/en/manage/courses/new')
  await page.getByRole('button', { name: 'Start with this one: The essentials' }).click()
  const path = new URL(page.url()).pathname
  await page.goto(`${path}/publish`)
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.goto(`${path}/people`)
  await page.getByRole('main').getByRole('link', { name: courseEditor.new.firstCohort }).click()
  await page.getByRole('button', { name: courseEditor.cohort.linkMake }).click()
  return { path, link: /\/en\/enrol\/\S+/.exec((await page.getByText('/en/enrol/').textContent())!)![0] }
}

async function invited(admin: Person, browser: Browser, name: string, email: string): Promise<Person> {
  const { page } = admin
  await page.goto('/en/manage/people/add')
  await field(page, en.addPeople.list).fill(`${name} <${email}>`)
  await page.getByLabel(en.addPeople.into).selectOption('')
  await button(page, en.addPeople.do).click()
  await page.waitForURL('**/link/invite/**')
  const link = (await page.locator('.select-all').textContent())!
  const guest = await person(browser)
  await guest.page.goto(link)
  await guest.page.getByLabel(accounts.fields.newPassword).fill(PASSWORD)
  await button(guest.page, accounts.invitation.do).click()
  await guest.page.waitForURL('**/en/learn')
  return guest
}

async function certified({ page, context }: Person, link: string, name: string): Promise<string> {
  await page.goto(link)
  await page
    .getByRole('main')
    .getByRole('button', { name: courses.enrol.as.replace('{name}', name) })
    .click()
  await page.waitForURL('**/items/*')
  await rest(page, context, server.dataDir)
  await page.waitForURL('**?note=complete')
  await page.getByRole('link', { name: courses.certificateOpen, exact: true }).click()
  await expect(page.getByLabel(certificate.withName.replace('{name}', name))).toBeChecked()
  await button(page, certificate.makeDo).click()
  await expect(page.getByRole('article')).toContainText(CODE)
  return CODE.exec((await page.getByRole('article').textContent())!)![0]
}

test('an administrator sets up a course, three new employees complete it, their certificates are valid, and one erases everything', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const admin = await administrator(browser)
  const { path, link } = await course(admin)

  const ivy = await invited(admin, browser, 'Ivy Invited', 'ivy@example.org')
  const codes = { ivy: await certified(ivy, link, 'Ivy Invited'), sue: '', ann: '' }

  const sue = await person(browser)
  await sue.page.goto(link)
  await sue.page.getByRole('main').getByRole('link', { name: courses.signIn, exact: true }).click()
  await sue.page.getByRole('link', { name: accounts.signIn.sso }).click()
  await sue.page.getByRole('link', { name: 'sue' }).click()
  await sue.page.waitForURL(`**${link}`)
  codes.sue = await certified(sue, link, 'Sue Signed')

  // Starts anonymously and keeps her results when she signs in.
  await (await invited(admin, browser, 'Ann Anonymous', 'ann@example.org')).context.close()
  const ann = await person(browser)
  await ann.page.goto('/en/learn/P02')
  await ann.page.locator('form[action$="/P02/start"] button').first().click()
  await ann.page.waitForURL('**/attempts/*')
  const attempt = new URL(ann.page.url()).pathname
  await play(ann.page, ann.context, server.dataDir)
  await ann.page.goto('/en/sign-in')
  await field(ann.page, accounts.fields.email).fill('ann@example.org')
  await field(ann.page, accounts.fields.password).fill(PASSWORD)
  await button(ann.page, accounts.signIn.do).click()
  await ann.page.waitForURL('**/en/learn')
  expect((await ann.page.goto(`${attempt}/debrief`))?.status(), 'what she did before is hers').toBe(200)
  expect((await sue.page.goto(`${attempt}/debrief`))?.status(), 'and nobody else’s').toBe(404)
  codes.ann = await certified(ann, link, 'Ann Anonymous')

  await admin.page.goto(`${path}/records`)
  for (const name of ['Ivy Invited', 'Sue Signed', 'Ann Anonymous']) {
    await expect(admin.page.getByRole('row').filter({ hasText: name })).toContainText(en.records.states.complete)
  }
  const stranger = await person(browser)
  for (const [code, name] of [
    [codes.ivy, 'Ivy Invited'],
    [codes.sue, 'Sue Signed'],
    [codes.ann, 'Ann Anonymous'],
  ] as const) {
    await stranger.page.goto(`/verify/${code}`)
    await expect(heading(stranger.page)).toHaveText(certificate.verify.valid)
    await expect(stranger.page.getByRole('main')).toContainText(name)
  }

  await ivy.page.goto('/en/learn/data')
  await ivy.page.getByLabel(en.data.eraseConfirm).check()
  await field(ivy.page, accounts.fields.passwordNow).fill(PASSWORD)
  await button(ivy.page, en.data.eraseDo).click()
  await expect(ivy.page.getByText(en.data.erased)).toBeVisible()
  await admin.page.goto(`${path}/records`)
  await expect(admin.page.getByText('Ivy Invited')).toHaveCount(0)
  await expect(admin.page.getByRole('row').filter({ hasText: 'Sue Signed' })).toBeVisible()
  await admin.page.goto('/en/manage/people')
  await expect(admin.page.getByText('ivy@example.org')).toHaveCount(0)
  await stranger.page.goto(`/verify/${codes.ivy}`)
  await expect(heading(stranger.page)).not.toHaveText(certificate.verify.valid)
  await expect(stranger.page.getByRole('main')).not.toContainText('Ivy Invited')
})
