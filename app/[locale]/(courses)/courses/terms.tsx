import { Clock, Eye, EyeOff } from 'lucide-react'
import { type Course, keepDays } from '@/scenarios/engine/course/course'
import { currentPerson } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { spanOf } from './span'

/**
 * What the organisation sees of people in this course, what it never sees, for how long, and how the course counts. `code` is
 * the completion code, once there is one.
 */
export async function Terms({ locale, course, code }: { locale: string; course: Course; code?: string }) {
  const t = translator(locale, 'courses')
  const { retention } = await organisation()
  const span = spanOf(locale, retention.records)
  const kept = spanOf(locale, Math.max(retention.records, keepDays(course) ?? 0))
  const sees = [
    course.people === 'names' ? t('terms.names') : code ? t('terms.codes', { code }) : t('terms.codesBefore'),
    t(`terms.${course.shares}${course.people === 'codes' ? 'Codes' : ''}`),
    ...(course.passing === 'mastery' && course.shares === 'results' ? [t('terms.mastery')] : []),
    t('terms.groups'),
  ]
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      <section>
        <h2 className="flex items-center gap-2 font-semibold">
          <Eye className="icon text-accent" />
          {t('terms.title')}
        </h2>
        <ul className="mt-2 list-disc space-y-1.5 ps-5 leading-relaxed">
          {sees.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="flex items-center gap-2 font-semibold">
          <EyeOff className="icon text-good" />
          {t('terms.neverTitle')}
        </h2>
        <p className="mt-2 leading-relaxed">
          {t(course.shares === 'results' ? 'terms.neverResults' : course.passing === 'mastery' ? 'terms.neverMastery' : 'terms.never')}
        </p>
      </section>
      <section className="sm:col-span-2">
        <h2 className="flex items-center gap-2 font-semibold">
          <Clock className="icon text-ink-2" />
          {t('terms.keptTitle')}
        </h2>
        <p className="mt-1 leading-relaxed">{t('terms.until', { span: kept })}</p>
        <p className="mt-1 leading-relaxed">{t('terms.hold')}</p>
        {/* Even without a due day: setting one later changes none of these terms. */}
        {course.people === 'names' && <p className="mt-1 leading-relaxed">{t('terms.tombstone', { span })}</p>}
      </section>
      <section className="sm:col-span-2">
        <h2 className="font-semibold">{t('terms.rules')}</h2>
        <p className="mt-1 leading-relaxed">
          {t(course.passing === 'mastery' ? 'terms.masteryRule' : 'terms.debrief')}{' '}
          {course.renew_months !== null && t('terms.renewal', { months: course.renew_months })}
        </p>
        {course.people === 'codes' && !(await currentPerson()) && <p className="mt-2 leading-relaxed text-ink-2">{t('terms.device')}</p>}
      </section>
    </div>
  )
}
