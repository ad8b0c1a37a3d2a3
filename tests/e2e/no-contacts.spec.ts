import { test as base } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { AUTH_SECRET, cookiesOf, somebodyApart } from '../support/apart'
import { axe, cutTexts, expect } from '../support/browser'
import { type TestServer, startServer } from '../support/server'

const test = base.extend<object, { site: TestServer }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, use) => {
      const server = await startServer({ env: { AUTH_SECRET } })
      await use({ ...server, url: server.url.replace('127.0.0.1', 'localhost') })
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})
const card = en.organisation.card

test('who is to be told can be found out and written down, and an administrator is led to where it is entered', async ({
  page,
  context,
  site,
}) => {
  await page.goto(`${site.url}/en/contact-card`)
  await expect(page.getByRole('main').getByText(en.help.unnamed)).toBeVisible()
  const onCard = page.locator('.take-away-card:visible')
  for (const line of [card.name, card.phone]) await expect(onCard.getByText(line)).toBeVisible()
  expect(await onCard.evaluate((el) => el.scrollHeight <= el.clientHeight)).toBe(true)
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await cutTexts(page), `at ${width}`).toEqual([])
    expect(await axe(page), `at ${width}`).toEqual([])
  }
  await expect(page.getByRole('link', { name: card.enter })).toHaveCount(0)
  await page.getByRole('button', { name: en.ui.helpShort }).click()
  const help = page.getByRole('dialog')
  await expect(help).toContainText(en.help.unnamed)
  const lines = help.getByRole('group').filter({ hasText: en.help.lines.title })
  await lines.getByText(en.help.lines.title).click()
  await expect(lines).toContainText('26 Nov 2026')
  for (const link of await lines.getByRole('link').all()) await expect(link).toHaveAttribute('href', /^(https:\/\/|tel:\+)/)
  expect(await axe(page)).toEqual([])

  await context.addCookies(cookiesOf(await somebodyApart({ directory: site.dataDir }, site.port, ['administrator']), site.url))
  await page.goto(`${site.url}/en/contact-card`)
  await page.getByRole('link', { name: card.enter }).click()
  await expect(page.getByRole('heading', { level: 1, name: en.organisation.contacts.title })).toBeVisible()
})
