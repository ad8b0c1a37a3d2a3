import { CalendarClock } from 'lucide-react'
import { translator } from '@/server/platform/locales'

/** The due day; overdue is stated without alarm. */
export function Due({ locale, at }: { locale: string; at: number | null }) {
  if (at === null) return null
  const t = translator(locale, 'courses')
  const overdue = at < Date.now()
  return (
    <span className={`flex items-start gap-1.5 ${overdue ? 'text-signal' : ''}`}>
      <CalendarClock className="icon mt-[.1875rem]" />
      {t(overdue ? 'overdue' : 'by', { when: at })}
    </span>
  )
}

/** Progress, as a bar and in words. */
export function ProgressBar({ locale, done, of }: { locale: string; done: number; of: number }) {
  const t = translator(locale, 'courses')
  return (
    <div>
      <p className="text-small text-ink-2">{t('done', { done, of })}</p>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="mt-1.5 h-1.5 w-full overflow-hidden rounded-full" aria-hidden="true">
        <rect width="100" height="6" className="fill-line-2" />
        <rect width={(100 * done) / of} height="6" className="fill-accent" />
      </svg>
    </div>
  )
}
