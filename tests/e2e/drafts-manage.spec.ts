import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, expect, watch } from '../support/browser'
import { test } from '../support/own-site'
import { soundDraft } from '../support/sound-scenario'

const d = en.drafts
const DRAFTS = '/en/manage/scenarios/drafts'
const sound = stringify({ ...soundDraft(), id: 'harbour-lease', title: 'The harbour lease' }, { aliasDuplicateObjects: false })

test('a draft is begun, mended in the browser, published to learners and taken back, without script', async ({
  browser,
  site,
  context: administrators,
  visitor,
}) => {
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
  await context.addCookies(await administrators.cookies())
  const page = await context.newPage()
  const learner = await visitor.newPage()
  const listed = async () => {
    await learner.goto('/en/learn')
    return learner.getByText('The harbour lease').count()
  }

  await page.goto('/en/manage/scenarios')
  await page.getByRole('link', { name: d.link, exact: true }).first().click()
  await page.getByLabel(d.new.id).fill('harbour-lease')
  await page.getByRole('button', { name: d.new.do }).click()
  await expect(page).toHaveURL(`${DRAFTS}/harbour-lease`)
  const faults = page.getByRole('region', { name: /finding/ })
  const first = faults.getByRole('listitem').filter({ hasText: d.level.error }).first()
  await expect(first).toContainText('Write: ')
  await expect(first).toContainText(/Line \d+/)
  await expect(page.getByRole('button', { name: d.publish.publish, exact: true })).toHaveCount(0)
  expect(await listed()).toBe(0)

  await page.getByLabel(d.file.label).fill(sound)
  await page.getByRole('button', { name: d.file.save }).click()
  await expect(page.getByText(d.note.saved)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The harbour lease')
  expect(readFileSync(join(site.dataDir, 'drafts/harbour-lease/scenario.yaml'), 'utf8')).toBe(sound)
  expect(await listed()).toBe(0)
  await page.getByRole('button', { name: d.publish.publish, exact: true }).click()
  await expect(page.getByText(d.note.published)).toBeVisible()
  expect(await listed()).toBeGreaterThan(0)
  await page.goto(DRAFTS)
  await expect(page.getByRole('row', { name: /The harbour lease/ })).toContainText('This version, since')

  await page.getByRole('link', { name: 'The harbour lease' }).click()
  await page.getByRole('button', { name: d.publish.unpublish }).click()
  await expect(page.getByText(d.note.unpublish)).toBeVisible()
  expect(await listed()).toBe(0)

  await page.goto('/en/manage/audit')
  const log = await page.locator('main').textContent()
  for (const action of ['scenario.published', 'scenario.unpublished'] as const) {
    const [, name] = action.split('.') as ['scenario', 'published' | 'unpublished']
    expect(log, action).toContain(en.people.audit.actions.scenario[name])
  }
  await context.close()
})

test('the pages of drafts are accessible, and fit a phone', async ({ page, context }) => {
  const problems = watch(context)
  await page.goto(DRAFTS)
  await page.getByLabel(d.new.id).fill('a-second-draft')
  await page.getByRole('button', { name: d.new.do }).click()
  await expect(page).toHaveURL(`${DRAFTS}/a-second-draft`)
  for (const address of [DRAFTS, `${DRAFTS}/a-second-draft`]) {
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(address)
      expect(await axe(page), `${address} ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(width)
    }
  }
  expect(problems).toEqual([])
})
