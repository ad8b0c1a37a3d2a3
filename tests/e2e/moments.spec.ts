import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import { replay } from '@/scenarios/engine/play/journal'
import { consequenceOf } from '@/scenarios/engine/play/prose'
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

for (const [what, as, last, titled] of [
  ['a reply to a thread stands in it', 'reply', 'messages', null],
  ['a reply to a document stands below it', 'reply', 'document', en.play.yourReply],
  ['a reply to a notice stands below it, and in no thread', 'reply', 'notice', en.play.yourReply],
  ['a form stands filled in', 'form', null, en.play.yourForm],
] as const) {
  test(`${what}, and what follows stands below it, in the same moment`, async ({ page, context }) => {
    const fits = (k: KnownVariant, id: string) =>
      asks(k, id, as) && (last === null || k.compiled.play.scenes[id]!.show.at(-1)!.kind === last)
    const known = scenarioWith(fits)
    const way = wayTo(known, (id) => fits(known, id))
    await at(page, context, known, way)
    const [title, texts] = [await heading(page).textContent(), await conversation(page).locator('.segment').allTextContents()]
    const event = sending(known, way)
    await perform(page, known, stateAfter(known, way), event)
    await arrived(page)
    await expect(heading(page)).toHaveText(title!)
    expect(await conversation(page).locator('.segment').allTextContents(), 'the artefacts are still there').toEqual(texts)
    const sent = decisionsAt(known, way).filter((d) => !isAct(d))
    for (const d of sent) await expect(conversation(page).getByText(textPattern(d.options[0]!.text)).first()).toBeVisible()
    if (titled) await expect(conversation(page).getByRole('heading', { name: titled })).toBeVisible()
    const bubble = conversation(page)
      .locator('.bubble')
      .filter({ hasText: textPattern(sent[0]!.options[0]!.text) })
    await expect(bubble).toHaveCount(titled ? 0 : 1)

    const { steps } = replay(known.compiled.play, [...way, event])
    const text = textPattern(consequenceOf(known.compiled.play, steps, steps.at(-1)!))
    await expect(follows(page)).toContainText(text)
    await expect(page.getByRole('heading', { name: en.play.whatFollows })).toBeFocused()
    await expect(page.locator('[aria-live=polite]')).toHaveText(text)
    await expect(decision(page)).toHaveCount(0)
    const [above, below] = await Promise.all([conversation(page).boundingBox(), follows(page).boundingBox()])
    expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height)
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

test('first one says what one does; the sentences open below the act that sends them, and are neither asked for nor sent by another', {
  tag: '@deep',
}, async ({ page, context }) => {
  const known = scenarioWith((k, id) => asks(k, id, 'reply') && shows(k, id, 'messages') && k.scenario !== 'T01')
  const way = wayTo(known, (id) => asks(known, id, 'reply') && shows(known, id, 'messages'))
  const attempt = await at(page, context, known, way)
  const acts = decision(page).locator('.options > .choice')
  await expect(decision(page).locator(':checked'), 'nothing is preselected').toHaveCount(0)
  await expect(slots(page).first()).toBeHidden()
  await expect(commit(page)).toHaveAccessibleName(en.play.decide)

  const sends = acts.filter({ has: page.locator('[data-sends]') }).first()
  const place = await acts.evaluateAll((all) => all.findIndex((act) => act.querySelector('[data-sends]')))
  await sends.getByRole('radio').check()
  await expect(commit(page)).toHaveAccessibleName(en.play.send)
  const [act, composer, next] = await Promise.all([sends, page.locator('.composer'), acts.nth(place + 1)].map((el) => el.boundingBox()))
  expect(composer!.y).toBeGreaterThanOrEqual(act!.y + act!.height)
  expect(next!.y).toBeGreaterThanOrEqual(composer!.y + composer!.height)

  await commit(page).click()
  const first = slots(page).first().getByRole('radio').first()
  await expect(first, 'what is missing is asked for').toBeFocused()
  await expect(first).toHaveAccessibleDescription(en.play.chooseOne)
  await expect(first).toHaveAttribute('aria-invalid', 'true')
  await expect(slots(page).first().getByText(en.play.chooseOne)).toBeInViewport()
  await first.check()
  await expect(page.getByText(en.play.chooseOne)).toHaveCount(0)

  await acts
    .filter({ hasNot: page.locator('[data-sends]') })
    .getByRole('radio')
    .last()
    .check()
  await expect(slots(page).first()).toBeHidden()
  await expect(commit(page)).toHaveAccessibleName(en.play.decide)
  const posted = page.waitForRequest(`**${attempt}/events`)
  await commit(page).click()
  const { events } = (await posted).postDataJSON() as { events: PlayEvent[] }
  expect(events).toHaveLength(1)
  expect(Object.keys((events[0] as Extract<PlayEvent, { type: 'decide' }>).choices)).toHaveLength(1)
})

test('Tab meets the conversation, flagging, reporting and the checks before what decides', { tag: '@deep' }, async ({ page, context }) => {
  const known = variantIn('P01', 'genuine')
  await at(page, context, known, [])
  const met: string[] = []
  await page.locator('h1').focus()
  for (let presses = 0; presses < 40 && met.at(-1) !== 'decision'; presses++) {
    await page.keyboard.press('Tab')
    const region = await page.evaluate(
      () => document.activeElement?.closest('#conversation, #report, #checks, #notebook, #decision')?.id ?? '',
    )
    if (region !== met.at(-1)) met.push(region)
  }
  expect(met).toEqual(['conversation', 'report', 'checks', 'decision'])
})

test('flags are numbered in reading order, whatever the order of clicks, and go with one to later moments', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const known = variantIn('P01', 'genuine')
  const way = wayTo(known, (id) => shows(known, id, 'transcript'))
  await at(page, context, known, way)
  await page.getByRole('button', { name: en.play.flaggingStart }).click()
  for (const place of [2, 0]) await page.getByRole('checkbox').nth(place).press('Space')
  await page.getByRole('button', { name: en.play.flaggingDone }).click()
  const marked = await conversation(page)
    .locator('mark')
    .evaluateAll((marks) => marks.map((mark) => mark.firstChild!.textContent!))
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
