import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { at, cutTexts, expect, hydrated, test } from '../support/browser'
import { guidedRoom } from '../support/live-tour'
import { saved, vote } from '../support/live-screens'
import { ask, facilitatorAction, joinBy } from '../support/live'
import { variantIn } from '../support/play'

const { liveCockpit: cockpit, livePhone: phone } = en
const known = variantIn('P02', 'genuine')
const next = (page: Page, name: string) => page.locator('#next', { hasText: name }).click()

const SENTENCES = [
  'He asked for the list before he said what it was for.',
  'I would ring the office first, and it costs me two minutes.',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft <b>no</b>',
]

const why = (page: Page) => page.getByRole('textbox', { name: phone.why.label })
async function say(page: Page, text: string): Promise<void> {
  await why(page).fill(text)
  await page.getByRole('button', { name: phone.why.send }).click()
}

test('three phones say why, the facilitator lets one through by keyboard, and the wall shows it', async ({ browser, page, baseURL }) => {
  test.setTimeout(120_000)
  const room = await guidedRoom(baseURL!, known, {}, 0)
  await room.enter(page.context(), 'facilitator')
  await page.goto(`${room.session.base}/cockpit`)
  await hydrated(page)
  const wall = await page.context().newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(`${room.session.base}/projector?key=${room.session.projectorKey}`)
  const phones: Page[] = []
  for (let n = 0; n < 3; n++) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL })
    const [name, value] = (await joinBy(baseURL!, room.session)).split('=') as [string, string]
    await context.addCookies([{ name, value, url: baseURL! }])
    const one = await context.newPage()
    await one.goto(room.session.base)
    phones.push(one)
  }
  const [first, second, third] = phones as [Page, Page, Page]
  await next(page, cockpit.step.introduce)
  await next(page, cockpit.step.start)
  await next(page, cockpit.step.vote)

  await vote(first, 0)
  await saved(first)
  await expect(why(second), 'only after the vote').toHaveCount(0)
  for (const one of [second, third]) {
    await vote(one, 1)
    await saved(one)
  }
  await say(first, SENTENCES[0]!)
  await expect(first.getByText(phone.why.standing.saved)).toBeVisible()
  await second.context().setOffline(true)
  await say(second, SENTENCES[1]!)
  await expect(second.getByText(phone.why.standing.waiting)).toBeVisible()
  const list = page.getByRole('region', { name: cockpit.whys.title })
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await second.context().setOffline(false)
  await expect(second.getByText(phone.why.standing.saved)).toBeVisible()
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await say(third, SENTENCES[2]!)
  await expect(list.getByText('3 waiting')).toBeVisible()
  for (const text of SENTENCES) await expect(list.getByText(text)).toBeVisible()

  await test.step('by keyboard alone', async () => {
    const places = await list.getByRole('listitem').allTextContents()
    const at = (part: string) => places.findIndex((text) => text.includes(part))
    await list.getByRole('button', { name: cockpit.whys.show }).first().focus()
    for (let n = 0; n < at('He asked'); n++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(list.getByText(cockpit.whys.forWall, { exact: true })).toHaveCount(1)
    await expect(list.getByText('2 waiting')).toBeVisible()
    await page.keyboard.press('Home')
    for (let n = 0; n < at('Donau'); n++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Delete')
    await expect(list.getByText(SENTENCES[2]!)).toHaveCount(0)
    await expect(list.getByText('1 waiting')).toBeVisible()
    await expect(list.getByRole('listitem'), 'dropped ones keep their place').toHaveCount(3)
  })
  await expect(wall.getByText(SENTENCES[0]!), 'not during a vote').toHaveCount(0)
  await room.command({ type: 'discuss', seconds: 0 })
  await expect(wall.getByText(SENTENCES[0]!)).toBeVisible()
  await room.command({ type: 'reveal' })
  await expect(wall.getByText(SENTENCES[0]!)).toBeVisible()
  await expect(wall.getByText(SENTENCES[1]!)).toHaveCount(0)
  await wall.reload()
  await expect(wall.getByText(SENTENCES[0]!)).toBeVisible()
  await third.reload()
  await say(third, 'Let me try again')
  await expect(third.getByText(phone.why.standing.closed)).toBeVisible()
  await list.getByRole('button', { name: cockpit.whys.back }).press('Enter')
  await expect(wall.getByText(SENTENCES[0]!)).toHaveCount(0)

  await list.getByRole('button', { name: cockpit.whys.turnOff }).click()
  await expect(why(first)).toHaveCount(0)
  for (const one of phones) await one.context().close()
})

test('a phone without script says why by a form, and reads what it said', async ({ browser, baseURL }) => {
  const room = await guidedRoom(baseURL!, known, {}, 0)
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL, javaScriptEnabled: false })
  const [name, value] = (await joinBy(baseURL!, room.session)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: baseURL! }])
  await room.command({ type: 'start' })
  await room.command({ type: 'vote' })
  const page = await context.newPage()
  await page.goto(room.session.base)
  await page.locator('#question .lettered').last().getByRole('radio').first().check()
  await page.getByRole('button', { name: phone.send }).click()
  await why(page).fill('  Too\nearly  ')
  await page.getByRole('button', { name: phone.why.send }).click()
  await expect(why(page)).toHaveValue('Too early')
  await expect(page.getByText(phone.why.standing.saved)).toBeVisible()
  await room.command({ type: 'reveal' })
  await room.command({ type: 'close' })
  await page.goto(room.session.base)
  await expect(why(page)).toHaveCount(0)
  await context.close()
})

test('the wall cuts nothing beside the longest sentences, also on an old projector', async ({ page: wall, baseURL }) => {
  const room = await guidedRoom(baseURL!, known)
  const { session } = room
  const longest =
    'He asked for the list before he said what it was for, and anybody who really works with us knows that we never give it to anyone, even then.'
  await room.command({ type: 'start' })
  await room.flag()
  const { moment } = await room.command({ type: 'vote' })
  await room.vote()
  for (const [n, cookie] of room.cookies.entries()) {
    const why = `${n}${longest}`.slice(0, 140)
    const body = JSON.stringify({ moment, seq: Date.now(), about: 'why-1', why })
    expect((await ask(`${session.base}/answers`, { method: 'POST', cookie, body })).status).toBe(200)
  }
  for (const { id } of (await room.view()).whys!.list) await facilitatorAction(session, { type: 'why', moment, why: id, act: 'show' })
  await wall.goto(`${session.base}/projector?key=${session.projectorKey}`)
  for (const command of [{ type: 'discuss', seconds: 60 }, { type: 'reveal' }] as const) {
    const view = await room.command(command)
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
      [1024, 768],
    ] as const) {
      await wall.setViewportSize({ width, height })
      await at(wall, view)
      await expect(wall.getByText(longest.slice(0, 100))).toHaveCount(2)
      await expect.poll(() => cutTexts(wall), `${command.type} at ${width}`).toEqual([])
    }
  }
})
