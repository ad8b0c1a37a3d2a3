import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { at, expect, hydrated, test } from '../support/browser'
import { type GuidedRoom, guidedRoom } from '../support/live-tour'
import { variantIn } from '../support/play'

const { liveCockpit: cockpit, liveProjector: projector, livePhone } = en
const known = variantIn('P02', 'genuine')
const next = (page: Page, name: string) => page.locator('#next', { hasText: name }).click()

async function screensOf(page: Page, room: GuidedRoom): Promise<{ wall: Page }> {
  const wall = await page.context().newPage()
  await room.enter(page.context(), 'facilitator')
  await page.goto(`${room.session.base}/cockpit`)
  await hydrated(page)
  await wall.goto(`${room.session.base}/projector?key=${room.session.projectorKey}`)
  return { wall }
}

test('without phones, hands are counted in the cockpit, shown to the room, and lead on', async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known, { audience: 'hands' }, 0)
  const { wall } = await screensOf(page, room)
  await expect(page.getByText(cockpit.state.lobby.hands)).toBeVisible()
  await expect(wall.getByText(projector.soon)).toBeVisible()
  await expect(wall.locator('main')).not.toContainText(/joined|\d{4} \d{4}/)

  await next(page, cockpit.step.introduce)
  await next(page, cockpit.step.start)
  await next(page, cockpit.step.vote)
  const fields = page.getByRole('spinbutton')
  await fields.nth(0).fill('7')
  await fields.nth(1).fill('3')
  await fields.nth(1).press('Enter')
  await expect(page.getByText('10 answered')).toBeVisible()
  await expect(wall.locator('body')).toContainText(/10\s*answered/)
  const { question } = await room.view()
  const [first, second] = question?.kind === 'decide' ? question.act.options : []
  await expect(wall.getByRole('listitem').filter({ hasText: first!.text }), 'before the reveal').toHaveText(`A${first!.text}`)

  await next(page, cockpit.step.reveal)
  await expect(wall.getByRole('listitem').filter({ hasText: first!.text })).toContainText('7')
  await expect(wall.getByRole('listitem').filter({ hasText: second!.text })).toContainText('3')
  await fields.nth(1).fill('13')
  await fields.nth(1).press('Enter')
  await expect(wall.getByRole('listitem').filter({ hasText: second!.text })).toContainText('13')
  await next(page, cockpit.step.along.replace('{letter}', 'B'))
  await expect.poll(async () => (await room.view()).phase).toBe('consequence')
  expect((await room.view()).followed!.chose).toBe(second!.text)
  await expect(wall.getByText(projector.chose)).toBeVisible()
  await expect(wall.locator('main')).toContainText(second!.text)
})

test('with one device per table the room is informed, and a participant is called a table', { tag: '@deep' }, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known, { audience: 'tables' })
  const { wall } = await screensOf(page, room)
  await expect(wall.getByText(projector.tables)).toBeVisible()
  await expect(page.getByText(cockpit.state.lobby.tables)).toBeVisible()
  await page.getByText(cockpit.people.tables, { exact: true }).click()
  await expect(page.getByText('Table 5', { exact: true }).first()).toBeVisible()

  const table = await page
    .context()
    .browser()!
    .newContext({ viewport: { width: 390, height: 844 } })
  await room.enter(table, 'phone')
  const phone = await table.newPage()
  await phone.goto(room.session.base)
  await hydrated(phone)
  await expect(phone.getByText('agree at your table')).toBeVisible()
  // Several people sign on one device, which returns to the room each time.
  await room.command({ type: 'attendance', open: true })
  for (const [way, name] of [
    [livePhone.sheet.sign, 'Ada'],
    [livePhone.sheet.another, 'Zoë'],
  ] as const) {
    await phone.getByRole('link', { name: way }).click()
    await phone.getByRole('textbox', { name: en.liveAttendance.name }).fill(name)
    await phone.getByRole('button', { name: en.liveAttendance.sign }).click()
    await expect(phone.getByText(livePhone.sheet.signed)).toBeVisible()
  }
  await room.command({ type: 'start' })
  await at(phone, await room.command({ type: 'vote' }))
  await expect(phone.getByText(livePhone.agree)).toBeVisible()
  await phone.locator('.lettered').getByRole('radio').first().check()
  await phone.getByRole('button', { name: livePhone.send }).click()
  await expect(phone.getByText(livePhone.standing.saved)).toBeVisible()
  await phone.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await room.command({ type: 'pause' })
  await expect(phone.getByText(livePhone.paused)).toBeInViewport()
  await expect(phone.getByText(livePhone.kept)).toBeInViewport()
  await room.command({ type: 'resume' })
  await at(phone, await room.command({ type: 'discuss', seconds: 60 }))
  await expect(phone.getByRole('heading', { name: 'Talk at your table' })).toBeVisible()
  await room.command({ type: 'close' })
  await expect(phone.getByText(livePhone.sheet.signed), 'after the close, too').toBeVisible()
  await room.command({ type: 'attendance', open: false })
  await expect(phone.getByText(livePhone.sheet.signed)).toHaveCount(0)
  await table.close()
})
