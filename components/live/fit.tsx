'use client'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'

export interface FitProps {
  /** Font sizes, in em of what stands around it. */
  max: number
  min: number
  /** Ways to lay the content out, as `data-layout`: the one with the largest letters wins, the first of equals. */
  layouts?: readonly string[]
  className?: string
  children: React.ReactNode
}

/**
 * Steps the letters of its box down until the content fits in it. The box must get its size from around it, never from its
 * content. Inside, lengths are in em. Where a text is too long for the smallest size, it goes on below it, and says so in
 * `data-tight`: a cut sentence is worse than a small one.
 */
export function Fit({ max, min, layouts = ONE, className = '', children }: FitProps) {
  const box = useRef<HTMLDivElement>(null)
  const refit = useEffectEvent(() => fitBox(box.current!, { max, min, layouts }))
  // After every render: what changed may be the content alone.
  useLayoutEffect(() => refit())
  useEffect(() => {
    const again = () => refit()
    const observer = new ResizeObserver(again)
    observer.observe(box.current!)
    // Letters are measured anew in the font they are shown in.
    document.fonts.addEventListener('loadingdone', again)
    return () => {
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', again)
    }
  }, [])
  return <div ref={box} className={`group/fit min-h-0 min-w-0 overflow-hidden ${className}`}>{children}</div>
}
const ONE = [''] as const

function fitBox(box: HTMLElement, { max, min, layouts }: Required<Pick<FitProps, 'max' | 'min' | 'layouts'>>): void {
  const found = layouts.map((layout) => {
    box.dataset.layout = layout
    return largest({ max, min: min * BELOW }, (size) => {
      box.style.fontSize = `${size}em`
      return box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth
    })
  })
  const size = Math.max(...found)
  box.dataset.layout = layouts[found.indexOf(size)]
  box.style.fontSize = `${size}em`
  box.toggleAttribute('data-tight', size < min)
}
const BELOW = 0.6
const STEP = 1 / 32

/** The largest size that fits, to the 32nd of an em; the smallest where none does. */
export function largest({ max, min }: { max: number; min: number }, fits: (size: number) => boolean): number {
  if (fits(max)) return max
  let [fitting, over] = [min, max]
  while (over - fitting > STEP) {
    const size = (fitting + over) / 2
    if (fits(size)) fitting = size
    else over = size
  }
  return fitting
}
