import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, heading, test } from '../support/browser'
import {
  type Room,
  answered,
  everyone,
  openRoom,
  press,
  pressReport,
  question,
  saved,
  showsNoTotals,
  reportButton,
  vote,
} from '../support/live-screens'

const t = en.liveCockpit

const variant = 'hostile'

test('a session from its form to its deletion, with a projector and phones that fail, reload, come late and are removed', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const room = await openRoom(browser, variant)
  const { facilitator, projector, phones } = room
  const [first, second, third] = phones as [Page, Page, Page]
  await everyone(phones, (p) => p.getByRole('heading', { name: en.livePhone.lobby.title }))
  await expect(projector.getByText('5 have joined')).toBeVisible()

  const scene = await test.step('it starts, and every screen shows who the room is, then the first moment', async () => {
    await press(facilitator, t.step.introduce)
    await everyone([projector, ...phones], (p) => p.getByRole('heading', { level: 1, name: en.play.whoYouAre }))
    await press(facilitator, t.step.start)
    await expect(heading(projector)).not.toHaveText(en.play.whoYouAre)
    const scene = (await heading(projector).textContent())!
    await everyone(phones, (p) => p.getByRole('heading', { level: 1, name: scene }))
    return scene
  })
  await test.step('a flag reaches the cockpit, and no other screen', () => flags(room))
  await test.step('a check is voted on and done', () => checks(room))
  await test.step('votes: offline and back, reloaded, late', () => votes(room, scene, { offline: second, reloaded: third }))
  await test.step('talk, vote again, reveal', () => again(room))
  await test.step('on along the majority, and what if', () => onwards(room, scene))
  await test.step('lock, removal, pause', () => doors(room, first))
  await test.step('to the end', () => toTheEnd(room, variant))
  await test.step('summary and deletion', () => summary(room, variant))
  expect(room.problems()).toEqual([])
  await room.end()
})

async function flags({ facilitator, projector, phones }: Room): Promise<void> {
  const phone = phones[0]!
  const sentence = phone.locator('label.segment').first()
  await sentence.scrollIntoViewIfNeeded()
  const [x, y] = await sentence.evaluate((label) => {
    const [line] = label.getClientRects()
    return [line!.x + line!.width / 2, line!.y + line!.height / 2] as const
  })
  await phone.touchscreen.tap(x, y)
  await expect(facilitator.getByText('1 flagged something')).toBeVisible()
  await expect(projector.locator('mark')).toHaveCount(0)
  await expect(phones[1]!.locator('mark')).toHaveCount(0)
  await phone.reload()
  await expect(phone.getByRole('checkbox').first()).toBeChecked()
}

async function checks({ facilitator, projector, phones }: Room): Promise<void> {
  await press(facilitator, t.step.askChecks)
  for (const [i, phone] of phones.entries()) {
    await question(phone)
      .getByRole('radio')
      .nth(i === 0 ? 1 : 0)
      .check()
    await question(phone).getByRole('button', { name: en.livePhone.send }).click()
    await saved(phone)
  }
  await answered(facilitator, 5, 5)
  await press(facilitator, t.step.reveal)
  await everyone(phones, (p) => p.getByRole('heading', { name: en.livePhone.results.checks }))
  await expect(phones[0]!.locator('#results').getByRole('listitem').filter({ hasText: en.livePhone.results.own })).toContainText('1 of 5')
  await press(facilitator, /^Do check/)
  await expect(projector.getByRole('heading', { name: en.liveProjector.found })).toBeVisible()
  await everyone(phones, (p) => p.getByRole('heading', { name: en.livePhone.found }))
}

async function votes(room: Room, scene: string, { offline, reloaded }: { offline: Page; reloaded: Page }): Promise<void> {
  const { facilitator, phones } = room
  // A report pressed before the vote survives a reload and is sent with it.
  await pressReport(reloaded)
  await reloaded.reload()
  await expect(reportButton(reloaded)).toHaveAttribute('aria-pressed', 'true')
  await press(facilitator, t.step.vote)
  await vote(phones[0]!, 0)
  await saved(phones[0]!)
  await answered(facilitator, 1, 5)
  await showsNoTotals(room)

  await expect(question(offline)).toBeVisible()
  await offline.context().setOffline(true)
  await vote(offline, 0)
  await expect(question(offline).getByText(en.livePhone.standing.waiting)).toBeVisible()
  await answered(facilitator, 1, 5)
  await offline.context().setOffline(false)
  await saved(offline)
  await answered(facilitator, 2, 5)

  const older = await reloaded.context().newPage()
  await older.goto(reloaded.url())
  await expect(question(older)).toBeVisible()
  await vote(reloaded, 1)
  await saved(reloaded)
  await saved(older)
  await expect(question(older).getByRole('listitem').first(), 'another tab shows it too').toContainText('B')
  await older.close()
  await reloaded.reload()
  await saved(reloaded)
  await expect(reportButton(reloaded)).toHaveAttribute('aria-pressed', 'true')
  await expect(question(reloaded).getByRole('listitem').first()).toContainText('B')
  await answered(facilitator, 3, 5)

  const late = await room.join()
  await expect(heading(late)).toHaveText(scene)
  phones.push(late)
  await answered(facilitator, 3, 6)
  await vote(phones[3]!, 1)
  await vote(phones[4]!, 1)
  await vote(late, 1)
  await Promise.all([phones[3]!, phones[4]!, late].map(saved))
  await answered(facilitator, 6, 6)
  await showsNoTotals(room)
}

async function again(room: Room): Promise<void> {
  const { facilitator, projector, phones } = room
  await press(facilitator, t.step.discuss.replace('{minutes}', '3'))
  await expect(projector.getByRole('timer')).toBeVisible()
  await everyone(phones, (p) => p.getByRole('heading', { name: 'Talk to your neighbour' }))
  await showsNoTotals(room)
  await press(facilitator, t.step.voteAgain)
  for (const [i, phone] of phones.entries()) await vote(phone, i === 5 ? 1 : 0)
  await Promise.all(phones.map(saved))
  // One reported from the first vote on; three more report after they voted, which sends their votes again.
  for (const phone of [phones[0]!, phones[3]!, phones[4]!]) {
    await pressReport(phone)
    await saved(phone)
  }
  await answered(facilitator, 6, 6)
  await showsNoTotals(room)
  await press(facilitator, t.step.reveal)
  await expect(projector.getByText('last vote: 6')).toBeVisible()
  await everyone(phones, (p) => p.locator('#results').getByText('6 voted.'))
  const results = phones[5]!.locator('#results')
  await expect(results.getByRole('listitem').first(), 'by the last vote').toContainText(/A.*First vote: 2.*last vote: 5 of 6/)
  await expect(results.getByRole('listitem').filter({ hasText: en.livePhone.results.own })).toContainText('1 of 6')
  await expect(results.getByRole('listitem').filter({ hasText: 'would also tell the security officer' })).toContainText('4')
  await Promise.all([projector, ...phones].map((p) => expect(p.getByText(/unprompted/)).toHaveCount(0)))
  await expect(facilitator.locator('#ways').getByRole('checkbox'), 'four of six').toBeChecked()
}

async function onwards({ facilitator, projector, phones }: Room, scene: string): Promise<void> {
  await press(facilitator, t.step.along.replace('{letter}', 'A'))
  await everyone([projector, ...phones], (p) => p.getByRole('heading', { name: en.liveProjector.follows }))
  await everyone([facilitator, projector, ...phones], (p) => p.locator('main').getByText(en.liveReporting.youReported))
  await press(facilitator, t.step.continue)
  await expect(heading(projector)).not.toHaveText(en.liveProjector.follows)
  const second = (await heading(projector).textContent())!
  expect(second).not.toBe(scene)

  const moments = facilitator.getByRole('navigation', { name: t.moments })
  await moments.getByRole('button', { name: scene }).click()
  await moments.getByRole('button', { name: t.backDo }).click()
  await expect(heading(projector)).toHaveText(/\?$/)
  await expect(projector.getByText(en.liveProjector.whatIf, { exact: true })).toBeVisible()
  await everyone(phones, (p) => p.getByText(en.livePhone.whatIf, { exact: true }))
  const ways = facilitator.locator('#ways')
  await ways.getByRole('radio').last().check()
  await press(facilitator, /^Continue with/)
  await expect(heading(phones[0]!)).not.toHaveText(scene)
  await facilitator.getByRole('button', { name: t.toMain }).click()
  await facilitator.getByRole('button', { name: t.toMainDo }).click()
  await expect(heading(projector)).toHaveText(second)
  await expect(projector.getByText(en.liveProjector.whatIf, { exact: true })).toHaveCount(0)
  await everyone(phones, (p) => p.getByRole('heading', { level: 1, name: second }))
  await Promise.all(phones.map((p) => expect(p.getByText(en.livePhone.whatIf, { exact: true })).toHaveCount(0)))

  await press(facilitator, t.step.vote)
  await everyone(phones, question)
  await vote(phones[0]!, 0)
  await saved(phones[0]!)
  await answered(facilitator, 1, 6)
  await press(facilitator, t.step.reveal)
  await press(facilitator, t.few.do)
  await expect(projector.getByText(en.liveProjector.few.replace('{few}', '5'))).toBeVisible()
  await everyone(phones, (p) => p.getByText(en.livePhone.results.tooFew.replace('{few}', '5')))
  await expect(phones[0]!.locator('#results svg')).toHaveCount(0)

  await press(facilitator, /^Undo/)
  await everyone(phones, question)
  await press(facilitator, /^Undo/)
  await Promise.all(phones.map((p) => expect(question(p)).toHaveCount(0)))
}

async function doors(room: Room, stays: Page): Promise<void> {
  const { facilitator, phones, code, projector } = room
  await facilitator.getByRole('button', { name: t.join.lock, exact: true }).click()
  await expect(facilitator.getByText(t.join.locked)).toBeVisible()
  const stranger = await stays.context().browser()!.newContext({ baseURL: test.info().project.use.baseURL })
  const page = await stranger.newPage()
  await page.goto(`/en/j/${code.replace(' ', '')}`)
  await page.getByRole('button', { name: en.livePhone.join.join }).click()
  await expect(page.getByText(en.livePhone.join.note.locked)).toBeVisible()
  await stranger.close()
  await facilitator.getByRole('button', { name: t.join.unlock, exact: true }).click()

  await facilitator.locator('summary', { hasText: t.people.title }).click()
  await facilitator.getByRole('button', { name: 'Remove Phone 6' }).click()
  await facilitator
    .getByRole('group', { name: /^Remove Phone 6/ })
    .getByRole('button', { name: t.people.removeDo })
    .click()
  const removed = phones.pop()!
  await expect(removed.getByRole('banner')).toContainText('Phone 6')
  await expect(heading(removed)).toHaveText(en.livePhone.removed.title)
  await removed.goto(`/en/j/${code.replace(' ', '')}`)
  await removed.getByRole('button', { name: en.livePhone.join.join }).click()
  await expect(removed.getByText(en.livePhone.join.note.removed)).toBeVisible()

  await facilitator.getByRole('button', { name: t.pause, exact: true }).click()
  await everyone(phones, (p) => p.getByText(en.livePhone.paused))
  await expect(heading(projector)).toHaveText(en.liveProjector.paused)
  await press(facilitator, t.step.resume)
  await Promise.all(phones.map((p) => expect(p.getByText(en.livePhone.paused)).toHaveCount(0)))
}

async function toTheEnd(room: Room, variant: 'hostile' | 'genuine'): Promise<void> {
  const { facilitator, projector, phones } = room
  const main = facilitator.locator('main')
  while ((await heading(facilitator).textContent()) !== en.play.judgement) {
    const version = (await main.getAttribute('data-version'))!
    if ((await heading(facilitator).textContent()) === t.heading.consequence) await press(facilitator, t.step.continue)
    else {
      const early = facilitator.getByRole('button', { name: t.ways.noVote })
      if (await early.isVisible()) await early.click()
      await facilitator.locator('#ways').getByRole('radio').first().check()
      const sentences = facilitator.getByRole('region', { name: t.ways.sentences })
      for (const table of await sentences.getByRole('table').all()) {
        const open = table.getByRole('radio').first()
        if (await open.isVisible()) await open.check()
      }
      await press(facilitator, /^Continue with/)
    }
    await expect(main).not.toHaveAttribute('data-version', version)
  }
  await expect(heading(projector)).toHaveText(en.play.judgement)
  await press(facilitator, t.step.vote)
  for (const phone of phones) await vote(phone, 0)
  await Promise.all(phones.map(saved))
  for (const page of [projector, ...phones])
    await expect(page.getByText(en.liveProjector.wasApproach).or(page.getByText(en.liveProjector.wasGenuine))).toHaveCount(0)
  await answered(facilitator, 5, 5)
  await press(facilitator, t.step.reveal)
  await everyone(phones, (p) => p.locator('#results').getByText('5 voted.'))
  await press(facilitator, t.step.conclude)
  const verdict = variant === 'hostile' ? en.liveProjector.wasApproach : en.liveProjector.wasGenuine
  const known = variant === 'hostile' ? en.livePhone.debrief.wasApproach : en.livePhone.debrief.wasGenuine
  await everyone(phones, (p) => p.getByRole('heading', { name: en.livePhone.debrief.title }))
  await Promise.all(phones.map((p) => expect(p.getByText(known)).toHaveCount(0)))
  await expect(projector.getByText(verdict)).toHaveCount(0)
  const [follows, reads] = phones as [Page, Page]
  for (let part = 1; (await facilitator.locator('#next').textContent()) !== t.choose.close; part++) {
    const version = (await main.getAttribute('data-version'))!
    await press(facilitator, /^Show next/)
    await expect(main).not.toHaveAttribute('data-version', version)
    await expect(projector.getByText(`Debrief, ${part + 1} of`)).toBeVisible()
    if (part === 1) {
      await expect(projector.getByRole('heading', { name: verdict })).toBeVisible()
      await everyone(phones, (p) => p.getByRole('heading', { name: known }))
    }
    await everyone(phones, (p) => p.locator('[aria-current=true]').getByText(en.livePhone.debrief.now))
    await expect(follows.locator('[aria-current=true]'), 'who follows sees what the room sees').toBeInViewport()
    if (part > 4)
      await reads.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true
        scrollTo({ top: document.body.scrollHeight })
      })
  }
  await expect(reads.locator('[aria-current=true]'), 'who reads elsewhere stays there').not.toBeInViewport()
  await expect(reads.getByRole('link', { name: /^The room is at/ })).toBeVisible()
  await press(facilitator, t.choose.close)
  await facilitator.getByRole('button', { name: t.more.closeDo }).click()
  await everyone(phones, (p) => p.getByRole('heading', { name: en.livePhone.closed.title }))
  await everyone(phones, (p) => p.getByRole('heading', { name: known }))
  const ratings = (p: Page) => p.locator('#part-ratings').getByText(en.livePhone.results.judged)
  await expect(ratings(follows)).not.toBeVisible()
  await expect(ratings(reads), 'what somebody has unfolded stays so').toBeVisible()
  await expect(heading(follows), 'whoever was at the last part is at the top').toBeInViewport()
  await expect(follows.locator('#part-keep')).toBeVisible()
  await expect(follows.locator('#part-after').getByText('The safety desk')).toBeVisible()
  await expect(heading(projector)).toHaveText(en.liveProjector.whenItHappens)
  await expect(projector.locator('#main').getByText('The safety desk')).toBeVisible()
}

async function summary({ facilitator, projector, phones }: Room, variant: 'hostile' | 'genuine'): Promise<void> {
  await facilitator.goto(facilitator.url().replace('/cockpit', '/summary'))
  await expect(facilitator.getByText(en.liveSummary.variant[variant])).toBeVisible()
  const gained = facilitator.locator('tbody tr').first().getByRole('cell')
  await expect(gained.nth(0)).toContainText(en.liveSummary.before)
  await expect(gained.nth(0)).toContainText(en.liveSummary.after)
  const kept = async (name: string) => {
    const [download] = await Promise.all([
      facilitator.waitForEvent('download'),
      facilitator.getByRole('link', { name, exact: true }).click(),
    ])
    return readFileSync(await download.path(), 'utf8')
  }
  const json = JSON.parse(await kept(en.liveSummary.json)) as { variant: string; moments: { sound: unknown[]; early: boolean }[] }
  expect(json.variant).toBe(variant)
  expect(json.moments[0]).toMatchObject({ sound: [expect.anything(), expect.anything()], early: false })
  expect((await kept(en.liveSummary.csv)).split('\n').length).toBeGreaterThan(5)

  const erase = facilitator.getByRole('region', { name: en.liveSummary.delete })
  await erase.getByRole('checkbox').check()
  await erase.getByRole('button').click()
  await expect(facilitator.getByText(en.live.note.deleted)).toBeVisible()
  await everyone(phones, (p) => p.getByRole('heading', { name: en.livePhone.deleted.title }))
  await expect(heading(projector)).toHaveText(en.liveProjector.gone)
  await expect(facilitator.getByRole('heading', { name: en.live.yours })).toHaveCount(0)
}
