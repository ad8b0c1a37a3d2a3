import type { Locator, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { at, expect, heading, hydrated, test } from '../support/browser'
import { type ToldRoom, toldRoom } from '../support/live-tour'
import { scenarioOf } from '../support/play'

const t = en.liveCockpit
const known = scenarioOf('P01', 'hostile')

/** The facilitator's screen, interactive. */
async function cockpitOf(page: Page, room: ToldRoom): Promise<void> {
  await room.enter(page.context(), 'host')
  await page.goto(`${room.session.base}/cockpit`)
  await hydrated(page)
}
/** The next step is available: the one before is done. */
const ready = (page: Page) => expect(page.locator('#next')).toHaveAttribute('aria-disabled', 'false')
async function key(page: Page, name: string): Promise<void> {
  await ready(page)
  await page.keyboard.press(name)
}
async function tabTo(page: Page, target: Locator, tab = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((el) => el === document.activeElement)) return
    await page.keyboard.press(tab)
  }
  throw new Error(`Tab never reached ${target}`)
}

test('a clicker leads through a moment and back, and ignores fields and dialogs', async ({ page, baseURL }) => {
  const room = await toldRoom(baseURL!, known)
  await cockpitOf(page, room)
  await key(page, 'PageDown')
  await expect(heading(page)).toHaveText(en.play.whoYouAre)
  await key(page, 'PageDown')
  await expect(page.getByText(`· ${t.phase.reading}`)).toBeVisible()
  await key(page, 'PageDown')
  await expect(page.locator('#next')).not.toHaveText(t.step.vote)
  await room.vote()
  await key(page, 'PageUp')
  await expect(page.locator('#next')).toHaveText(t.step.vote)
  await key(page, 'ArrowRight')
  await expect(page.locator('#next')).not.toHaveText(t.step.vote)
  await expect(page.getByText('5 of 5 answered')).toBeVisible()

  const before = await page.locator('main').getAttribute('data-version')
  await page.getByRole('textbox', { name: t.notes.own }).focus()
  for (const name of ['PageDown', 'PageUp', 'ArrowLeft', 'Space']) await page.keyboard.press(name)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: en.ui.help }).click()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.locator('main')).toHaveAttribute('data-version', before!)
  await ready(page)
  await page.locator('body').press('PageUp')
  await expect(page.locator('#next')).toHaveText(t.step.vote)
  await expect(page.getByText(`· ${t.phase.reading}`)).toBeVisible()
})

test('everything in the cockpit works by keyboard alone, and the focus is never lost', async ({ page, baseURL }) => {
  const room = await toldRoom(baseURL!, known)
  await cockpitOf(page, room)
  const press = async (target: Locator, tab?: string) => {
    await tabTo(page, target, tab)
    await page.keyboard.press('Enter')
  }
  await press(page.getByRole('link', { name: t.skip }))
  await expect(page.locator('#next')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText(en.play.whoYouAre)
  await expect(page.locator('#next')).toBeFocused()
  await ready(page)
  await page.keyboard.press('Enter')
  await expect(heading(page)).not.toHaveText(en.play.whoYouAre)
  await expect(page.locator('#next')).toBeFocused()
  await expect(page.locator('#next')).toHaveAttribute('aria-disabled', 'false')

  await press(page.getByRole('button', { name: t.step.askChecks, exact: true }))
  const check = page.getByRole('button', { name: new RegExp(`^${t.doCheck}`) }).first()
  await expect(check).toHaveAttribute('aria-disabled', 'false')
  await press(check, 'Shift+Tab')
  await expect(page.getByRole('heading', { name: t.found })).toBeVisible()
  await expect(page.locator('#next')).toBeFocused()

  await ready(page)
  await tabTo(page, page.locator('#ways').getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page.locator('#ways').getByRole('button', { name: t.ways.continue }))
  await expect(page.locator('#ways')).toHaveCount(0)
  await expect(page.locator('#next')).toBeFocused()
  await ready(page)
  await page.keyboard.press('Enter')

  const moment = page.getByRole('navigation', { name: t.moments }).getByRole('button').first()
  await expect(page.locator('#ways')).toBeVisible()
  await ready(page)
  await press(moment, 'Shift+Tab')
  await expect(page.getByRole('button', { name: t.backDo, exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: t.backDo, exact: true })).toHaveCount(0)
  await press(page.locator('summary', { hasText: t.people.title }))
  await press(page.getByRole('button', { name: /^Remove Phone 5/ }))
  await expect(page.getByRole('button', { name: t.people.removeDo, exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('4 joined, of about 20')).toBeVisible()
})

test.describe('if the facilitator’s time zone is not the server’s', () => {
  test.use({ timezoneId: 'America/New_York' })
  test('times are in the reader’s time zone', async ({ page, baseURL }) => {
    const room = await toldRoom(baseURL!, known)
    await cockpitOf(page, room)
    const until = page.getByText(t.join.expires).locator('time')
    const expires = new Date((await until.getAttribute('datetime'))!)
    const local = new Intl.DateTimeFormat('en', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'America/New_York',
    }).format(expires)
    await expect(until).toHaveText(local)
    expect(local, 'the server is elsewhere').not.toBe(expires.toTimeString().slice(0, 5))
    await page.locator('summary', { hasText: t.people.title }).click()
    const since = page.getByText(t.people.since).locator('time').first()
    await expect(since).toHaveText(/^\d\d:\d\d$/)
  })
})

test('what one cockpit does appears at once in the other', async ({ page, context, baseURL }) => {
  const room = await toldRoom(baseURL!, known)
  await cockpitOf(page, room)
  const other = await context.newPage()
  await cockpitOf(other, room)
  await page.locator('#next').click()
  await at(other, { version: 1 })
  await expect(heading(other)).not.toHaveText(t.heading.lobby)
})
