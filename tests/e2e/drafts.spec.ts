import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { stringify } from 'yaml'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, commit, expect, heading, hydrated, sureness, watch } from '../support/browser'
import { test } from '../support/own-site'
import { soundDraft } from '../support/sound-scenario'

const d = en.drafts
const DRAFTS = '/en/manage/scenarios/drafts'
const sound = stringify({ ...soundDraft(), id: 'harbour-lease', title: 'The harbour lease' }, { aliasDuplicateObjects: false })

/** @returns the path of the draft's file */
function put(dataDir: string, id: string, text: string): string {
  const folder = join(dataDir, 'drafts', id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'scenario.yaml'), text.replace(/^id: .*$/m, `id: ${id}`))
  return join(folder, 'scenario.yaml')
}
const panel = (page: Page) => page.getByRole('complementary', { name: d.panel.title })
const fact = (page: Page, term: string) => panel(page).locator('dt', { hasText: term }).locator('+ dd')
const act = (page: Page, option: string) => page.locator('#conversation').getByRole('radio', { name: option, exact: true })

test('a draft is played to its debrief without script, in both versions, and nothing of it is stored', async ({
  browser,
  site,
  context: administrators,
}) => {
  put(site.dataDir, 'harbour-lease', sound)
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
  await context.addCookies(await administrators.cookies())
  const page = await context.newPage()
  await page.goto(`${DRAFTS}/harbour-lease`)
  await page.getByRole('link', { name: d.play }).click()
  await expect(heading(page)).toHaveText('Moment 1')

  await commit(page).click()
  await expect(page.locator('.missing')).toBeVisible()
  await act(page, 'Check first, then send the draft, as it is nearly out').check()
  await commit(page).click()
  await page.getByRole('button', { name: en.play.continue }).click()
  await expect(heading(page)).toHaveText('Moment 2')
  await expect(fact(page, d.panel.facts)).toContainText('f0')

  await panel(page).getByRole('link', { name: d.variant.genuine }).click()
  await expect(heading(page)).toHaveText('Moment 2')
  await expect(panel(page).getByRole('link', { name: d.variant.genuine })).toHaveAttribute('aria-current', 'true')
  await panel(page).getByRole('link', { name: 'Moment 7' }).first().click()
  await expect(heading(page)).toHaveText('Moment 7')
  await act(page, 'Answer by the office line').check()
  await commit(page).click()
  await page.getByRole('button', { name: en.play.continue }).click()
  await page.getByRole('group', { name: en.play.judgement }).getByRole('radio', { name: en.play.looks.genuine }).check()
  await sureness(page).getByRole('radio').first().check()
  await page.getByRole('button', { name: en.play.toDebrief }).click()
  await expect(page.locator('main')).toHaveClass(/debrief/)
  expect((await (await context.request.get('/en/learn/data/export')).json()).learning.attempts).toEqual([])
  await context.close()
})

test('what is wrong stands beside its sentence, and is mended there', async ({ page, site }) => {
  const faulty = sound.replace('The meeting starts soon. A message waits for you.', '"Write: what has just happened."')
  const file = put(site.dataDir, 'faulty', faulty)
  const stored = readFileSync(file, 'utf8')
  await page.goto(`${DRAFTS}/faulty/play`)
  await hydrated(page)
  const lead = panel(page)
    .locator('details')
    .filter({ has: page.getByLabel('Text at scenes/s0/lead', { exact: true }) })
  await expect(lead.getByText(d.level.error)).toBeVisible()

  await lead.getByRole('textbox').fill('Your phone rings.')
  await lead.getByRole('button', { name: d.edit.save, exact: true }).click()
  await expect(panel(page).getByText(d.edit.said.saved)).toBeVisible()
  await expect(page.locator('main').getByText('Your phone rings.')).toBeVisible()
  await expect(panel(page).getByText(d.level.error)).toHaveCount(0)
  expect(readFileSync(file, 'utf8')).toBe(stored.replace('Write: what has just happened.', 'Your phone rings.'))
})

test('the page follows the file, and what is typed over a file that has changed stays', async ({ page, site }) => {
  const file = put(site.dataDir, 'followed', sound)
  await page.goto(`${DRAFTS}/followed/play`)
  await hydrated(page)
  await act(page, 'Answer by the office line').check()
  const row = panel(page).getByRole('listitem').filter({ hasText: 'Your desk' }).first()
  await row.locator('summary').click()
  await row.getByRole('textbox').fill('The hall')

  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('Good morning, and thank you for the page.', 'Good evening, and thank you for the page.'),
  )
  await expect(page.locator('main').getByText('Good evening, and thank you for the page.')).toBeVisible()
  await expect(act(page, 'Answer by the office line')).toBeChecked()
  await row.getByRole('button', { name: d.edit.save, exact: true }).click()
  await expect(row.getByText(d.edit.said.changed)).toBeVisible()
  await expect(row.getByRole('textbox')).toHaveValue('The hall')
  await row.getByRole('button', { name: d.edit.over }).click()
  await row.getByRole('button', { name: d.edit.save, exact: true }).click()
  await expect(page.locator('main').getByText('The hall')).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain('Good evening, and thank you for the page.')
})

test('a draft that cannot be played says where and why, and plays as soon as it can, with what is missing stood in for', async ({
  page,
  site,
}) => {
  const file = put(site.dataDir, 'broken', sound.replace(/^start: .*$/m, 'start: [s0'))
  await page.goto(`${DRAFTS}/broken/play`)
  await expect(heading(page)).toHaveText(d.unplayable)
  await expect(page.locator('main')).toContainText('never closed')
  await expect(page.locator('main')).toContainText(/Line \d+/)
  writeFileSync(file, readFileSync(file, 'utf8').replace('start: [s0', 'start: nowhere'))
  await expect(heading(page)).toHaveText('This moment does not exist yet: nowhere')
  await panel(page)
    .getByRole('link', { name: /elsewhere/ })
    .click()
  await expect(page.getByRole('region', { name: /finding/ })).toContainText('nowhere')
})

test('the pages of a play and a plan are accessible, and fit a phone', async ({ page, context, site }) => {
  const problems = watch(context)
  put(site.dataDir, 'shown', sound)
  for (const address of ['play', 'plan']) {
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${DRAFTS}/shown/${address}`)
      expect(await axe(page), `${address} ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(width)
    }
  }
  expect(problems).toEqual([])
})
