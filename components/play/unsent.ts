/** What is chosen and not yet sent, kept in this tab, so that a reload does not lose it. */
import { type RefObject, useEffect } from 'react'
import { browserStorage, kept } from './browser-storage'

interface Unsent {
  at: string
  /** The values of the radios chosen: each is in a moment once. */
  chosen: string[]
}

const unsentOf = (attempt: string) => kept<Unsent>(browserStorage('sessionStorage'), `unsent:${attempt}`)
const radios = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement>('[type=radio]')]

/** @param at the moment: what was kept for another one is not shown in this */
export function useUnsent(attempt: string, at: string, form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const found = unsentOf(attempt).read()
    if (found?.at !== at) return
    for (const radio of radios(form.current!)) {
      if (!found.chosen.includes(radio.value)) continue
      radio.checked = true
      radio.closest('details')?.removeAttribute('open')
    }
  }, [attempt, at, form])
  return {
    keep: () => unsentOf(attempt).write({ at, chosen: radios(form.current!).flatMap((r) => (r.checked ? r.value : [])) }),
    clear: () => unsentOf(attempt).write(null),
  }
}
