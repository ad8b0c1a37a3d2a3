import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { X } from '../ui/icons'

/** No element has this id: going there closes a sheet, and the page stays where it is. */
const CLOSED = '#closed'

export function CloseSheet() {
  const t = useTranslations('play')
  return (
    <a href={CLOSED} aria-label={t('close')} className="btn btn-ghost float-end -me-2.5 -mt-2 hidden sheets:inline-flex">
      <X className="icon" />
    </a>
  )
}

export function Backdrop() {
  const t = useTranslations('play')
  return (
    <a href={CLOSED} className="backdrop" tabIndex={-1}>
      <span className="sr-only">{t('close')}</span>
    </a>
  )
}

const isOpen = () => document.querySelector('.panel:target')

export function useSheets() {
  useEffect(() => {
    const closeByEscape = ({ key }: KeyboardEvent) => key === 'Escape' && isOpen() && location.replace('#closed')
    const focusOpener = ({ oldURL }: HashChangeEvent) =>
      location.hash === CLOSED || !location.hash
        ? document.querySelector<HTMLElement>(`.dock [href="${new URL(oldURL).hash}"]`)?.focus({ preventScroll: true })
        : undefined
    addEventListener('keydown', closeByEscape)
    addEventListener('hashchange', focusOpener)
    return () => {
      removeEventListener('keydown', closeByEscape)
      removeEventListener('hashchange', focusOpener)
    }
  }, [])
}
