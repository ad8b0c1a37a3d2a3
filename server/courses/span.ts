import 'server-only'
import { translator } from '../platform/locales'

/** The same for several. */
export const spansOf = <K extends string>(locale: string, days: Record<K, number>): Record<K, string> =>
  Object.fromEntries(Object.entries<number>(days).map(([name, n]) => [name, spanOf(locale, n)])) as Record<K, string>

/** A retention period in everyday words: in years if they are whole, else in days. */
export function spanOf(locale: string, days: number): string {
  const t = translator(locale, 'courses')
  return days % 365 === 0 ? t('terms.years', { count: days / 365 }) : t('terms.days', { count: days })
}
