'use client'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'

interface Sizes {
  /** Font sizes, in em of the surrounding text. */
  max: number
  min: number
  /** The smallest in layouts that end in `small`, if they may be smaller. */
  least?: number
}
interface BoxProps {
  /** Layouts to try, as `data-layout`: the one with the largest font wins, the first in a tie. */
  layouts?: readonly string[]
  /** More layouts, for content that would be too small in the others. */
  spare?: readonly string[]
  className?: string
  children: React.ReactNode
}

/**
 * Reduces the font size of its box until the content fits. The box must get its size from its surroundings, never from its
 * content. Inside, lengths are in em. If a text is too long for the smallest size, it overflows below, marked by `data-tight`:
 * a cut sentence is worse than a small one.
 */
export function Fit({ max, min, least = min, className = '', ...box }: BoxProps & Sizes) {
  return (
    <div data-max={max} data-min={min} data-least={least} {...useFit(box.layouts, box.spare)} className={`${BOX} ${className}`}>
      {box.children}
    </div>
  )
}

export function FitTogether({ className = '', ...box }: BoxProps) {
  return (
    <div {...useFit(box.layouts, box.spare)} className={`group/fit min-h-0 min-w-0 ${className}`}>
      {box.children}
    </div>
  )
}
export const FitPart = ({ max, min, least = min, className = '', children }: Sizes & { className?: string; children: React.ReactNode }) => (
  <div data-max={max} data-min={min} data-least={least} className={`min-h-0 min-w-0 overflow-hidden ${className}`}>
    {children}
  </div>
)
const BOX = 'group/fit min-h-0 min-w-0 overflow-hidden'

function useFit(layouts: readonly string[] = ONE, spare: readonly string[] = []): { ref: React.RefObject<HTMLDivElement | null> } {
  const ref = useRef<HTMLDivElement>(null)
  const refit = useEffectEvent(() => {
    // A font or an observer may still report after the box is gone.
    if (ref.current) fitBox(ref.current, layouts, spare)
  })
  // After every render, because only the content may have changed.
  useLayoutEffect(() => refit())
  useEffect(() => {
    const again = () => refit()
    const observer = new ResizeObserver(again)
    observer.observe(ref.current!)
    document.fonts.addEventListener('loadingdone', again)
    return () => {
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', again)
    }
  }, [])
  return { ref }
}
const ONE = [''] as const

function fitBox(box: HTMLElement, layouts: readonly string[], spare: readonly string[]): void {
  const parts = box.dataset.max ? [box] : [...box.querySelectorAll<HTMLElement>('[data-max]')]
  // A part that is no larger than in the best layout so far needs no further measuring.
  const lay = (layout: string, best = 0) => {
    box.dataset.layout = layout
    return best > 0 && parts.some((part) => !fitsBetter(part, best)) ? 0 : Math.min(...parts.map(fitPart))
  }
  let best = { layout: '', ease: 0 }
  for (const layout of [...layouts, ...spare]) {
    if (best.ease >= 1 && spare.includes(layout)) break
    const ease = lay(layout, best.ease)
    if (ease <= best.ease) continue
    best = { layout, ease }
    if (parts.every((part) => Number.parseFloat(part.style.fontSize) === Number(part.dataset.max))) return
  }
  if (box.dataset.layout !== best.layout) lay(best.layout)
}
const isSmall = (layout = ''): boolean => /small$|alone$/.test(layout)
function sizesOf(part: HTMLElement): readonly [max: number, min: number] {
  const { max, min, least } = part.dataset
  const { layout } = part.closest<HTMLElement>('[data-layout]')!.dataset
  return [Number(max), Number((isSmall(layout) ? least : undefined) ?? min)]
}
function fitsAt(part: HTMLElement, size: number): boolean {
  part.style.fontSize = `${size}em`
  return part.scrollHeight <= part.clientHeight && part.scrollWidth <= part.clientWidth
}
function fitsBetter(part: HTMLElement, ease: number): boolean {
  const [max, min] = sizesOf(part)
  return fitsAt(part, Math.min(max, ease * min + STEP))
}
/** @returns the ratio to the smallest acceptable size: below 1 the text is smaller */
function fitPart(part: HTMLElement): number {
  const [max, min] = sizesOf(part)
  const size = largest(min * BELOW, max, (one) => fitsAt(part, one))
  part.style.fontSize = `${size}em`
  part.toggleAttribute('data-tight', size < min * ENOUGH)
  return size / min
}
const BELOW = 0.6
/** The longest moments may be as small as the smallest letter of all (app/on-wall.css, `--least`). */
const ENOUGH = 0.72
const STEP = 1 / 32

/** The largest size that fits, to a 32nd; `min` if none does. */
export function largest(min: number, max: number, fits: (size: number) => boolean): number {
  if (fits(max)) return max
  let [fitting, over] = [min, max]
  while (over - fitting > STEP) {
    const size = (fitting + over) / 2
    if (fits(size)) fitting = size
    else over = size
  }
  return fitting
}
