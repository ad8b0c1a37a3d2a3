import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isAct, offered, sceneOf, speechOf } from '@/scenarios/engine/play/play'
import { replay } from '@/scenarios/engine/play/journal'
import { followingLines } from '@/scenarios/engine/play/prose'
import { answeredIn, sentBy, timeOf } from '@/scenarios/engine/play/submission-view'
import { arrived, checks, commit, decision, expect, flags, follows, heading, open, perform, slots, test } from '../support/browser'
import { type KnownVariant, append, attemptAt, variantIn, stateAfter, textPattern, wayTo } from '../support/play'
import { asks, shows, scenarioWith } from './states'

const decisionsAt = ({ compiled: { play } }: KnownVariant, way: PlayEvent[]) => {
  const state = stateAfter({ compiled: { play } } as KnownVariant, way)
  return offered(sceneOf(play, state), state)
}
function sending(known: KnownVariant, way: PlayEvent[]): Extract<PlayEvent, { type: 'decide' }> {
  const all = decisionsAt(known, way)
  const act = all.find(isAct)!
  const sent = Object.fromEntries(all.filter((d) => d !== act).map((d) => [d.id, d.options[0]!.id]))
  return { type: 'decide', choices: { ...sent, [act.id]: act.options.find((o) => o.sends)!.id } }
}
async function at(page: Page, context: BrowserContext, known: KnownVariant, way: PlayEvent[]): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  await open(page, attempt)
  return attempt
}
const conversation = (page: Page) => page.locator('#conversation')

const whole = (text: string) => new RegExp(`^\\s*${textPattern(text).source}\\s*$`)

for (const [what, as, last] of [
  ['what one writes stands in its thread', 'reply', 'messages'],
  ['what one writes about a document stands below it', 'reply', 'document'],
  ['what one writes stands where it was written, whatever was shown after it', 'reply', 'notice'],
  ['a form stands filled in', 'form', null],
] as const) {
  test(`${what}, with its time, and what follows stands below it, in the same moment`, async ({ page, context }) => {
    const fits = (k: KnownVariant, id: string) =>
      asks(k, id, as) && (last === null || k.compiled.play.scenes[id]!.show.at(-1)!.kind === last)
    const known = scenarioWith(fits)
    const { play } = known.compiled
    const way = wayTo(known, (id) => fits(known, id))
    await at(page, context, known, way)
    const [title, texts] = [await heading(page).textContent(), await conversation(page).locator('.segment').allTextContents()]
    const event = sending(known, way)
    await perform(page, known, stateAfter(known, way), event)
    await arrived(page)
    await expect(heading(page)).toHaveText(title!)
    expect(await conversation(page).locator('.segment').allTextContents(), 'the artefacts are still there').toEqual(texts)
    await expect(conversation(page).getByRole('checkbox')).toHaveCount(0)
    await expect(conversation(page).getByRole('radio')).toHaveCount(0)

    const { steps } = replay(play, [...way, event])
    const sent = decisionsAt(known, way).filter((d) => !isAct(d))
    for (const d of sent) await expect(follows(page)).toContainText(textPattern(d.options[0]!.text))
    const fields = sent.filter((d) => d.as === 'form')
    await expect(follows(page).getByRole('term')).toHaveText(fields.map((d) => whole(d.ask)))
    const lines = follows(page).locator('.following > li')
    const made = steps.at(-1)!
    const words = sentBy(play, made)!.words
    const following = followingLines(play, steps, made)
    await expect(lines).toHaveCount(following.length + (words ? 1 : 0))
    for (const [i, { text }] of following.entries())
      await expect(lines.nth(i + (words ? 1 : 0)), 'one after the other').toContainText(textPattern(text))
    const conversed = answeredIn(play, made.before)
    if (words && conversed?.kind === 'messages') {
      const at = timeOf(play.scenes[made.before.scene]!)
      await expect(lines.first().locator('time')).toHaveText(whole(at))
      await expect(lines.first().locator('.bubble')).toHaveText(whole(words))
    }
    await expect(page.getByRole('heading', { name: en.play.whatFollows })).toBeFocused()
    for (const { text } of following) await expect(page.locator('[aria-live=polite]'), 'read aloud').toContainText(textPattern(text))
    await expect(decision(page)).toHaveCount(0)
    const place = await follows(page).evaluate((el) => {
      const answered = [...el.parentElement!.querySelectorAll('.segment, .bubble')].filter(
        (part) => !el.contains(part) && part.checkVisibility(),
      )
      return el.getBoundingClientRect().top - Math.max(0, ...answered.map((part) => part.getBoundingClientRect().bottom))
    })
    expect(place, 'below what was answered').toBeGreaterThanOrEqual(0)
  })
}

test('the tab says which moment it is, through what follows and on, and so does the server', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const known = variantIn('P01', 'genuine')
  const attempt = await at(page, context, known, [])
  const way = wayTo(known, (id) => !known.compiled.play.scenes[id]).slice(0, 4)
  const titles = [/^Moment 1: /, /^Moment 1, what follows: /, /^Moment 2: /, /^Moment 2, what follows: /, /^Moment 3: /]
  await expect(page).toHaveTitle(titles[0]!)
  for (const [i, event] of way.entries()) {
    await perform(page, known, stateAfter(known, way.slice(0, i)), event)
    await expect(page).toHaveTitle(titles[i + 1]!)
    await expect(page.getByRole('banner').getByRole('status')).toHaveText(en.play.saved.saved)
    expect(await (await context.request.get(attempt)).text()).toMatch(new RegExp(`<title>${titles[i + 1]!.source.slice(1)}`))
  }
})

test('where one act alone sends sentences they are in sight, and choosing one writes back', async ({ page, context }) => {
  const alone = (k: KnownVariant, id: string) =>
    asks(k, id, 'reply') && k.compiled.play.scenes[id]!.decisions.find(isAct)!.options.filter((o) => o.sends).length === 1
  const known = scenarioWith(alone)
  const way = wayTo(known, (id) => alone(known, id))
  const attempt = await at(page, context, known, way)
  const sends = decision(page).locator('[data-sends]')
  await expect(decision(page).locator(':checked'), 'nothing is preselected').toHaveCount(0)
  const sentences = slots(page).first().getByRole('radio')
  await expect(sentences.first()).toBeVisible()
  await sentences.nth(1).check()
  await expect(sends).toBeChecked()
  await expect(commit(page)).toHaveAccessibleName(en.play.send)
  await commit(page).click()
  const second = slots(page).nth(1).getByRole('radio').first()
  await expect(second, 'what is missing is asked for').toBeFocused()
  await expect(second).toHaveAccessibleDescription(en.play.chooseOne)
  await expect(slots(page).nth(1).getByText(en.play.chooseOne)).toBeInViewport()

  await decision(page).locator('.answer:not(.answer-reply)').getByRole('radio').last().check()
  await expect(sends).not.toBeChecked()
  await expect(commit(page)).toHaveAccessibleName(en.play.do)
  const posted = page.waitForRequest(`**${attempt}/events`)
  await commit(page).click()
  const { events } = (await posted).postDataJSON() as { events: PlayEvent[] }
  expect(events).toHaveLength(1)
  expect(Object.keys((events[0] as Extract<PlayEvent, { type: 'decide' }>).choices), 'another act sends no sentence').toHaveLength(1)
})

test('where several acts send sentences they open with the first of them, and are neither asked for nor sent by another', {
  tag: '@deep',
}, async ({ page, context }) => {
  const several = (k: KnownVariant, id: string) =>
    asks(k, id, 'reply') && k.compiled.play.scenes[id]!.decisions.find(isAct)!.options.filter((o) => o.sends).length > 1
  const known = scenarioWith(several)
  const attempt = await at(
    page,
    context,
    known,
    wayTo(known, (id) => several(known, id)),
  )
  await expect(slots(page).first()).toBeHidden()
  await decision(page).locator('[data-sends]').first().check()
  await expect(slots(page).first()).toBeVisible()
  await commit(page).click()
  const first = slots(page).first().getByRole('radio').first()
  await expect(first, 'what is missing is asked for').toBeFocused()
  await expect(first).toHaveAttribute('aria-invalid', 'true')
  await first.check()
  await expect(page.getByText(en.play.chooseOne)).toHaveCount(0)
  await decision(page).locator('.answer:not(.answer-reply)').getByRole('radio').last().check()
  await expect(slots(page).first()).toBeHidden()
  const posted = page.waitForRequest(`**${attempt}/events`)
  await commit(page).click()
  const { events } = (await posted).postDataJSON() as { events: PlayEvent[] }
  expect(Object.keys((events[0] as Extract<PlayEvent, { type: 'decide' }>).choices)).toHaveLength(1)
})

test('until something is chosen the bar leads to the choices, past what one answers, which stays in sight', async ({ page, context }) => {
  const known = variantIn('P01', 'genuine')
  await page.setViewportSize({ width: 390, height: 700 })
  await at(page, context, known, [])
  const first = decision(page).locator('.answer').first()
  await expect(first).not.toBeInViewport()
  await page.locator('.send-bar').getByRole('link').click()
  await expect(first).toBeInViewport()
  await expect(conversation(page).locator('.segment').last(), 'what one answers').toBeInViewport()
  await expect(decision(page), 'Tab goes on with the choices').toBeFocused()
  await first.click()
  await expect(page.locator('.send-bar').getByRole('link')).toBeHidden()
})

test('an act takes two presses: the first says in the bar what would be done, and nothing goes out before the second', async ({
  page,
  context,
}) => {
  const known = variantIn('P01', 'genuine')
  await page.setViewportSize({ width: 390, height: 844 })
  await at(page, context, known, [])
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  const title = await heading(page).textContent()
  const answers = decision(page).locator('.answer')
  for (const answer of [answers.first(), decision(page).locator('.answer:not(.answer-reply)').last()]) {
    await answer.click()
    const text = (await answer.textContent())!
    await expect(page.locator('.draft-chosen > span').filter({ visible: true })).toHaveText(speechOf({ text }) ?? text)
  }
  await expect(page.locator('.draft-chosen'), 'it says nothing that the radio does not').toHaveAttribute('aria-hidden', 'true')
  await expect(follows(page)).toHaveCount(0)
  await expect(heading(page)).toHaveText(title!)
  expect(sent.filter((url) => url.endsWith('/events'))).toEqual([])
  await expect(commit(page)).toHaveAccessibleName(en.play.do)
  await commit(page).click()
  await arrived(page)
  await expect(follows(page)).toBeInViewport()
})

test('Tab meets the flags, the answers and what sends them, then reporting, the checks and the notebook', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const known = variantIn('P01', 'genuine')
  await at(page, context, known, [])
  const met: string[] = []
  await page.locator('h1').focus()
  for (let presses = 0; presses < 60 && met.at(-1) !== 'elsewhere'; presses++) {
    await page.keyboard.press('Tab')
    const region = await page.evaluate(() => {
      const at = document.activeElement!
      if (at.matches('.flag')) return 'flags'
      const part = at.closest('#decision, .send-bar, #report, #checks, #notebook')
      return part?.id || part?.className || 'elsewhere'
    })
    if (region !== met.at(-1)) met.push(region)
  }
  // Nothing in the first notebook takes the focus.
  expect(met).toEqual(['flags', 'decision', 'send-bar', 'report', 'checks', 'elsewhere'])
})

test('flags stand in the notebook in reading order, whatever the order of presses, and go with one to later moments', {
  tag: '@deep',
}, async ({ page, context }) => {
  const known = variantIn('P01', 'genuine')
  const way = wayTo(known, (id) => shows(known, id, 'transcript'))
  await at(page, context, known, way)
  const boxes = conversation(page).getByRole('checkbox')
  for (const place of [2, 0]) await boxes.nth(place).press('Space')
  const marked = await conversation(page)
    .locator('label.segment', { has: page.locator(':checked') })
    .allTextContents()
  expect(marked).toHaveLength(2)
  await expect(flags(page)).toHaveText(marked.map((text) => new RegExp(`“${textPattern(text).source}”$`)))
  const check = checks(page).getByRole('button').first()
  const asked = await check.locator('span').first().textContent()
  await check.click()
  const found = await page.locator('#notebook [data-note=finding]').textContent()
  expect(found).toContain(asked)
  const act = decisionsAt(known, way).find(isAct)!
  const event: PlayEvent = { type: 'decide', choices: { [act.id]: act.options[0]!.id } }
  await perform(page, known, stateAfter(known, way), event)
  await arrived(page)
  await page.getByRole('button', { name: en.play.continue }).click()
  await arrived(page)
  const notes = page.locator('#notebook')
  await expect(notes.getByRole('heading', { name: en.play.notebook.before })).toBeVisible()
  await expect(notes.getByRole('listitem')).toHaveCount(3)
  await expect(notes).toContainText(found!)
})

test('what a scenario minute is is said until one was spent, and the time to play is said otherwise', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const known = variantIn('P01', 'genuine')
  await at(page, context, known, [])
  await expect(checks(page)).toContainText(en.play.storyMinutes)
  await expect(page.getByText(/^about \d+ min to play$/)).toBeVisible()
  await checks(page).getByRole('button').first().click()
  await expect(checks(page)).not.toContainText(en.play.storyMinutes)
})
