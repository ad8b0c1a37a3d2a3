import type { Page } from '@playwright/test'
import source from '@/messages/en.json' with { type: 'json' }
import { pseudo } from '@/messages/pseudo'
import { at, cutTexts, expect, heading, test, unfold } from '../support/browser'
import { guidedRoom, tourMoment, tourShortly } from '../support/live-tour'
import { attemptAt, pool, variantIn } from '../support/play'
import { STATES, show } from './states'

const t = pseudo(source)
const known = variantIn('P01', 'hostile')
const PHONE = { width: 390, height: 844 }
test.use({ viewport: PHONE })

/** Names of people and the tests' configuration have no language. Scenarios, sources and courses are translated. */
function unspoken(): RegExp {
  const people = Object.values(pool).flat()
  const names = people.flatMap(({ given, family }) => [`${given} ${family}`, given, family])
  const said = ['The safety desk', '+00 555 0100', 'desk@ministry.example', ...names]
  const longestFirst = said.sort((a, b) => b.length - a.length).map((text) => text.replace(/[.*+?^$()|[\]\\/]/g, '\\$&'))
  // Whole words: the label “To” must not match the start of a name.
  return new RegExp(`(?<!\\p{L})(?:${longestFirst.join('|')})(?!\\p{L})`, 'gu')
}
const content = unspoken()
/** Option letters, ids, days in the format of the locale, numbers and addresses of sources have no language. Languages go by their own names. */
const NO_WORD =
  /^[A-F]$|^[PT]\d\d$|^(\d+: )?[RG]-\d\d( · \d+: [RG]-\d\d)*$|^https?:\/\/\S+$|^\d{1,2} [A-Z][a-z]{2,8} \d{4}( ·)?$|^(localhost|[\d.]+):\S+$|^English( \(Pseudo-Accents\))?$/

/** Everything a reader sees or hears of a page, in order. Leaves out what is cut to fit, because its bracket is cut too. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words = [document.title]
    const walk = (node: Node) => {
      if (node instanceof Text) words.push(node.data)
      if (!(node instanceof Element) || node.matches('script, style')) return
      if (node instanceof HTMLElement && !node.checkVisibility({ checkVisibilityCSS: true })) return
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label']) {
        const value = node.getAttribute(name)
        if (value) words.push(value)
      }
      node.childNodes.forEach(walk)
    }
    walk(document.body)
    return words
  })

/** Letters that are neither in the brackets of a translation nor in a name, and brackets that do not close. */
function hardCoded(words: string[]): string[] {
  const page = words.join('\u0000')
  let depth = 0
  let outside = ''
  for (const c of page) {
    if (c === '[') depth++
    if (depth === 0) outside += c
    if (c === ']') depth--
  }
  const left = outside
    .split('\u0000')
    .map((text) => text.replace(/\s+/g, ' ').replace(content, '').trim())
    .filter((text) => /\p{L}/u.test(text) && !NO_WORD.test(text))
  return depth === 0 ? left : [...left, `${depth} brackets do not close`]
}

async function look(page: Page): Promise<void> {
  await unfold(page)
  expect(hardCoded(await said(page))).toEqual([])
  expect(await cutTexts(page)).toEqual([])
}
async function lookAtHelp(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: t.ui.help })
    .or(page.getByRole('button', { name: t.ui.helpShort }))
    .click()
  expect(hardCoded(await said(page))).toEqual([])
  expect(await cutTexts(page)).toEqual([])
}

for (const state of STATES) {
  test(
    `in the pseudo-language no word of ${state.name} is hard-coded or cut`,
    state === STATES[0] ? {} : { tag: '@deep' },
    async ({ page, context }) => {
      // Reached on a desktop, where everything is in sight, then looked at on a phone, in every sheet there is.
      await page.setViewportSize({ width: 1440, height: 900 })
      await show(page, context, state, { locale: 'en-XA', messages: t })
      await page.setViewportSize(PHONE)
      await look(page)
      await lookAtHelp(page)
      await page.keyboard.press('Escape')
      for (const sheet of await page.locator('.panel').evaluateAll((panels) => panels.map(({ id }) => id))) {
        await page.evaluate((hash) => {
          location.hash = hash
        }, sheet)
        await expect(page.locator(`#${sheet}`)).toBeVisible()
        expect(hardCoded(await said(page)), sheet).toEqual([])
        expect(await cutTexts(page), sheet).toEqual([])
      }
      if (state.sheet) await expect(page.locator(`.panel#${state.sheet}`)).toHaveCount(1)
    },
  )
}

test('in the pseudo-language no word of the pages around the scenarios is hard-coded or cut', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const visit = (path: string) =>
    test.step(path, async () => {
      await page.goto(path)
      await expect(heading(page)).toBeVisible()
      await look(page)
    })
  const paths = [
    '',
    '/learn',
    '/learn/P01',
    '/learn/data',
    '/nonsense',
    '/learn/continue/nonsense',
    '/learn?done=erased',
    '/learn?done=forgotten',
    ...Object.keys(source.lti.problem).map((why) => `/lti/problem?why=${why}`),
  ]
  for (const path of paths) await visit(`/en-XA${path}`)
  const attempt = await attemptAt(context, known, 'en-XA')
  for (const path of ['/learn?left=1', '/learn/P01', '/learn/skills', '', '/learn/data']) await visit(`/en-XA${path}`)
  for (const note of Object.keys(source.play.note)) await visit(`${attempt}?note=${note}`)
  await page.goto('/en-XA/learn/data')
  await page.getByRole('button', { name: t.data.linkMake }).click()
  await page.waitForURL('**/data/link/*')
  const link = page.url()
  await expect(page.getByText(link.replace('/data/link/', '/continue/'))).toBeVisible()
  await visit(link.replace('/data/link/', '/continue/'))
})

test('in the pseudo-language no word of the pages around a session is hard-coded or cut', { tag: '@deep' }, async ({
  page,
  context,
  baseURL,
}) => {
  const visit = (path: string) =>
    test.step(path, async () => {
      await page.goto(path)
      await expect(heading(page)).toBeVisible()
      await look(page)
    })
  const room = await guidedRoom(baseURL!, known, { names: 'nicknames' }, 5, 'en-XA')
  const { base, facilitatorLink, code } = room.session
  for (const note of ['', '?note=deleted', '?note=password', '?note=scenario', '?note=incomplete', '?note=tooMany'])
    await visit(`/en-XA/live${note}`)
  for (const note of ['', ...Object.keys(source.livePhone.join.note)]) await visit(`/en-XA/j?note=${note}`)
  await visit(`/en-XA/j?note=name&code=${code}`)
  await visit(facilitatorLink)
  await room.enter(context, 'facilitator')
  for (const path of ['/en-XA/live', facilitatorLink, `${base}/plan`, `${base}/run-sheet`, `${base}/devices`, `${base}/attendance`])
    await visit(path)
  await room.command({ type: 'start' })
  await tourMoment(room, async () => {})
  await visit(`${base}/summary`)
})

test('in the pseudo-language no word of a session’s screens is hard-coded, nor cut on cockpit and phone', { tag: '@deep' }, async ({
  context,
  baseURL,
}) => {
  test.slow()
  const room = await guidedRoom(baseURL!, known, {}, 5, 'en-XA')
  await room.enter(context, 'facilitator')
  await room.enter(context, 'phone')
  const screens: [screen: string, page: Page][] = []
  // They stay open and follow the session, as in a room.
  for (const screen of ['', '/cockpit', '/projector']) {
    const page = await context.newPage()
    await page.setViewportSize(screen === '/projector' ? { width: 1280, height: 720 } : PHONE)
    await page.goto(`${room.session.base}${screen}`)
    screens.push([screen, page])
  }
  const found: string[] = []
  await tourShortly(room, async (name, view) => {
    for (const [screen, page] of screens) {
      await at(page, view)
      await unfold(page)
      const cut = screen === '/projector' ? [] : await cutTexts(page)
      found.push(...[...hardCoded(await said(page)), ...cut].map((what) => `${screen}, ${name}: ${what}`))
    }
  })
  expect(found).toEqual([])
})

test('the scan finds hard-coded words', () => {
  expect(hardCoded(['[Šåvéd ~ ~]', 'Saved', 'Jonas Albrecht', '12'])).toEqual(['Saved'])
  expect(hardCoded(['[Šåvéd ~ ~'])).toEqual(['1 brackets do not close'])
  expect(
    hardCoded(
      Object.values(pool)
        .flat()
        .flatMap(({ given, family }) => [`${given} ${family}`, given, `${given}, 09:00`]),
    ),
  ).toEqual([])
})
