import { useEffect, useRef } from 'react'
import { NEXT_ID } from './steps'

/** A button that was pressed may be gone with the step it made: the focus goes on to the next one. */
export function useKeptFocus(version: number) {
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
