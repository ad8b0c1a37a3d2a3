import type { Page } from '@playwright/test'
import { begin, segmentsOf, speechOf } from '@/scenarios/engine/play/play'
import { arrived, expect, open, test } from '../support/browser'
import { attemptAt, variantIn, textPattern } from '../support/play'

const known = variantIn('T01', 'genuine')

const listen = (page: Page) =>
  page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[aria-live], [role=status]')
        const text = region?.textContent?.trim()
        // The saved chip announces every event, so we leave it out.
        if (text && !region!.closest('header') && heard.at(-1) !== text) heard.push(text)
      }
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })

function reader(page: Page) {
  const lines: string[] = []
  let known = 0
  async function note(): Promise<void> {
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard)
    const focus = page.locator(':focus')
    const said = (await focus.count()) > 0 ? (await focus.ariaSnapshot()).split('\n').map((line) => line.replace(/^ *- /, '')) : ['nothing']
    const described = await page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-describedby')
      return id ? document.getElementById(id)?.textContent : ''
    })
    lines.push(said.join(' / ') + (described && ` (${described})`))
    lines.push(...heard.slice(known).map((text) => `announced: ${text}`))
    known = heard.length
  }
  return {
    lines,
    note,
    async press(key: string): Promise<void> {
      await page.keyboard.press(key)
      await page.evaluate(() => new Promise(requestAnimationFrame))
      await note()
    },
    async arrive(key: string): Promise<void> {
      await page.keyboard.press(key)
      await arrived(page)
      await note()
    },
  }
}

test('the transcript of a moment by keyboard: flagging, telling, a check, a choice that is missing, what follows, and the next moment', async ({
  page,
  context,
}) => {
  await open(page, await attemptAt(context, known))
  await listen(page)
  const { lines, press, arrive, note } = reader(page)
  await page.locator('h1').focus()
  await note()
  // Every sentence and link, with the second sentence flagged; the answers and what sends them; telling, and a check.
  for (const stop of stops()) for (const key of stop.flags ? ['Tab', 'Space'] : ['Tab']) await press(key)
  for (const key of ['Tab', 'Tab', 'Tab', 'Enter', 'Tab', 'Enter']) await press(key)
  // Back to what was left out.
  for (const key of ['Shift+Tab', 'Shift+Tab', 'Enter', 'Space', 'Tab']) await press(key)
  await arrive('Enter')
  await press('Tab')
  await arrive('Enter')
  expect(lines).toEqual(transcript().map((line) => expect.stringMatching(new RegExp(`^${textPattern(line).source}$`))))
})

const { scenes, start } = known.compiled.play
const first = scenes[start]!

/** What Tab meets of a message. */
const stops = () =>
  segmentsOf(first.show, begin(known.compiled.play)).flatMap(({ text, link }, i) => [
    { says: `checkbox "${text}"`, flags: i === 1 },
    ...(link ? [{ says: `button "${link.words}"`, flags: false }] : []),
  ])

/** With the words of the scenario, because names are drawn anew each time. */
function transcript(): string[] {
  const { title, checks, report, decisions } = first
  const { options } = decisions[0]!
  const act = options[0]!
  const next = scenes[act.to![0]!.to]!
  const commit = (speaks: boolean) => `button "${speaks ? 'Send' : 'Do this'}"`
  return [
    `heading "${title}" [level=1]`,
    ...stops().flatMap(({ says, flags }) => (flags ? [says, `${says} [checked]`, 'announced: Flagged. 1 flag so far.'] : [says])),
    `radio "${act.text}"`,
    commit(options.every((option) => speechOf(option) !== null)),
    'button "Tell your security officer"',
    'button "Tell your security officer Told" [disabled]',
    `announced: ${report.reply[0]!.text}`,
    `button "${checks[0]!.text} 2 min"`,
    `paragraph: ${checks[0]!.text} , checked 2 min / paragraph: "${checks[0]!.finding[0]!.text}"`,
    'button "Tell your security officer Told" [disabled]',
    commit(options.every((option) => speechOf(option) !== null)),
    `radio "${act.text}" (Choose one of these to continue.)`,
    `radio "${act.text}" [checked]`,
    commit(speechOf(act) !== null),
    'heading "What follows" [level=2]',
    `announced: ${act.consequence.map(({ from, text }) => (from ? `{name}: “${text}”` : text)).join(' ')}`,
    'button "Continue"',
    `heading "${next.title}" [level=1]`,
  ]
}
