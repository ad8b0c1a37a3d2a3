import en from '@/messages/en.json' with { type: 'json' }
import { expect, heading, test } from '../support/browser'
import { openSession, giveCommand } from '../support/live'
import { along, guidedRoom } from '../support/live-tour'
import { variantIn, tour } from '../support/play'

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })

test('a session is prepared by its form alone, and errors come back with the other fields kept', { tag: '@deep' }, async ({ page }) => {
  await page.goto('/en/live?note=incomplete&scenario=P02&minutes=90#prepare')
  await expect(page.getByRole('status').getByText(en.live.note.incomplete)).toBeVisible()
  await expect(page.getByRole('radio', { name: '90', exact: true })).toBeChecked()
  await page.getByRole('button', { name: en.livePrepare.open }).click()
  await expect(heading(page)).toHaveText(en.live.facilitator.ready)
  await page.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
  await expect(heading(page)).toHaveText(en.liveCockpit.heading.lobby)
})

test('a phone without script joins, reads, flags and votes by form, and sees what comes next by reloading', async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, variantIn('P01', 'hostile'))
  const question = page.locator('#question')
  const reload = () => page.getByRole('link', { name: en.livePhone.reloadNow }).click()
  const answered = async () => (await room.counted()).answered
  // As the QR code has it. Other tests check the key.
  await page.goto(`/en/j/${room.session.code}?k=scanned`)
  await expect(page.locator('input[name=k]')).toHaveValue('scanned')
  await page.getByRole('button', { name: en.livePhone.join.join }).click()
  await expect(heading(page)).toHaveText(en.livePhone.lobby.title)

  const sign = page.getByRole('link', { name: en.livePhone.sheet.sign })
  await expect(sign).toHaveCount(0)
  await room.command({ type: 'attendance', open: true })
  await reload()
  await sign.click()
  await page.getByRole('textbox', { name: en.liveAttendance.name }).fill('Ada')
  await page.getByRole('button', { name: en.liveAttendance.sign }).click()
  await expect(heading(page), 'back in the room').toHaveText(en.livePhone.lobby.title)
  const signed = page.getByText(en.livePhone.sheet.signed)
  await expect(signed).toBeVisible()

  const { scene } = await room.command({ type: 'start' })
  await reload()
  await expect(signed).toBeVisible()
  await expect(heading(page)).toHaveText(scene!.title)

  const box = page.getByRole('checkbox').first()
  await box.press('Space')
  await page.getByRole('button', { name: en.livePhone.sendFlags }).click()
  await expect(box).toBeChecked()
  await expect.poll(async () => (await room.counted()).facilitator!.totals.flags.by).toBe(1)

  const report = page.locator('#report').getByRole('button')
  const reported = async () => (await room.counted()).facilitator!.totals.rounds.at(-1)?.reported ?? 0
  await report.click()
  await expect(report).toHaveAttribute('aria-pressed', 'true')
  await room.command({ type: 'vote' })
  await reload()
  await expect(report).toHaveAttribute('aria-pressed', 'true')
  await question.getByRole('button', { name: en.livePhone.send }).click()
  await expect(page.getByText(en.livePhone.posted.incomplete)).toBeVisible()
  expect(await answered()).toBe(0)
  const first = question.getByRole('radio').first()
  await first.check()
  await question.getByRole('button', { name: en.livePhone.send }).click()
  await expect(question.getByText(en.livePhone.standing.saved)).toBeVisible()
  await expect.poll(answered).toBe(1)

  await question.getByText(en.livePhone.change).click()
  await question.getByRole('radio').nth(1).check()
  await question.getByRole('button', { name: en.livePhone.send }).click()
  await expect(question.getByRole('listitem').first()).toContainText('B')
  await expect.poll(answered).toBe(1)

  await room.vote()
  await expect.poll(reported, 'with four of the others').toBe(5)
  await report.click()
  await expect(report).toHaveAttribute('aria-pressed', 'false')
  await question.getByText(en.livePhone.change).click()
  await question.getByRole('radio').first().check()
  await room.command({ type: 'reveal' })
  await expect.poll(reported, 'taken back').toBe(4)
  await question.getByRole('button', { name: en.livePhone.send }).click()
  await expect(page.getByText(en.livePhone.posted.closed)).toBeVisible()
  await expect(page.locator('#results').getByText('6 voted.')).toBeVisible()
})

test('a wrong code, and that of a locked session, say what to do', { tag: '@deep' }, async ({ page, baseURL }) => {
  await page.goto('/en/j')
  await page.getByRole('textbox', { name: en.livePhone.join.code }).fill('0000 0000')
  await page.getByRole('button', { name: en.livePhone.join.join }).click()
  await expect(page.getByRole('status')).toHaveText(en.livePhone.join.note.wrong)
  const session = await openSession(baseURL!)
  await giveCommand(session, 0, { type: 'lock' })
  await page.goto(`/en/j/${session.code}`)
  await page.getByRole('button', { name: en.livePhone.join.join }).click()
  await expect(page.getByRole('status')).toHaveText(en.livePhone.join.note.locked)
  await page.goto(session.base)
  await expect(page.getByRole('status')).toHaveText(en.livePhone.join.note.again)
})

test('a phone without script reads the debrief as far as the room is, by reloading, and all of it after the close', {
  tag: '@deep',
}, async ({ page, context, baseURL }) => {
  const known = variantIn('P01', 'genuine')
  const room = await guidedRoom(baseURL!, known)
  await room.enter(context, 'phone')
  await room.command({ type: 'start' })
  await along(room, tour(known))
  await room.command({ type: 'vote' })
  await room.vote()
  await room.command({ type: 'conclude' })
  await page.goto(room.session.base)
  await expect(heading(page)).toHaveText(en.livePhone.debrief.title)
  await expect(page.getByRole('banner')).toContainText('Phone 1')
  const verdict = page.getByRole('heading', { name: en.livePhone.debrief.wasGenuine })
  await expect(verdict).toHaveCount(0)
  await room.command({ type: 'show', part: 'verdict' })
  await page.getByRole('link', { name: en.livePhone.reloadNow }).click()
  await expect(verdict).toBeVisible()
  await expect(page.locator('#part-keep')).toHaveCount(0)
  await room.command({ type: 'close' })
  await page.reload()
  await expect(heading(page)).toHaveText(en.livePhone.closed.title)
  await expect(page.locator('#part-keep')).toBeVisible()
  await expect(page.locator('#part-ratings table')).toBeHidden()
  await expect(page.getByRole('heading', { name: en.livePhone.closed.after })).toBeVisible()
})
