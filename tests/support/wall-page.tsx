import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { IntlProvider, type Messages } from 'use-intl'
import { Wall, type WallProps } from '@/components/live/projector/projector'
import messages from '@/messages/en.json' with { type: 'json' }

document.body.replaceChildren()
const root = createRoot(document.body.appendChild(document.createElement('div')))
let shown = 0

type Slide = Omit<WallProps, 'skew'>
/** In the first second of 1970, like a projector that was just opened. */
function show(props: Slide): void {
  flushSync(() =>
    root.render(
      <IntlProvider locale="en" timeZone="UTC" messages={messages as unknown as Messages}>
        <Wall key={shown++} {...props} skew={-Date.now()} />
      </IntlProvider>,
    ),
  )
}

function faultsOf(slides: readonly (Slide & { name: string })[], least: number): string[] {
  return slides.flatMap(({ name, ...props }) => {
    show(props)
    return faultsOnWall(least).map((fault) => `${name}: ${fault}`)
  })
}
Object.assign(window, { wall: { show, faultsOf } })
export type WallPage = Window & { wall: { show: typeof show; faultsOf: typeof faultsOf } }

function isOnlyHeard(el: Element | null): boolean {
  return el !== null && (getComputedStyle(el).clipPath === 'inset(50%)' || isOnlyHeard(el.parentElement))
}

const OF_A_DRAWING = 0.7
function scaleOf(text: SVGGraphicsElement): number {
  const { a, b } = text.getScreenCTM()!
  return Math.hypot(a, b)
}

/** A scene that has been read may be smaller below a finding, where it is a reminder, and its labels beside a question. */
const [REMINDER, BESIDE_A_QUESTION] = [0.5, 0.6]
function shareOf(el: Element): number {
  const part = el.closest<HTMLElement>('[data-least]')
  const least = Number(part?.dataset.least)
  const layout = part?.closest<HTMLElement>('[data-layout]')?.dataset.layout ?? ''
  if (!(least < Number(part?.dataset.min)) || !/small$|alone$/.test(layout)) return 1
  return least > BESIDE_A_QUESTION ? BESIDE_A_QUESTION : REMINDER
}

/** What cannot be read from the last row, what is cut, and what overlaps. @param least pixels */
function faultsOnWall(least: number): string[] {
  const found: string[] = []
  const words = (text: string | null) => (text ?? '').trim().slice(0, 50)
  const hidden = (el: Element) =>
    !el.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) ||
    el.closest('script, style, [hidden]') !== null ||
    isOnlyHeard(el)
  const texts: { text: string; box: DOMRect; parent: Element }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!
    if (!node.textContent?.trim() || hidden(parent)) continue
    // Letters of a drawing, as on a stamp, grow with it, stand aslant and may be a little smaller.
    const drawn = parent.closest<SVGGraphicsElement>('svg text')
    const size = Number.parseFloat(getComputedStyle(parent).fontSize) * (drawn ? scaleOf(drawn) / OF_A_DRAWING : 1)
    if (size < least * shareOf(parent) - 0.01) found.push(`${size.toFixed(1)} px: ${words(node.textContent)}`)
    if (drawn) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue
      if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1)
        found.push(`outside: ${words(node.textContent)}`)
      for (let at: Element | null = parent; at; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at)
        const edge = at.getBoundingClientRect()
        if (
          (/hidden|clip/.test(overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1)) ||
          (/hidden|clip/.test(overflowY) && (box.top < edge.top - 3 || box.bottom > edge.bottom + 3))
        )
          found.push(`cut: ${words(node.textContent)}`)
      }
      texts.push({ text: node.textContent, box, parent })
    }
  }
  // A line of text is taller than its letters: a fifth at the top and at the bottom is empty.
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1)) {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
      if (across > 2 && down > 0.4 * Math.min(a.box.height, b.box.height))
        found.push(`over each other: ${words(a.text)} | ${words(b.text)}`)
    }
  for (const tight of document.querySelectorAll('[data-tight]')) found.push(`tight: ${words(tight.textContent)}`)
  return [...new Set(found)]
}
