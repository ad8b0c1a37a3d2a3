import { readFileSync } from 'node:fs'
import { type Page, test as base } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { AUTH_SECRET, cookiesOf, manyApart, somebodyApart } from '../support/apart'
import { axe, expect, watch } from '../support/browser'
import type { ManyLearners } from '../support/many-learners'
import type { TestPerson } from '../support/people'
import { type TestServer, startServer } from '../support/server'

interface Site extends TestServer {
  full: ManyLearners
  small: ManyLearners
  coded: ManyLearners
}
const test = base.extend<object, { site: Site; owner: TestPerson }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, use) => {
      const server = await startServer({ env: { AUTH_SECRET } })
      const full = await manyApart(server.dataDir, 2, [110, 40])
      const small = await manyApart(server.dataDir, 2, [7])
      const coded = await manyApart(server.dataDir, 2, [12], { people: 'codes' })
      await use({ ...server, url: server.url.replace('127.0.0.1', 'localhost'), full, small, coded })
      await server.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  owner: [
    async ({ site }, use) => use(await somebodyApart({ directory: site.dataDir }, site.port, ['administrator', 'author'])),
    { scope: 'worker' },
  ],
  context: async ({ browser, site, owner, javaScriptEnabled, viewport }, use) => {
    const context = await browser.newContext({ baseURL: site.url, viewport, javaScriptEnabled, acceptDownloads: true })
    await context.addCookies(cookiesOf(owner, site.url))
    const problems = watch(context)
    await use(context)
    await context.close()
    expect(problems).toEqual([])
  },
})

const t = en.records
const records = (course: string) => `/en/manage/courses/${course}/records`
const figures = (course: string) => `/en/manage/courses/${course}/figures`
const matrix = (page: Page) => page.getByRole('region', { name: t.table })
const people = (page: Page) => matrix(page).locator('tbody tr')
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test('the table is filtered, paged and downloaded; axe finds nothing', async ({ page, site }) => {
  await page.goto(records(site.full.course))
  await expect(people(page)).toHaveCount(100)
  expect(await axe(page)).toEqual([])
  await page.getByRole('link', { name: t.next }).click()
  await expect(people(page)).toHaveCount(50)
  await page.getByLabel(t.filter.cohort, { exact: true }).selectOption({ label: 'Cohort 2' })
  await page.getByLabel(t.filter.state, { exact: true }).selectOption('complete')
  await page.getByRole('button', { name: t.filter.apply }).click()
  // A row counted while the page is still loading would be missed.
  await page.waitForURL(/state=complete/)
  const shown = await people(page).count()
  expect(shown).toBeGreaterThan(10)
  expect(shown).toBeLessThan(40)
  await expect(people(page).first().locator('td.state').first()).toHaveText(t.items.done)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: t.csv }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text.trim().split('\n')).toHaveLength(shown + 1)
  expect(text).not.toMatch(/ended|result|of 100/i)
  const workbook = page.waitForEvent('download')
  await page.getByRole('link', { name: t.xlsx }).click()
  expect((await workbook).suggestedFilename()).toMatch(/^Security onboarding – records \d{4}-\d\d-\d\d\.xlsx$/)
})

test('whoever is ticked, or matches the filter, is acted on, and it can be undone', async ({ page, site }) => {
  await page.goto(`${records(site.full.course)}?state=not-started`)
  const before = await people(page).count()
  expect(before).toBeGreaterThan(1)
  await people(page).first().getByRole('checkbox').check()
  await page.getByLabel(t.select.act, { exact: true }).selectOption('exempt')
  await page.getByRole('button', { name: t.select.go }).click()
  await expect(page.getByRole('main').locator('li:not(nav li)')).toHaveCount(1)
  expect(await axe(page)).toEqual([])
  await page.getByLabel(t.act.reason, { exact: true }).fill('On leave until spring')
  await page.getByRole('button', { name: t.acts.exempt }).click()
  await expect(page.getByRole('status')).toHaveText('1 person is exempt now.')
  await expect(people(page)).toHaveCount(before - 1)
  await page.goto(`${records(site.full.course)}?state=exempt`)
  await people(page).first().getByRole('link').click()
  await expect(page.getByRole('region', { name: t.person.historyTable })).toContainText('On leave until spring')
  expect(await axe(page)).toEqual([])
  await page.goto(`${records(site.full.course)}?state=not-started`)
  await page.getByLabel(t.select.which, { exact: true }).selectOption('all')
  await page.getByLabel(t.select.act, { exact: true }).selectOption('extend')
  await page.getByRole('button', { name: t.select.go }).click()
  await page.getByLabel(t.act.due, { exact: true }).fill('2199-01-31')
  await page.getByRole('button', { name: t.acts.extend }).click()
  await expect(people(page).first()).toContainText('2199')
  await page.getByRole('button', { name: t.note.undo }).click()
  await expect(page.getByRole('status')).toContainText(/Undone/)
  await page.goto(`${records(site.full.course)}?state=not-started`)
  await expect(people(page).first()).not.toContainText('2199')
})

test('a course with codes shows no name anywhere', async ({ page, site }) => {
  await page.goto(records(site.coded.course))
  expect(await people(page).count()).toBeGreaterThan(4)
  await expect(people(page).first().getByRole('rowheader')).toHaveText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const html = await page.content()
  for (const secret of [...site.coded.emails, ...site.coded.learners]) expect(html).not.toContain(secret)
})

test('figures show what a group did in each scenario, and a cohort by itself; axe finds nothing', { tag: '@deep' }, async ({
  page,
  site,
}) => {
  await page.goto(figures(site.full.course))
  const rows = page.getByRole('region', { name: en.figures.table }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.last()).toContainText(/\d+ of \d+.*\d+ of \d+.*\d+ of \d+.*half of them by the \d/)
  expect(await axe(page)).toEqual([])
  const all = await rows.last().textContent()
  await page.getByLabel(en.figures.group, { exact: true }).selectOption({ label: 'Cohort 2' })
  await page.getByRole('button', { name: en.figures.show, exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Cohort 2', exact: true })).toBeVisible()
  await expect(rows.last()).not.toHaveText(all!)
})

test('a course of seven people shows no figures', { tag: '@deep' }, async ({ page, site }) => {
  await page.goto(figures(site.small.course))
  await expect(page.getByText(en.figures.noCrowds)).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
})

test.describe('on a phone', { tag: '@deep' }, () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('wide tables scroll by themselves', async ({ page, site }) => {
    for (const path of [records(site.full.course), figures(site.full.course)]) {
      await page.goto(path)
      expect(await overflow(page), path).toBe(0)
    }
  })
})

test.describe('without script', { tag: '@deep' }, () => {
  test.use({ javaScriptEnabled: false })
  test('the filter and the pages work', async ({ page, site }) => {
    await page.goto(records(site.full.course))
    await page.getByLabel(t.filter.search, { exact: true }).fill(site.full.emails[3]!)
    await page.getByRole('button', { name: t.filter.apply }).click()
    await expect(people(page)).toHaveCount(1)
    await page.goto(figures(site.full.course))
    await expect(page.getByRole('region', { name: en.figures.table })).toBeVisible()
  })
})
