import { useTranslations } from 'use-intl'
import { Flag } from '../ui/icons'

export function FlaggingLabel({ on }: { on: boolean }) {
  const t = useTranslations('play')
  return (
    <>
      <Flag className="icon text-signal" />
      <span className="max-sm:sr-only">{t(on ? 'flaggingDone' : 'flaggingStart')}</span>
      <span aria-hidden="true" className="sm:hidden">
        {t(on ? 'flaggingDoneShort' : 'flaggingStartShort')}
      </span>
    </>
  )
}
