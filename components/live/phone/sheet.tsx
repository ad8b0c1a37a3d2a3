import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'

/** Shown while the facilitator has the attendance sheet open. Several people may share a device, so it leads back after the first name. */
export function Sheet({ base, signed }: { base: string; signed: boolean }) {
  const t = useTranslations('livePhone.sheet')
  const href = `${base}/attendance`
  return signed ? (
    <p className="mt-4 flex flex-wrap items-center gap-x-3 text-note text-ink-2">
      <span role="status" className="flex items-center gap-2">
        <CircleCheck className="icon text-good" />
        {t('signed')}
      </span>
      <a className="link inline-flex min-h-6 items-center" href={href}>
        {t('another')}
      </a>
    </p>
  ) : (
    <div className="card mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 shadow-card">
      <p className="leading-snug">{t('open')}</p>
      <a className="btn btn-quiet max-sm:w-full" href={href}>
        {t('sign')}
      </a>
    </div>
  )
}
