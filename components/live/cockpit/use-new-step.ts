import { useEffect, useRef } from 'react'
import type { RoomView } from '@/scenarios/engine/live/view'
import { focusOf } from './clicker'
import { NEXT_ID } from './steps'

/** A new step starts at the top of the page and of the columns beside it, unless the facilitator is typing. The focus is never lost. */
export function useNewStep({ version, moment, phase, vote }: Pick<RoomView, 'version' | 'moment' | 'phase' | 'vote'>) {
  useFocusGoesOn(version)
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

/** The pressed button may disappear with the step that it made; then the focus moves to the next step. */
function useFocusGoesOn(version: number) {
  const last = useRef<EventTarget | null>(null)
  useEffect(() => {
    const note = (event: FocusEvent) => {
      last.current = event.target
    }
    addEventListener('focusin', note)
    return () => removeEventListener('focusin', note)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks after every new version.
  useEffect(() => {
    const lost = last.current instanceof Element && !last.current.isConnected
    if (lost && document.activeElement === document.body) document.getElementById(NEXT_ID)?.focus({ preventScroll: true })
  }, [version])
}
