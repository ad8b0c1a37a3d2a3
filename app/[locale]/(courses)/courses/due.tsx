import { CalendarClock } from 'lucide-react'
import { translator } from '@/server/platform/locales'

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
