import { useEffect, useRef } from 'react'
import type { RoomView } from '@/scenarios/engine/live/view'
import { focusOf } from './clicker'

/** Every step begins at the top of its card, except for whoever is typing. */
export function useTop({ moment, phase, vote }: Pick<RoomView, 'moment' | 'phase' | 'vote'>) {
  const step = `${moment}/${phase}/${vote}`
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    if (focusOf(document.activeElement, document.body) !== 'text') scrollTo({ top: 0 })
  }, [step])
}
