import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { checkOffer, sceneOf } from '@/scenarios/engine/play/play'
import { arrived, axe, cutTexts, expect, heading, open, perform, test, unfold, schemeAt } from '../support/browser'
import { JUDGE, attemptAt, variantIn, stateAfter, tour } from '../support/play'
import { STATES, show } from './states'

async function tabStops(page: Page): Promise<number> {
  await page.evaluate(() => {
    Object.assign(window, { stops: [] })
  })
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const stops = await page.evaluate(() => {
      const { stops } = window as unknown as { stops: Element[] }
      const at = document.activeElement!
      if (stops.includes(at)) return stops.length
      if (at !== document.body) stops.push(at)
      return null
    })
    if (stops !== null) return stops
  }
  throw new Error('more than 80 tab stops')
}

test('axe finds planted faults: a button without a name, and faint letters, also in the dark scheme', async ({ page }) => {
  await open(page, '/en')
  await page.evaluate(() => {
    const faint = document.createElement('p')
    faint.textContent = 'faint'
    Object.assign(faint.style, { color: '#777', background: '#888' })
    document.querySelector('main')!.append(document.createElement('button'), faint)
  })
  const rules = async () => (await axe(page)).map((problem) => problem.split(':')[0])
  expect(await rules()).toEqual(['button-name', 'color-contrast'])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await rules()).toEqual(['button-name', 'color-contrast'])
})

test('axe finds nothing in any state of a path, and no scene has more than 20 tab stops', async ({ page, context }) => {
  test.slow()
  const known = variantIn('P01', 'hostile')
  const { play } = known.compiled
  const attempt = await attemptAt(context, known)
  await open(page, attempt)
  const events: PlayEvent[] = []
  const found: string[] = []
  const look = async (at: string) => {
    found.push(...(await axe(page)).map((problem) => `${at}: ${problem}`))
  }
  for (const event of [...tour(known), JUDGE]) {
    const state = stateAfter(known, events)
    const title = (await heading(page).textContent())!
    if (state.phase === 'scene' && event.type === 'decide') {
      const stops = await tabStops(page)
      expect(stops, title).toBeLessThanOrEqual(20)
      expect(stops, title).toBeGreaterThan(5)
      const check = sceneOf(play, state).checks.find((c) => checkOffer(play, state, c) === 'offered')
      if (check) {
        await perform(page, known, state, { type: 'check', check: check.id })
        events.push({ type: 'check', check: check.id })
      }
    }
    await look(title)
    await perform(page, known, stateAfter(known, events), event)
    events.push(event)
    if (event.type === 'decide' || event.type === 'continue') await arrived(page)
  }
  await page.waitForURL('**/debrief')
  await unfold(page)
  await look('debrief')
  expect(found).toEqual([])
})

for (const state of STATES) {
  test(
    `axe finds nothing in ${state.name}, light or dark, wide or narrow, and nothing is cut`,
    state === STATES[0] ? {} : { tag: '@deep' },
    async ({ page, context }) => {
      test.slow()
      await show(page, context, state)
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: width === 1440 ? 900 : 844 })
        if (state.sheet)
          await page.evaluate(
            (hash) => {
              location.hash = hash
            },
            width < 1024 ? state.sheet : '',
          )
        expect(await cutTexts(page), `at ${width}`).toEqual([])
        if (width === 390) continue
        const colorScheme = schemeAt(width)
        await page.emulateMedia({ colorScheme })
        expect(await axe(page), `${colorScheme} at ${width}`).toEqual([])
      }
    },
  )
}

test('axe finds nothing on the pages around the scenarios, with attempts and without, and nothing is cut at 320 px', {
  tag: '@deep',
}, async ({ page, context }) => {
  const visit = async (path: string) => {
    await page.goto(path)
    expect(await axe(page), path).toEqual([])
    await page.setViewportSize({ width: 320, height: 844 })
    expect(await cutTexts(page), path).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  const around = [
    '/en',
    '/en/learn',
    '/en/learn/P01',
    '/en/learn/skills',
    '/en/learn/data',
    '/en/signs',
    '/en/sources',
    '/en/sources/services',
    '/en/nonsense',
    '/en/learn/continue/nonsense',
  ]
  for (const path of around) await visit(path)
  await attemptAt(context, variantIn('P01', 'genuine'))
  for (const path of ['/en/learn?left=1', '/en/learn/P01', '/en/learn/data', '/en/learn/skills', '/en']) await visit(path)
  await page.goto('/en/learn/data')
  await page.getByRole('button', { name: en.data.linkMake }).click()
  await page.waitForURL('**/data/link/*')
  await visit(page.url())
  await visit(page.url().replace('/data/link/', '/continue/'))
})
