import 'server-only'
import { type Course, keepDays, tellsManager } from '@/scenarios/engine/course/course'
import { organisation } from '../organisation/organisation'
import { translator } from '../platform/locales'

/** What a learner reads before beginning a course. */
export interface TermsPart {
  name: 'sees' | 'never' | 'kept' | 'rules'
  title: string
  lines: string[]
}

/** @param code the completion code, once there is one */
export async function termsOf(locale: string, course: Course, code?: string): Promise<TermsPart[]> {
  const t = translator(locale, 'courses')
  const { retention } = await organisation()
  const span = spanOf(locale, retention.records)
  const kept = spanOf(locale, Math.max(retention.records, keepDays(course) ?? 0))
  const rule = t(course.passing === 'mastery' ? 'terms.masteryRule' : 'terms.debrief')
  return [
    {
      name: 'sees',
      title: t('terms.title'),
      lines: [
        course.people === 'names' ? t('terms.names') : code ? t('terms.codes', { code }) : t('terms.codesBefore'),
        t(`terms.${course.shares}${course.people === 'codes' ? 'Codes' : ''}`),
        t(course.people === 'names' ? 'terms.readers' : 'terms.readersCodes'),
        ...(tellsManager(course) ? [t('terms.manager')] : []),
        ...(course.passing === 'mastery' && course.shares === 'results' ? [t('terms.mastery')] : []),
        t('terms.groups'),
      ],
    },
    {
      name: 'never',
      title: t('terms.neverTitle'),
      lines: [t(course.shares === 'results' ? 'terms.neverResults' : course.passing === 'mastery' ? 'terms.neverMastery' : 'terms.never')],
    },
    {
      name: 'kept',
      title: t('terms.keptTitle'),
      // Even without a due day, because somebody may set one later and these terms must not change.
      lines: [t('terms.until', { span: kept }), t('terms.hold'), ...(course.people === 'names' ? [t('terms.tombstone', { span })] : [])],
    },
    {
      name: 'rules',
      title: t('terms.rules'),
      lines: [course.renew_months === null ? rule : `${rule} ${t('terms.renewal', { months: course.renew_months })}`],
    },
  ]
}

/** In years if they are whole, otherwise in days. */
export function spanOf(locale: string, days: number): string {
  const t = translator(locale, 'courses')
  return days % 365 === 0 ? t('terms.years', { count: days / 365 }) : t('terms.days', { count: days })
}
export const spansOf = <K extends string>(locale: string, days: Record<K, number>): Record<K, string> =>
  Object.fromEntries(Object.entries<number>(days).map(([name, n]) => [name, spanOf(locale, n)])) as Record<K, string>
