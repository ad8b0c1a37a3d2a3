import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, expect, test } from '../support/browser'
import { button } from '../support/course-steps'
import { type Mailbox, openMailbox, textsTo } from '../support/mailbox'
import { type TestServer, freePort, startServer } from '../support/server'

const { accounts, addPeople, firstSteps, mails, organisation } = en
const PASSWORD = 'a sentence that only I know'
const PEOPLE = Array.from({ length: 10 }, (_, i) => `learner${i + 1}@example.org`)
let server: TestServer
let mailbox: Mailbox

test.beforeAll(async () => {
  const port = await freePort()
  mailbox = await openMailbox()
  server = await startServer({
    port,
    env: { FACILITATORS: '', SECOND_FACTOR: 'nobody', PUBLIC_URL: `http://localhost:${port}`, SMTP_URL: mailbox.url },
  })
})
test.afterAll(async () => {
  await server?.stop()
  await mailbox?.close()
})

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const next = (page: Page, name: string) =>
  page.getByRole('navigation', { name: firstSteps.title }).getByRole('link', { name, exact: true }).click()
async function letter(address: string): Promise<string> {
  await expect.poll(() => textsTo(mailbox, address).length, { timeout: 20_000 }).toBeGreaterThan(0)
  return textsTo(mailbox, address).at(-1)!
}
const linkIn = (text: string, path: RegExp): string => path.exec(text)![0]

test('an administrator gets from the set-up link to ten people invited by following the first steps', async ({ browser }) => {
  test.setTimeout(240_000)
  const site = `http://localhost:${server.port}`
  const context = await browser.newContext({ baseURL: site })
  const page = await context.newPage()
  await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
  await page.goto(linkIn(server.output(), /\/en\/set-up\/[\w-]+/))
  await field(page, accounts.fields.name).fill('Ada Holt')
  await field(page, accounts.fields.email).fill('ada@example.org')
  await page.getByLabel(accounts.fields.newPassword).fill(PASSWORD)
  await button(page, accounts.setUp.do).click()
  await page.waitForURL('**/en/manage')

  const list = page.getByRole('region', { name: firstSteps.title })
  await expect(list.getByText('1 of 7 done')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await axe(page), colorScheme).toEqual([])
  }
  await list.getByRole('link', { name: firstSteps.steps.mail.do }).click()
  await button(page, mails.test.do).click()
  await expect(page.getByText('The mail server accepted the email to ada@example.org')).toBeVisible()
  await page.goto(linkIn(await letter('ada@example.org'), /\/en\/manage\/first-steps\/mail\/[\w-]+/))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(firstSteps.mail.confirm)
  await button(page, firstSteps.mail.confirmDo).click()
  await expect(page.getByText('Your address ada@example.org is now verified')).toBeVisible()
  await expect(list.getByText('2 of 7 done')).toBeVisible()

  await list.getByRole('link', { name: firstSteps.steps.name.do }).click()
  await field(page, organisation.identity.name).fill('Ministry of Rivers')
  await button(page, organisation.keep).click()
  await next(page, firstSteps.draftDo)
  await button(page, organisation.draft.apply).click()
  await next(page, firstSteps.steps.contacts.do)
  await field(page, organisation.contacts.name).fill('The safety desk')
  await field(page, organisation.contacts.phone).fill('+00 555 0100')
  await button(page, organisation.contacts.addDo).click()
  await next(page, firstSteps.draftDo)
  await button(page, organisation.draft.apply).click()

  await next(page, firstSteps.steps.course.do)
  await page.getByRole('button', { name: 'Start with this one: The essentials' }).click()
  await next(page, firstSteps.steps.publish.do)
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await next(page, firstSteps.steps.people.do)
  await field(page, addPeople.list).fill([...PEOPLE, 'not an address'].join('\n'))
  await button(page, addPeople.do).click()
  await expect(page.getByText('10 people were invited.')).toBeVisible()
  await expect(field(page, addPeople.list)).toHaveValue('not an address')
  await expect(page.getByRole('navigation', { name: firstSteps.title })).toHaveCount(0)
  await page.goto('/en/manage')
  await expect(list).toHaveCount(0)
  await expect(page.getByRole('button', { name: firstSteps.back })).toHaveCount(0)
  await context.close()

  for (const address of PEOPLE) expect(await letter(address)).toContain('/en/invitation/')
  const guest = await browser.newContext({ baseURL: site })
  const own = await guest.newPage()
  await own.goto(linkIn(await letter(PEOPLE[0]!), /\/en\/invitation\/[\w-]+/))
  await field(own, accounts.fields.name).fill('Lea One')
  await own.getByLabel(accounts.fields.newPassword).fill(PASSWORD)
  await button(own, accounts.invitation.do).click()
  await own.waitForURL('**/en/courses/*')
  await expect(own.getByRole('main')).toContainText('The essentials')
  await guest.close()
})
