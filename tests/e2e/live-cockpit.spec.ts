import type { Locator, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { at, expect, heading, hydrated, test } from '../support/browser'
import { type GuidedRoom, guidedRoom } from '../support/live-tour'
import { variantIn } from '../support/play'

const t = en.liveCockpit
const known = variantIn('P01', 'hostile')

async function cockpitOf(page: Page, room: GuidedRoom): Promise<void> {
  await room.enter(page.context(), 'facilitator')
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

test('a clicker leads through a moment and back, and ignores fields and dialogs', { tag: '@deep' }, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known)
  await cockpitOf(page, room)
  await key(page, 'PageDown')
  await expect(heading(page)).toHaveText(en.play.whoYouAre)
  await key(page, 'PageDown')
  await expect(page.getByText(`· ${t.phase.reading}`)).toBeVisible()
  await expect(page.locator('#next')).toHaveAccessibleDescription(/^Then: the wall shows what the vote is about/)
  await key(page, 'PageDown')
  await expect(page.locator('#next')).not.toHaveText(t.step.vote)
  await room.vote()
  await key(page, 'PageUp')
  await expect(page.locator('#next')).toHaveText(t.step.vote)
  await key(page, 'ArrowRight')
  await expect(page.locator('#next')).not.toHaveText(t.step.vote)
  await expect(page.getByText('5 of 5 answered')).toBeVisible()

  // Nobody has voted a second time, so the first press asks and the second answers.
  await room.command({ type: 'discuss', seconds: 60 })
  await room.command({ type: 'vote' })
  await at(page, await room.view())
  await key(page, 'PageDown')
  await expect(page.getByRole('group', { name: t.few.askBefore })).toBeVisible()
  await expect(page.getByText(t.said.voting)).toHaveCount(1)
  await page.keyboard.press('PageDown')
  await expect(page.getByText(t.state.revealed)).toBeVisible()
  for (const _ of ['reveal', 'vote', 'discuss']) await key(page, 'PageUp')
  await expect(page.getByText('· First vote open')).toBeVisible()
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

test('a way on without a vote shows which options are sound, and a clicker opens no vote', async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known)
  await room.command({ type: 'start' })
  await cockpitOf(page, room)
  await expect(page.locator('#next')).toHaveText(t.step.vote)
  await page.getByRole('button', { name: t.ways.noVote }).click()
  const ways = page.locator('#ways')
  await expect(ways.getByText(t.worth.sound, { exact: true }).first()).toBeVisible()
  await expect(page.locator('#next')).toHaveText(t.choose.ways)
  const before = await page.locator('main').getAttribute('data-version')
  for (const _ of ['once', 'twice']) await key(page, 'PageDown')
  await expect(page.locator('main')).toHaveAttribute('data-version', before!)
  const { branches } = (await room.counted()).facilitator!
  const alone = branches.findIndex(({ choices }) => Object.keys(choices).length === 1)
  await ways.getByRole('radio').nth(alone).check()
  await expect(page.locator('#next')).toHaveText(t.step.along.replace('{letter}', 'ABCDEFGH'[alone]!))
  await expect(page.getByRole('button', { name: t.step.vote })).toBeVisible()
  await key(page, 'PageDown')
  await expect(page.locator('main')).not.toHaveAttribute('data-version', before!)
  await expect(page.getByText(t.phase.round)).toHaveCount(0)
})

test('a mail keeps its width at 1280 × 800', async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const room = await guidedRoom(baseURL!, variantIn('P14', 'hostile'))
  await room.command({ type: 'start' })
  await cockpitOf(page, room)
  const letter = page.locator('.letter').first()
  await letter.scrollIntoViewIfNeeded()
  expect((await letter.boundingBox())!.width).toBeGreaterThan(400)
})

test('everything in the cockpit works by keyboard alone, and the focus is never lost', async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known)
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
  await press(page.getByRole('button', { name: t.ways.noVote }), 'Shift+Tab')
  await tabTo(page, page.locator('#ways').getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page.getByRole('button', { name: t.step.along.replace('{letter}', 'A') }))
  await expect(page.locator('#ways')).toHaveCount(0)
  await expect(page.locator('#next')).toBeFocused()
  await ready(page)
  await page.keyboard.press('Enter')

  const moment = page.getByRole('navigation', { name: t.moments }).getByRole('button').first()
  await ready(page)
  await press(moment)
  await expect(page.getByRole('button', { name: t.backDo, exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: t.backDo, exact: true })).toHaveCount(0)
  await press(page.locator('summary', { hasText: t.people.title }), 'Shift+Tab')
  await press(page.getByRole('button', { name: /^Remove Phone 5/ }))
  await expect(page.getByRole('button', { name: t.people.removeDo, exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('4 joined, of about 20')).toBeVisible()
})

test.describe('if the facilitator’s time zone is not the server’s', () => {
  test.use({ timezoneId: 'America/New_York' })
  test('times are in the reader’s time zone', { tag: '@deep' }, async ({ page, baseURL }) => {
    const room = await guidedRoom(baseURL!, known)
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
  const room = await guidedRoom(baseURL!, known)
  await cockpitOf(page, room)
  const other = await context.newPage()
  await cockpitOf(other, room)
  await page.locator('#next').click()
  await at(other, { version: 1 })
  await expect(heading(other)).not.toHaveText(t.heading.lobby)
})

const inSight = (part: Locator) =>
  expect.poll(() => part.evaluate((el) => el.checkVisibility() && el.getBoundingClientRect().bottom <= innerHeight)).toBe(true)

test('what to say stays in sight, and what each option means stands once in its row as soon as totals are shown', { tag: '@deep' }, async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const room = await guidedRoom(baseURL!, known)
  await cockpitOf(page, room)
  const { facilitator } = await room.command({ type: 'start' })
  const notes = page.getByRole('region', { name: t.notes.title })
  for (const step of ['read', 'vote', 'discuss', 'vote', 'reveal'] as const) {
    if (step !== 'read') await room.command(step === 'discuss' ? { type: step, seconds: 60 } : { type: step })
    if (step === 'vote') await room.vote()
    const view = await room.view()
    await at(page, view)
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
    ]) {
      await page.setViewportSize(size)
      await inSight(notes.getByRole('paragraph').filter({ hasText: facilitator!.notes!.ask }))
      await inSight(notes.getByRole('textbox'))
    }
    const meanings = Object.values(view.facilitator!.meanings)
    expect(meanings.length).toBeGreaterThan(0)
    for (const meaning of meanings) await expect(page.getByText(meaning)).toHaveCount(step === 'reveal' ? 1 : 0)
  }
  const whole = await page.locator('#ways').textContent()
  for (const { text } of (await room.counted()).facilitator!.branches) expect(whole!.split(text), text).toHaveLength(2)
  await page.setViewportSize({ width: 1440, height: 900 })
  const tops = await page.locator('#next, #next ~ button').evaluateAll((all) => all.map((b) => Math.round(b.getBoundingClientRect().top)))
  expect(tops.length).toBeGreaterThan(2)
  expect(new Set(tops).size, 'in one row').toBe(1)

  await page.setViewportSize({ width: 390, height: 844 })
  const strip = notes.getByRole('button')
  await expect(notes.getByRole('textbox')).toBeHidden()
  await page.mouse.wheel(0, 600)
  await inSight(strip)
  await strip.click()
  await expect(notes.getByRole('paragraph').filter({ hasText: facilitator!.notes!.ask })).toBeVisible()
  await inSight(notes.getByRole('textbox'))
})

test('clocks can be given more and less, and stand still in a pause', { tag: '@deep' }, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known)
  await cockpitOf(page, room)
  await room.command({ type: 'start' })
  await at(page, await room.view())
  await page.getByRole('radio', { name: '90 s' }).check({ force: true })
  await page.locator('#next').click()
  const timer = page.locator('main').getByRole('timer')
  const left = async () => {
    const [minutes, seconds] = (await timer.textContent())!.match(/\d+/g)!.map(Number)
    return 60 * minutes! + seconds!
  }
  await expect(timer).toContainText('left to vote')
  expect(await left()).toBeGreaterThan(80)
  await page.getByRole('button', { name: '30 s more' }).click()
  await expect.poll(left).toBeGreaterThan(110)
  await ready(page)
  await page.getByRole('button', { name: t.step.discuss.replace('{minutes}', '3') }).click()
  await expect(timer).toContainText('left to talk')
  await page.getByRole('button', { name: '1 min less' }).click()
  await expect.poll(left).toBeLessThan(121)
  const { until } = await room.view()
  await ready(page)
  await page.getByRole('button', { name: t.pause, exact: true }).click()
  await expect(timer).toHaveCount(0)
  // Its last tick before the pause is at most half a second old.
  await page.waitForTimeout(700)
  const shown = await page.getByRole('banner').getByRole('timer').textContent()
  // A clock that ran on would show it after two seconds.
  await page.waitForTimeout(2100)
  await expect(page.getByRole('banner').getByRole('timer')).toHaveText(shown!)
  await page.locator('#next').click()
  await expect(timer).toBeVisible()
  expect((await room.view()).until! - until!).toBeGreaterThan(2000)
})

test('a what-if says so, and begins with another way', { tag: '@deep' }, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known)
  await cockpitOf(page, room)
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  await room.vote()
  await room.command({ type: 'reveal' })
  await at(page, await room.view())
  await page.locator('#next').click()
  await expect(page.locator('#next')).not.toHaveText(/Continue with/)
  await page.getByRole('navigation', { name: t.moments }).getByRole('button').first().click()
  await page.getByRole('button', { name: t.backDo }).click()
  await expect(page.getByText(t.whatIfText)).toBeVisible()
  await expect(page.locator('#next')).toHaveText(t.choose.ways)
  await page.locator('#ways').getByRole('radio').nth(1).check()
  await expect(page.locator('#next')).toHaveText('Continue with B')
  await page.getByRole('button', { name: t.toMain }).click()
  await page.getByRole('button', { name: t.toMainDo }).click()
  await expect(page.getByText(t.whatIfText)).toHaveCount(0)
})

test('where hands are raised there is nothing to join, and the fields stand beside the options', { tag: '@deep' }, async ({
  page,
  baseURL,
}) => {
  const room = await guidedRoom(baseURL!, known, { audience: 'hands' }, 0)
  await cockpitOf(page, room)
  await expect(page.getByText(/joined/)).toHaveCount(0)
  await expect(page.getByText(room.session.code.replace(/(\d{4})/, '$1 '))).toHaveCount(0)
  await room.command({ type: 'start' })
  await at(page, await room.command({ type: 'vote' }))
  const first = page
    .getByRole('row')
    .filter({ has: page.getByRole('spinbutton') })
    .nth(0)
  await inSight(first)
  await first.getByRole('spinbutton').fill('9')
  await first.getByRole('spinbutton').press('Enter')
  await expect(page.getByText('9 answered')).toBeVisible()
  await page.locator('#next').click()
  await expect(page.locator('#next')).toHaveText('Continue with A')
})

test('after the close the summary comes first, then reopening and another session like it', { tag: '@deep' }, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known, { name: 'Harbour Board, autumn' })
  await room.command({ type: 'start' })
  await room.command({ type: 'close' })
  await cockpitOf(page, room)
  await expect(page.locator('#next')).toHaveText(t.choose.summary)
  await expect(page.locator('#next')).toHaveAttribute('href', /\/summary$/)
  await page.getByRole('button', { name: t.step.reopen }).click()
  await expect(heading(page)).not.toHaveText(t.heading.closed)
  await room.command({ type: 'close' })
  await at(page, await room.view())
  await page.getByRole('button', { name: t.more.duplicate }).click()
  await expect(heading(page)).toHaveText(en.live.facilitator.ready)
  await expect(page.getByText('Harbour Board, autumn').first()).toBeVisible()
  await page.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
  await expect(heading(page)).toHaveText(t.heading.lobby)
})

test('a reveal that would show no totals is asked about, with how many have answered', { tag: '@deep' }, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, known, {}, 3)
  await cockpitOf(page, room)
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  await room.vote()
  await at(page, await room.view())
  await expect(page.getByText('3 of 3 answered')).toBeVisible()
  await page.locator('#next').click()
  await expect(page.getByRole('group', { name: /^3 of 3 have answered, but we show totals only from 5/ })).toBeVisible()
  await page.getByRole('button', { name: t.cancel }).click()
  await expect(page.getByText('· First vote open')).toBeVisible()
  await page.locator('#next').click()
  await page.getByRole('button', { name: t.few.do }).click()
  await expect(page.getByText(/^Fewer than 5 phones have answered/)).toBeVisible()
})

test('sentences that the facilitator chooses wait until each is chosen, say what they mean, and can be left to the room', {
  tag: '@deep',
}, async ({ page, baseURL }) => {
  const room = await guidedRoom(baseURL!, variantIn('P02', 'hostile'))
  await cockpitOf(page, room)
  let view = await room.command({ type: 'start' })
  for (let sends = false; !sends; ) {
    await room.command({ type: 'vote' })
    await room.vote()
    view = await room.command({ type: 'reveal' })
    sends = view.facilitator!.sentences.length > 0
    if (sends) break
    view = await room.command({ type: 'decide', by: 'majority' })
    if (view.phase === 'consequence') view = await room.command({ type: 'continue' })
  }
  const { branches } = (await room.counted()).facilitator!
  const sending = branches.findIndex(({ choices }) => Object.keys(choices).length > 1)
  await at(page, view)
  await page.locator('#ways').getByRole('radio').nth(sending).check()
  await expect(page.locator('#next')).toHaveText(t.step.word)
  await page.getByRole('button', { name: t.ways.own }).click()
  const sentences = page.getByRole('region', { name: t.ways.sentences })
  await expect(page.locator('#next')).toHaveText(t.choose.sentences)
  await expect(sentences.getByRole('radio', { checked: true })).toHaveCount(0)
  for (const { options } of view.facilitator!.sentences)
    for (const { id } of options)
      if (view.facilitator!.meanings[id]) await expect(sentences.getByText(view.facilitator!.meanings[id])).toHaveCount(1)
  await page.locator('body').press('PageDown')
  await expect(sentences).toBeFocused()
  expect((await room.view()).version).toBe(view.version)
  await page.getByRole('button', { name: t.ways.roomWords }).click()
  await expect(page.locator('#next')).toHaveText(t.step.word)
  await page.getByRole('button', { name: t.ways.own }).click()
  for (const { options } of view.facilitator!.sentences) {
    await expect(page.locator('#next')).toHaveText(t.choose.sentences)
    await sentences.getByRole('radio', { name: options.at(-1)!.text }).check()
  }
  await page.locator('#next').click()
  await expect(page.getByText(t.said.consequence)).toHaveCount(1)
})

test('a tie is said above the options, and on a phone in sight once the button is pressed', { tag: '@deep' }, async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const room = await guidedRoom(baseURL!, known, {}, 6)
  await cockpitOf(page, room)
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  await room.vote((phone) => (phone % 2 ? 0.99 : 0))
  await room.command({ type: 'reveal' })
  await at(page, await room.view())
  await page.mouse.wheel(0, 5000)
  await page.locator('#next').click()
  const tie = page.getByText(/^Tied: A, /)
  await expect(tie).toBeInViewport({ ratio: 1 })
  const notes = await page.getByRole('region', { name: t.notes.title }).boundingBox()
  expect((await tie.boundingBox())!.y, 'below what stays at the top').toBeGreaterThanOrEqual(notes!.y + notes!.height)
  await expect(page.locator('#ways').getByText(t.ways.tied, { exact: true })).toHaveCount(2)
})

test('on a phone every step begins at its top, with the clock and Pause in sight, and asks where it was pressed', { tag: '@deep' }, async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const room = await guidedRoom(baseURL!, known, {}, 3)
  await cockpitOf(page, room)
  await page.mouse.wheel(0, 5000)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  await page.locator('#next').click()
  await expect(heading(page)).toHaveText(en.play.whoYouAre)
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  await at(page, await room.view())
  await page.mouse.wheel(0, 5000)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  for (const seen of [page.getByRole('banner').getByRole('timer'), page.getByRole('button', { name: t.pause })])
    await expect(seen).toBeInViewport({ ratio: 1 })
  await page.locator('#next').click()
  const asked = page.getByRole('group', { name: /have answered/ })
  await expect(asked).toBeInViewport({ ratio: 1 })
  const [above, button] = [await asked.boundingBox(), await page.locator('#next').boundingBox()]
  expect(button!.y - (above!.y + above!.height), 'right above the button').toBeLessThan(30)
})
