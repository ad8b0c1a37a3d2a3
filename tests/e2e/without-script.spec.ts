import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { checkOffer, isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import { checks, commit, decision, expect, flags, follows, heading, perform, reportButton, slots, test } from '../support/browser'
import {
  type KnownVariant,
  JUDGE,
  append,
  attemptAt,
  scenarios,
  variantAt,
  variantIn,
  stateAfter,
  textPattern,
  tour,
  wayTo,
} from '../support/play'

test.use({ javaScriptEnabled: false })

const answered = (page: Page, events: PlayEvent[]) => expect(page.locator('input[name=seq]')).toHaveValue(String(events.length))
const notice = (page: Page) => page.locator('form').getByRole('status')

test('a scenario is played by form posts alone: flags, a check, a reply, a form, Back, old tabs and a double click', async ({
  page,
  context,
}) => {
  const posted: string[] = []
  page.on('request', (r) => {
    if (r.isNavigationRequest() && r.method() === 'POST') posted.push(new URL(r.url()).pathname)
  })
  await page.goto('/en/learn')
  await page.getByRole('link', { name: scenarios.find((p) => p.id === 'P02')!.title, exact: true }).click()
  await page.getByRole('button', { name: en.learn.start }).click()
  await page.waitForURL('**/attempts/*')
  const attempt = new URL(page.url()).pathname
  const known = variantAt(attempt)
  const { play } = known.compiled
  const events: PlayEvent[] = []
  const tabs = [await context.newPage(), await context.newPage()]
  const make = async (event: PlayEvent) => {
    await perform(page, known, stateAfter(known, events), event)
    events.push(event)
    if (event.type !== 'judge') await answered(page, events)
  }

  await test.step('without a choice the page asks for it and keeps the scene', async () => {
    const title = await heading(page).textContent()
    await commit(page).click()
    await expect(notice(page)).toHaveText(en.play.note.incomplete)
    await expect(decision(page).getByText(en.play.chooseOne)).toBeInViewport()
    await expect(heading(page)).toHaveText(title!)
  })

  await test.step('flags travel with whatever is pressed, and are taken back the same way', async () => {
    const boxes = page.locator('input[name=flag]')
    const [first, second] = await Promise.all([boxes.nth(0), boxes.nth(1)].map((box) => box.getAttribute('value')))
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    const state = stateAfter(known, events)
    await reportButton(page, sceneOf(play, state)).click()
    await expect(flags(page)).toHaveCount(2)
    await expect(boxes.nth(1)).toBeChecked()
    events.push({ type: 'flag', segment: first! }, { type: 'flag', segment: second! }, { type: 'report' })
    await answered(page, events)
    await boxes.nth(1).uncheck()
    await commit(page).click()
    await expect(notice(page), 'and what is missing is asked for').toHaveText(en.play.note.incomplete)
  })

  const way = [...tour(known), JUDGE]
  for (const [i, event] of way.entries()) {
    const state = stateAfter(known, events)
    const offer = state.phase === 'scene' && sceneOf(play, state).checks.find((c) => checkOffer(play, state, c) === 'offered')
    if (offer && !events.some((e) => e.type === 'check') && event.type === 'decide') {
      await make({ type: 'check', check: offer.id })
      await expect(checks(page).getByText(en.play.checked)).toHaveCount(1)
    }
    if (event.type === 'decide' && !events.some((e) => e.type === 'decide')) for (const tab of tabs) await tab.goto(attempt)
    if (event.type === 'continue' && !way.slice(0, i).some((e) => e.type === 'continue')) {
      // What follows an act belongs to that act's moment, in the title too.
      await expect(page).toHaveTitle(/^Moment 1, what follows: /)
      await page.getByRole('button', { name: en.play.continue }).dblclick()
      events.push(event)
      await answered(page, events)
      await backAndAgain()
    } else await make(event)
  }
  await page.waitForURL(`**${attempt}/debrief`)
  await expect(page.getByRole('heading', { name: en.debrief.decisions })).toBeVisible()
  expect(new Set(posted.map((path) => path.split('/').at(-1))), 'only what takes posts is posted to: no page is a form’s result').toEqual(
    new Set(['start', 'events']),
  )

  async function backAndAgain() {
    const here = await heading(page).textContent()
    await page.goBack()
    await expect(heading(page)).toHaveText(here!)
    await answered(page, events)
    const decided = events.findIndex((e) => e.type === 'decide')
    const before = stateAfter(known, events.slice(0, decided))
    const act = offered(sceneOf(play, before), before).find(isAct)!
    const made = events[decided] as Extract<PlayEvent, { type: 'decide' }>
    const other = act.options.find((o) => !o.sends && o.id !== made.choices[act.id])!
    for (const [old, option, said] of [
      [tabs[0]!, other.id, [en.play.note.stale]],
      [tabs[1]!, made.choices[act.id]!, []],
    ] as const) {
      await perform(old, known, before, { type: 'decide', choices: { [act.id]: option } })
      await answered(old, events)
      await expect(heading(old)).toHaveText(here!)
      await expect(notice(old)).toHaveText(said)
      await old.close()
    }
  }
})

test('half a judgement is kept while the page asks for the other half', { tag: '@deep' }, async ({ page, context }) => {
  const known = variantIn('P01', 'genuine')
  const attempt = await attemptAt(context, known)
  await append(
    context,
    attempt,
    wayTo(known, (id) => !known.compiled.play.scenes[id]),
  )
  await page.goto(attempt)
  const [looks, sure] = [en.play.looks.genuine, en.play.sureness.fairly].map((name) => page.getByRole('radio', { name }))
  await looks!.check()
  await page.getByRole('button', { name: en.play.toDebrief }).click()
  await expect(notice(page)).toHaveText(en.play.note.incomplete)
  await expect(looks!).toBeChecked()
  await sure!.check()
  await page.getByRole('button', { name: en.play.toDebrief }).click()
  await page.waitForURL('**/debrief')
})

/** Everything that a scenario has in it, without script. */
test('a scenario of talks, photos and threads is played to its debrief by form posts alone', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  test.slow()
  const known = variantIn('P15', 'genuine')
  const attempt = await attemptAt(context, known)
  await page.goto(attempt)
  const events: PlayEvent[] = []
  for (const event of [...tour(known), JUDGE]) {
    await perform(page, known, stateAfter(known, events), event)
    events.push(event)
    if (event.type === 'judge') break
    await answered(page, events)
    if (event.type === 'decide') await expect(follows(page)).toBeVisible()
  }
  await page.waitForURL(`**${attempt}/debrief`)
  await expect(page.getByRole('heading', { name: en.debrief.decisions })).toBeVisible()
})

test('choosing a sentence without script writes back, where one act alone sends it', { tag: '@deep' }, async ({ page, context }) => {
  const known = variantIn('T01', 'genuine')
  const { scenes } = known.compiled.play
  const writes = (id: string) => scenes[id]?.decisions.some((d) => d.as === 'reply') ?? false
  const attempt = await attemptAt(context, known)
  const way = wayTo(known, writes)
  await append(context, attempt, way)
  await page.goto(attempt)
  for (const [i, slot] of (await slots(page).all()).entries()) {
    if (i > 0) await slot.locator('summary').click()
    await slot.getByRole('radio').first().check()
  }
  await expect(decision(page).locator('[data-sends]'), 'nothing can check it').not.toBeChecked()
  await commit(page).click()
  await expect(follows(page)).toContainText(textPattern(sentence(known, way)))
})
const sentence = (known: KnownVariant, way: PlayEvent[]) => {
  const state = stateAfter(known, way)
  return offered(sceneOf(known.compiled.play, state), state).find((d) => d.as === 'reply')!.options[0]!.text
}

test('without script the sentences of a reply come with an act that sends it', { tag: '@deep' }, async ({ page, context }) => {
  const response = await context.request.post('/en/learn/P02/start')
  const { pathname } = new URL(response.url())
  const known = variantAt(pathname)
  const events: PlayEvent[] = []
  for (const event of tour(known)) {
    const state = stateAfter(known, events)
    if (state.phase === 'scene' && offered(sceneOf(known.compiled.play, state), state).some((d) => d.as === 'reply')) break
    events.push(event)
  }
  await context.request.post(`${pathname}/events`, { data: { seq: 0, events }, headers: { accept: 'application/json' } })
  await page.goto(pathname)
  const slot = slots(page).nth(1)
  await expect(slot, 'before an act that sends it is chosen').toBeHidden()
  await decision(page).locator('[data-sends]').first().check()
  await expect(commit(page)).toHaveAccessibleName(en.play.send)
  await slot.getByRole('radio').nth(1).check()
  await expect(slot.getByRole('radio').nth(1)).toBeChecked()
  await decision(page).locator('[data-act]').first().check()
  await expect(slot, 'once an act that sends nothing is chosen').toBeHidden()
})
