import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, heading, hydrated, test } from '../support/browser'
import { guidedRoom } from '../support/live-tour'
import { scenarios, variantIn } from '../support/play'

const t = en.liveCockpit
const known = variantIn('P01', 'hostile')
const title = scenarios.find((p) => p.id === 'P01')!.title

async function prepared(page: Page, { name = '', rehearsal = 0 } = {}): Promise<void> {
  await page.goto('/en/live')
  await page.getByRole('textbox', { name: en.livePrepare.name.label }).fill(name)
  await page.getByRole('radio', { name: title }).check()
  await page.getByRole('spinbutton', { name: en.livePrepare.rehearsal.label }).fill(String(rehearsal))
  await page.getByRole('button', { name: en.livePrepare.open }).click()
  await expect(heading(page)).toHaveText(en.live.facilitator.ready)
}
const ways = (page: Page) => page.getByRole('main').getByRole('combobox')

test('a rehearsal with a name becomes the session, and both stand in the list', async ({ page }) => {
  await prepared(page, { name: 'Harbour Board, autumn', rehearsal: 8 })
  await page.getByRole('navigation').getByRole('link', { name: en.live.title }).click()
  const own = page.getByRole('region', { name: en.live.yours }).getByRole('listitem')
  await expect(own).toHaveCount(1)
  await expect(own).toContainText('Harbour Board, autumn')
  await expect(own).toContainText(title)
  await expect(own).toContainText(en.live.rehearsal)
  await own.getByRole('button', { name: en.live.useRehearsal }).click()
  await expect(heading(page)).toHaveText(en.live.facilitator.ready)
  await page.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
  await expect(page.getByText('Harbour Board, autumn')).toBeVisible()
  await expect(page.getByText(t.rehearsal, { exact: true })).toHaveCount(0)
  await page.goto('/en')
  await page.getByRole('region', { name: en.live.yours }).getByRole('link', { name: 'Harbour Board, autumn' }).first().click()
  await expect(heading(page)).toHaveText(t.heading.lobby)
  await page.goto('/en/live')
  await expect(own).toHaveCount(2)
  await expect(own.filter({ hasText: en.live.rehearsal })).toHaveCount(1)
})

test('what is planned can be chosen until the start, its minutes add up, and cockpit and run sheet follow', async ({ page }) => {
  await prepared(page)
  await page.getByRole('link', { name: en.livePlan.change }).click()
  await hydrated(page)
  const adds = page.getByText(/^This plan takes/)
  const before = await adds.textContent()
  const last = ways(page).last()
  const moment = (await page
    .getByRole('rowheader')
    .nth((await ways(page).count()) - 1)
    .textContent())!.replace(/^\d+/, '')
  await expect(last).not.toHaveValue('narrate')
  await last.selectOption('narrate')
  await expect(adds).not.toHaveText(before!)
  await page.getByRole('radio', { name: '20', exact: true }).check({ force: true })
  await expect(adds).toHaveText(/more than you have/)
  await page.getByRole('button', { name: en.livePlan.save }).click()
  await expect(page.getByText(en.livePlan.note.saved)).toBeVisible()
  await expect(last).toHaveValue('narrate')
  await page.getByRole('button', { name: en.livePlan.suggest }).click()
  // A story may take a minute longer, and then the plan says so.
  await expect(adds).not.toHaveText(/([2-9]|\d\d) more than you have/)
  await last.selectOption('discuss')
  await page.getByRole('button', { name: en.livePlan.save }).click()
  await expect(page.getByText(en.livePlan.note.saved)).toBeVisible()

  await page.getByRole('link', { name: en.live.facilitator.toRunSheet }).click()
  await expect(page.getByRole('row', { name: moment })).toContainText(en.livePlan.how.discuss)
  await page.goBack()
  await page.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
  await expect(page.getByRole('navigation', { name: t.moments }).getByRole('listitem').filter({ hasText: moment })).toContainText(
    en.livePlan.how.discuss,
  )
  await hydrated(page)
  await page.locator('#next').click()
  await expect(heading(page)).not.toHaveText(t.heading.lobby)
  await page.goto(page.url().replace('/cockpit', '/plan'))
  await expect(page.getByText(en.livePlan.begun)).toBeVisible()
  await expect(ways(page)).toHaveCount(0)
})

test('an open cockpit follows a plan that is changed beside it, and nothing changes once the session has begun', { tag: '@deep' }, async ({
  page,
  context,
  baseURL,
}) => {
  const room = await guidedRoom(baseURL!, known)
  await room.enter(context, 'facilitator')
  await page.goto(`${room.session.base}/cockpit`)
  await hydrated(page)
  const plan = await context.newPage()
  await plan.goto(`${room.session.base}/plan`)
  const first = page.getByRole('navigation', { name: t.moments }).getByRole('listitem').first()
  await expect(first).not.toContainText(en.livePlan.how.narrate)
  await ways(plan).first().selectOption('narrate')
  await plan.getByRole('button', { name: en.livePlan.save }).click()
  await expect(first).toContainText(en.livePlan.how.narrate)

  await plan.goto(`${room.session.base}/plan`)
  await room.command({ type: 'start' })
  await ways(plan).first().selectOption('discuss')
  await plan.getByRole('button', { name: en.livePlan.save }).click()
  await expect(plan.getByText(en.livePlan.begun)).toBeVisible()
  expect((await room.view()).facilitator!.treatment).toBe('narrate')
})

test('the facilitator link of a running session leads back to it first, and the sheet of who was there follows who signs', {
  tag: '@deep',
}, async ({ page, browser, baseURL }) => {
  await prepared(page, { rehearsal: 8 })
  const link = page.url()
  await expect(page.getByText(`· ${en.live.rehearsal}`)).toBeVisible()
  await page.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
  await hydrated(page)
  for (const gone of [t.heading.lobby, en.play.whoYouAre]) {
    await page.locator('#next').click()
    await expect(heading(page)).not.toHaveText(gone)
    await expect(page.locator('#next')).toHaveAttribute('aria-disabled', 'false')
  }
  await page.goto(link)
  await expect(heading(page)).toHaveText(en.live.facilitator.running.replace('{moment}', '1'))
  await expect(page.getByRole('main').getByRole('link').first()).toHaveText(en.live.facilitator.toCockpit)

  const room = await guidedRoom(baseURL!, known)
  await room.enter(page.context(), 'facilitator')
  await page.goto(`${room.session.base}/attendance`)
  await page.getByRole('button', { name: en.liveAttendance.open }).click()
  await hydrated(page)
  const phone = await browser.newContext()
  await room.enter(phone, 'phone')
  const sheet = await phone.newPage()
  await sheet.goto(`${room.session.base}/attendance`)
  await sheet.getByRole('textbox', { name: en.liveAttendance.name }).fill('Ada Lund')
  await sheet.getByRole('button', { name: en.liveAttendance.sign }).click()
  await expect(sheet.getByText(en.livePhone.sheet.signed)).toBeVisible()
  await expect(page.getByRole('paragraph').filter({ hasText: 'Ada Lund' })).toBeVisible({ timeout: 10_000 })
  await phone.close()
  await page.getByRole('link', { name: en.live.cockpitLink, exact: true }).click()
  await expect(heading(page)).toHaveText(t.heading.lobby)
})

test.describe('without script', { tag: '@deep' }, () => {
  test.use({ javaScriptEnabled: false })
  test('a plan is chosen by its form, and the cockpit says what it cannot do and leads on', async ({ page }) => {
    await prepared(page)
    await page.getByRole('link', { name: en.livePlan.change }).click()
    await ways(page).first().selectOption('narrate')
    await page.getByRole('button', { name: en.livePlan.save }).click()
    await expect(ways(page).first()).toHaveValue('narrate')
    await page.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
    // A browser without script shows it, but this one only has its scripts held back.
    expect(await page.locator('noscript').innerHTML()).toContain(t.noScript)
    await expect(page.locator('#next')).toBeHidden()
  })
})

test.describe('the facilitator link is copied', { tag: '@deep' }, () => {
  const copied = async (page: Page) => {
    await page.getByRole('button', { name: en.live.facilitator.copy }).first().click()
    await expect(page.getByText(en.live.facilitator.copied)).toBeVisible()
    await page.goto('/en/live')
    const field = page.getByRole('textbox', { name: en.livePrepare.name.label })
    await field.focus()
    await page.keyboard.press('ControlOrMeta+V')
    await expect(field).toHaveValue(/\/facilitator\//)
  }
  test('by the clipboard', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await prepared(page)
    await copied(page)
  })
  test('and where the browser keeps it from the page', async ({ page, context }) => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await prepared(page)
    await copied(page)
  })
})
