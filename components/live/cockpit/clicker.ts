/** What a key means in the cockpit. A clicker sends Page Down and Page Up. */
import { useEffect, useRef } from 'react'

export type Focus = 'nothing' | 'button' | 'choice' | 'text'
type Key = Pick<KeyboardEvent, 'key' | 'repeat' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'defaultPrevented'>

/** @returns null for a key that is not ours: a field keeps its own keys, and a dialog all of them */
export function pressOf(event: Key, focus: Focus, dialog: boolean): 'next' | 'back' | null {
  if (dialog || event.defaultPrevented || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  if (focus === 'text') return null
  switch (event.key) {
    case 'PageDown':
      return 'next'
    case 'PageUp':
      return 'back'
    case 'ArrowRight':
      return focus === 'choice' ? null : 'next'
    case 'ArrowLeft':
      return focus === 'choice' ? null : 'back'
    case ' ':
      return focus === 'nothing' ? 'next' : null
    default:
      return null
  }
}

export function focusOf(element: Element | null, body: Element): Focus {
  if (element === null || element === body) return 'nothing'
  if (element.matches('input[type=radio], input[type=checkbox]')) return 'choice'
  return element.matches('input, textarea, select, [contenteditable]') ? 'text' : 'button'
}

const DIALOG = 'dialog[open], [popover]:popover-open'

/** Escape leaves a field, so that the clicker's keys work again. */
export function useClicker(onPress: (press: 'next' | 'back') => void) {
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
