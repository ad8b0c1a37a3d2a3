import en from '@/messages/en.json' with { type: 'json' }
import { expect } from '../support/browser'
import { test } from '../support/own-site'
import { variantIn } from '../support/play'

const o = en.organisation

test('once both versions are signed off, the page of the scenario says so; one alone shows nothing', async ({ page, visitor }) => {
  const other = await visitor.newPage()
  for (const [variant, said] of [
    ['hostile', false],
    ['genuine', true],
  ] as const) {
    await page.goto(`/en/manage/scenarios/P01/${variant}`)
    await page.locator('#field-date').fill('2999-01-01')
    await page.getByRole('button', { name: o.signOff.do }).click()
    await expect(page.locator('#field-expert-error')).toHaveText(o.errors.required)
    await expect(page.locator('#field-date-error')).toHaveText(o.signOff.dateError)
    await page.locator('#field-expert').fill('Ada Example')
    await page.locator('#field-note').fill('Read with the legal team.')
    await page.locator('#field-date').fill('2026-03-01')
    await page.getByRole('button', { name: o.signOff.do }).click()
    await expect(page.getByRole('status')).toHaveText(o.signOff.done)
    await other.goto('/en/learn/P01')
    expect((await other.getByText('by Ada Example on 1 Mar 2026').count()) === 1).toBe(said)
  }
  await expect(page.getByText(o.signOff.signed, { exact: true })).toHaveCount(2)
  expect(await other.content()).not.toContain('Read with the legal team')
  await page.goto('/en/manage/scenarios/P01/hostile')
  await page.getByRole('button', { name: o.signOff.withdraw }).click()
  await expect(page.getByRole('status')).toHaveText(o.signOff.withdrawn)
  await other.reload()
  await expect(other.getByText('by Ada Example')).toHaveCount(0)
})

test('whoever signs off can read all of either version first, with its key and its sources', async ({ page, visitor }) => {
  await page.goto('/en/manage/scenarios/P01/hostile')
  await page.getByRole('link', { name: o.signOff.read }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(o.signOff.variant.hostile)
  const { play, key } = variantIn('P01', 'hostile').compiled
  await expect(page.getByRole('heading', { level: 2, name: /^\d/ })).toHaveCount(Object.keys(play.scenes).length)
  await expect(page.getByText(o.read.cues.sign, { exact: false }).first()).toBeVisible()
  const cite = key.verdict.cites.find((id) => id !== 'INV')!
  await expect(page.locator(`#source-${cite}`)).toContainText(cite)
  await page.getByRole('link', { name: /^The other version/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(o.signOff.variant.genuine)
  await page.getByRole('link', { name: o.signOff.sign }).last().click()
  await expect(page.getByRole('button', { name: o.signOff.do })).toBeVisible()
  const other = await visitor.newPage()
  const shut = await other.goto('/en/manage/scenarios/P01/hostile/read')
  expect(await shut!.text()).not.toContain(o.read.verdict)
})

test('a preview plays the requested version, as practice', async ({ page }) => {
  await page.goto('/en/manage/scenarios')
  await page.getByRole('button', { name: 'Preview The paid opinion, Genuine' }).click()
  await page.waitForURL('**/learn/attempts/*')
  await page.goto('/en/learn/P01')
  await expect(page.getByText(en.learn.attemptPractice)).toBeVisible()
  await expect(page.getByRole('button', { name: en.learn.resume })).toHaveCount(0)
})
