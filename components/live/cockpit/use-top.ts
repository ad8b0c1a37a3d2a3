import { useEffect, useRef } from 'react'
import type { RoomView } from '@/scenarios/engine/live/view'
import { focusOf } from './clicker'

/** Every step begins at the top, of the page and of the columns beside it, except for whoever is typing. */
export function useTop({ moment, phase, vote }: Pick<RoomView, 'moment' | 'phase' | 'vote'>) {
  const step = `${moment}/${phase}/${vote}`
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    if (focusOf(document.activeElement, document.body) === 'text') return
    for (const column of document.querySelectorAll('#main > div')) column.scrollTop = 0
    scrollTo({ top: 0 })
  }, [step])
}
