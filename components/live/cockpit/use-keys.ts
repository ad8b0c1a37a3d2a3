import { useEffect, useRef } from 'react'
import { focusOf, pressOf } from './clicker'

const DIALOG = 'dialog[open], [popover]:popover-open'

/** Listens for the keys of a clicker. Escape leaves a field, so that they work again. */
export function useKeys(onPress: (press: 'next' | 'back') => void) {
  const latest = useRef(onPress)
  useEffect(() => {
    latest.current = onPress
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const focused = document.activeElement
      const focus = focusOf(focused, document.body)
      if (event.key === 'Escape' && focus === 'text' && focused instanceof HTMLElement) return focused.blur()
      const press = pressOf(event, focus, document.querySelector(DIALOG) !== null)
      if (!press) return
      event.preventDefault()
      latest.current(press)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
