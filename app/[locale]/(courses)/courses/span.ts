import 'server-only'
import { translator } from '@/server/platform/locales'

/** How long something is kept, as people say it: years where they are whole, else days. */
export function spanOf(locale: string, days: number): string {
  const t = translator(locale, 'courses')
  return days % 365 === 0 ? t('terms.years', { count: days / 365 }) : t('terms.days', { count: days })
}
