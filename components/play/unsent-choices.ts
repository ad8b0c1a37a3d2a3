/** Keeps choices that are not sent yet in this browser, so that neither a reload nor leaving loses them. */
import { type RefObject, useEffect } from 'react'
import { type BrowserStorage, browserStorage, kept } from './browser-storage'

interface UnsentChoices {
  at: string
  chosen: string[]
  until: number
}
const PREFIX = 'unsent:'
/** As long as we keep an attempt for a learner without an account. */
const KEPT = 30 * 24 * 60 * 60 * 1000

const unsentOf = (attempt: string, storage = browserStorage()) => kept<UnsentChoices>(storage, PREFIX + attempt)
const radios = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement>('[type=radio]')]

/** Forgets old choices of any attempt, even another learner's. */
export function forgetOld(storage: BrowserStorage | null, now: number): void {
  for (const key of Object.keys(storage ?? {})) {
    if (key.startsWith(PREFIX) && !((kept<UnsentChoices>(storage, key).read()?.until ?? 0) > now)) storage?.removeItem(key)
  }
}

/** @param at the moment: choices kept for another one are not shown in it */
export function useUnsent(attempt: string, at: string, form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    forgetOld(browserStorage(), Date.now())
    const found = unsentOf(attempt).read()
    if (found?.at !== at) return
    for (const radio of radios(form.current!)) {
      if (!found.chosen.includes(radio.value)) continue
      radio.checked = true
      radio.closest('details')?.removeAttribute('open')
    }
  }, [attempt, at, form])
  return {
    keep: () =>
      unsentOf(attempt).write({
        at,
        chosen: radios(form.current!).flatMap((r) => (r.checked ? r.value : [])),
        until: Date.now() + KEPT,
      }),
    clear: () => unsentOf(attempt).write(null),
  }
}
