import type { Page } from '@playwright/test'
import { begin, segmentsOf } from '@/scenarios/engine/play/play'
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
  for (const key of ['Tab', 'Enter', 'Tab', 'Tab', 'Space', 'Shift+Tab', 'Shift+Tab', 'Enter']) await press(key)
  for (const key of ['Tab', 'Enter', 'Tab', 'Enter', 'Tab', 'Tab', 'Enter', 'Space', 'Tab']) await press(key)
  await arrive('Enter')
  await press('Tab')
  await arrive('Enter')
  expect(lines).toEqual(transcript().map((line) => expect.stringMatching(new RegExp(`^${textPattern(line).source}$`))))
})

/** With the words of the scenario, because names are drawn anew each time. */
function transcript(): string[] {
  const { scenes, start } = known.compiled.play
  const { title, show, checks, report, decisions } = scenes[start]!
  const [first, second] = segmentsOf(show, begin(known.compiled.play)).map(({ text }) => text)
  const act = decisions[0]!.options[0]!
  const next = scenes[act.to![0]!.to]!
  return [
    `heading "${title}" [level=1]`,
    'button "Flag a sentence"',
    'button "Done flagging" [pressed]',
    `checkbox "${first}"`,
    `checkbox "${second}"`,
    `checkbox "${second}" [checked]`,
    'announced: Flagged. 1 flag so far.',
    `checkbox "${first}"`,
    'button "Done flagging" [pressed]',
    'button "Flag a sentence"',
    'button "Tell your security officer"',
    'button "Tell your security officer Told" [disabled]',
    `announced: ${report.reply[0]!.text}`,
    `button "${checks[0]!.text} 2 min"`,
    `paragraph: ${checks[0]!.text} , checked 2 min / paragraph: "${checks[0]!.finding[0]!.text}"`,
    `radio "${act.text}"`,
    'button "Decide"',
    `radio "${act.text}" (Choose one of these to go on.)`,
    `radio "${act.text}" [checked]`,
    'button "Decide"',
    'heading "What follows" [level=2]',
    `announced: ${act.consequence[0]!.text}`,
    'button "Continue"',
    `heading "${next.title}" [level=1]`,
  ]
}
