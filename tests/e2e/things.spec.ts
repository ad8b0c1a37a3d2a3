/** What can be looked at, signed and scrolled back to: threads that go on, links, papers, dialogs. */
import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Thread, earlierMessages, isThread } from '@/scenarios/engine/play/history'
import { type Step, replay } from '@/scenarios/engine/play/journal'
import {
  type Artefact,
  type Option,
  type PlayState,
  type StagedPlay,
  holds,
  isAct,
  offered,
  sceneOf,
  shownSegments,
} from '@/scenarios/engine/play/play'
import { sentBy, timeOf } from '@/scenarios/engine/play/submission-view'
import { arrived, commit, cutTexts, decision, expect, follows, heading, hydrated, open, perform, test } from '../support/browser'
import { type KnownVariant, append, attemptAt, nextEvent, picker, stateAfter, textPattern, variants, wayTo } from '../support/play'
import { scenarioWith } from './states'

const PHONE = { width: 390, height: 844 }
const conversation = (page: Page) => page.locator('#conversation')
const whole = (text: string) => new RegExp(`^\\s*${textPattern(text).source}\\s*$`)

const links = (k: KnownVariant, id: string) => JSON.stringify(k.compiled.play.scenes[id]?.show ?? []).includes('"link":{')
const withScriptOrNot = (define: (javaScriptEnabled: boolean) => void) => {
  for (const javaScriptEnabled of [true, false])
    test.describe(javaScriptEnabled ? 'with script' : 'without script', javaScriptEnabled ? {} : { tag: '@deep' }, () => {
      test.use({ javaScriptEnabled })
      define(javaScriptEnabled)
    })
}
async function at(page: Page, context: BrowserContext, known: KnownVariant, way: PlayEvent[], hasScript: boolean): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, way)
  await page.goto(attempt)
  if (hasScript) await hydrated(page)
  return attempt
}

/** Which names are drawn makes no difference here. */
const earlierIn = ({ compiled }: KnownVariant, steps: readonly Step[], thread: Thread) =>
  earlierMessages(compiled.play as StagedPlay, steps, thread)

/** A play in which somebody writes in a thread, and reads it there again in a later moment: where they write, and the way from there. */
function longThread(): { known: KnownVariant; before: PlayEvent[]; wrote: PlayEvent; between: PlayEvent[] } {
  const twice = variants.filter(({ compiled: { play } }) => {
    const threads = Object.values(play.scenes).flatMap((s) =>
      s.show.filter((a) => a.kind === 'messages').map((a) => `${a.channel} ${a.with}`),
    )
    return play.scenes[play.start]!.show.length > 0 && new Set(threads).size < threads.length
  })
  for (const known of twice)
    for (let seed = 1; seed <= 40; seed++) {
      const { play } = known.compiled
      const pick = picker(seed)
      const events: PlayEvent[] = []
      for (
        let state = stateAfter(known, events);
        state.phase === 'scene' || state.phase === 'consequence';
        state = stateAfter(known, events)
      ) {
        const { steps } = replay(play, events)
        const thread =
          state.phase === 'scene' && sceneOf(play, state).show.find((a) => isThread(a) && a.kind === 'messages' && holds(a.when, state))
        const earlier = thread && isThread(thread) ? earlierIn(known, steps, thread) : []
        const mine = earlier.find(({ from }) => from === 'you')
        if (mine) {
          const n = steps.findIndex((step) => sentBy(play, step)?.words === mine.texts.join())
          return { known, before: events.slice(0, n), wrote: events[n]!, between: events.slice(n + 1) }
        }
        events.push(nextEvent(known, state, pick))
      }
    }
  throw new Error('no thread goes on')
}

withScriptOrNot((hasScript) => {
  test('a thread goes on: one’s words stand in it with their time, then the answer, and both can be unfolded in a later moment', async ({
    page,
    context,
  }) => {
    const { known, before, wrote, between } = longThread()
    const { play } = known.compiled
    await page.setViewportSize(PHONE)
    const attempt = await at(page, context, known, before, hasScript)
    const state = stateAfter(known, before)
    await perform(page, known, state, wrote)
    if (hasScript) await arrived(page)
    const { words } = sentBy(play, replay(play, [...before, wrote]).steps.at(-1)!)!
    const mine = follows(page).locator('.bubbles.mine')
    await expect(mine.locator('time')).toHaveText(whole(timeOf(play.scenes[state.scene]!)))
    await expect(mine.locator('.bubble')).toHaveText(whole(words!))

    const read = [...before, wrote, ...between]
    await append(context, attempt, between, before.length + 1)
    await page.goto(attempt)
    const { steps, state: now } = replay(play, read)
    const thread = sceneOf(play, now).show.find((a) => isThread(a) && holds(a.when, now) && earlierIn(known, steps, a).length > 0)!
    const earlier = isThread(thread) ? earlierIn(known, steps, thread) : []
    const history = page.locator('details.history')
    await expect(history.locator('.bubbles').first(), 'what is new is seen first').toBeHidden()
    await history.locator('summary').focus()
    await page.keyboard.press('Enter')
    const texts = earlier.flatMap(({ texts }) => texts)
    await expect(history.getByRole('listitem').locator('.bubble, .reaction')).toHaveCount(texts.length)
    for (const [i, text] of texts.entries()) await expect(history.locator('.bubble, .reaction').nth(i)).toHaveText(whole(text))
    await expect(history.locator('.mine .bubble').first()).toHaveText(whole(words!))
    await expect(history.locator('.bubbles').first()).toBeVisible()
  })

  test('where a link leads can be looked at by mouse and by key, opens nothing and sends nothing', async ({ page, context }) => {
    const known = scenarioWith(links)
    await page.setViewportSize(PHONE)
    const way = wayTo(known, (id) => links(known, id))
    await at(page, context, known, way, hasScript)
    const leads = shownSegments(sceneOf(known.compiled.play, stateAfter(known, way)), stateAfter(known, way)).find((s) => s.link)!.link!
    const opened: string[] = []
    context.on('request', (request) => (request.isNavigationRequest() || request.method() === 'POST') && opened.push(request.url()))
    context.on('page', (other) => opened.push(other.url()))
    const address = page.url()
    const link = conversation(page).locator('.look-at').first()
    const target = page.locator('.target:popover-open')
    await link.click()
    await expect(target.locator('code')).toHaveText(leads.target)
    await expect(target).toContainText(en.channels.nothingOpened)
    await target.getByRole('button', { name: en.channels.stay }).click()
    await expect(target).toHaveCount(0)
    for (const key of ['Enter', 'Space']) {
      await link.press(key)
      await expect(target).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(target).toHaveCount(0)
      await expect(link, 'the focus is where it was').toBeFocused()
    }
    await page.setViewportSize({ width: 320, height: 500 })
    await link.click()
    await expect(target).toBeInViewport({ ratio: 1 })
    expect(await cutTexts(page)).toEqual([])
    expect(page.url()).toBe(address)
    expect(opened).toEqual([])
  })

  test('a paper is signed on the paper: while one chooses, and as it lies there afterwards', async ({ page, context }) => {
    const writes = (o: Option) => o.signs === true && o.writes !== undefined
    const signs = (k: KnownVariant, id: string) => k.compiled.play.scenes[id]?.decisions.find(isAct)?.options.some(writes) ?? false
    const known = scenarioWith(signs)
    const way = wayTo(known, (id) => signs(known, id))
    const state = stateAfter(known, way)
    const act = offered(sceneOf(known.compiled.play, state), state).find(isAct)!
    const option = act.options.find(writes)!
    await page.setViewportSize(PHONE)
    await at(page, context, known, way, hasScript)
    const paper = page.locator('.paper').filter({ has: page.locator('.paper-acts') })
    const [scrawl, written] = [paper.locator('.scrawl path'), paper.locator('.signature').getByText(option.writes!)]
    const drawn = () =>
      scrawl.evaluate((el) => getComputedStyle(el).visibility !== 'hidden' && Number(getComputedStyle(el.parentElement!).opacity) > 0)
    await expect(written).toBeHidden()
    await commit(page).click()
    await expect(decision(page).getByText(en.play.chooseOne), 'what is missing is said where one is asked').toBeInViewport()
    const choice = paper.getByRole('radio', { name: whole(option.text) })
    const name = (await choice.getAttribute('name'))!
    const other = decision(page).locator(`input[name="${name}"]`).first()
    if (hasScript) await expect(other).toBeFocused()
    await choice.check()
    await expect(written).toBeVisible()
    expect(await drawn()).toBe(true)
    await other.check()
    await expect(written, 'another act takes it back').toBeHidden()
    await choice.check()
    await expect(commit(page)).toHaveAccessibleName(en.play.do)
    await commit(page).click()
    await expect(follows(page)).toBeAttached()
    const signed = page.locator('.signature.signed')
    await expect(signed).toHaveCount(1)
    await expect(signed.getByText(option.writes!)).toBeVisible()
    await expect(signed.getByText(en.channels.signed)).toBeAttached()
    await expect(page.locator('.paper-acts')).toHaveCount(0)
  })
})

/** The kinds of artefacts on which somebody can act, besides papers. */
const onThing = (state: PlayState, show: readonly Artefact[], { on }: Option) =>
  show.some((a) => a.id === on && a.kind !== 'document' && holds(a.when, state))

const isAsked = (k: KnownVariant, id: string) => {
  const scene = k.compiled.play.scenes[id]
  return scene?.decisions.find(isAct)?.options.some((o) => scene.show.some((a) => a.id === o.on && a.kind !== 'document')) ?? false
}
const asking = variants.find((k) => Object.keys(k.compiled.play.scenes).some((id) => isAsked(k, id)))
// As long as a scenario has such an act.
if (asking)
  test('what asks on a screen is answered by its own buttons, each large enough for a thumb, and the bar commits', async ({
    page,
    context,
  }) => {
    const way = wayTo(asking, (id) => isAsked(asking, id))
    const state = stateAfter(asking, way)
    const scene = sceneOf(asking.compiled.play, state)
    const acts = offered(scene, state)
      .find(isAct)!
      .options.filter((o) => onThing(state, scene.show, o))
    await page.setViewportSize(PHONE)
    await at(page, context, asking, way, true)
    for (const act of acts) {
      const label = page.locator('.act-on').filter({ has: page.locator(`input[value="${act.id}"]`) })
      const { width, height } = (await label.boundingBox())!
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
      await label.click()
      await expect(label.getByRole('radio')).toBeChecked()
      await expect(follows(page)).toHaveCount(0)
    }
    await expect(commit(page)).toHaveAccessibleName(en.play.do)
    await commit(page).click()
    await arrived(page)
    await expect(page.locator('.act-on')).toHaveCount(0)
  })

/** One moment for each kind and look of artefact in the library, as few moments as there must be. */
function momentsOfEveryKind(): { known: KnownVariant; id: string; kinds: string[] }[] {
  const missing = new Set<string>()
  const kindOf = (a: Artefact) => ('look' in a ? `${a.kind}/${a.look}` : a.kind === 'messages' ? `messages/${a.channel}` : a.kind)
  const all = variants.flatMap((known) =>
    Object.entries(known.compiled.play.scenes).map(([id, { show }]) => ({ known, id, kinds: show.map(kindOf) })),
  )
  for (const { kinds } of all) for (const kind of kinds) missing.add(kind)
  return all.filter(({ kinds }) => {
    const isNew = kinds.some((kind) => missing.has(kind))
    for (const kind of kinds) missing.delete(kind)
    return isNew
  })
}

for (const { known, id, kinds } of momentsOfEveryKind())
  test(`at 320 px, and at 400 %, nothing is cut and nothing scrolls sideways: ${kinds.join(', ')} in ${known.name}`, {
    tag: '@deep',
  }, async ({ page, context }) => {
    const attempt = await attemptAt(context, known)
    const way = wayTo(known, (place) => place === id)
    await append(context, attempt, way)
    // A window of 1280 × 1024 at 400 % is as wide and high as the second.
    await page.setViewportSize({ width: 320, height: 844 })
    await open(page, attempt)
    await expect(heading(page)).toBeVisible()
    for (const height of [844, 256]) {
      await page.setViewportSize({ width: 320, height })
      expect(await cutTexts(page), `${height} px high`).toEqual([])
    }
  })
