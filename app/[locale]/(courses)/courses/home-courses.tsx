import type { Enrolment } from '@/server/enrolment/enrolment'
import { translator } from '@/server/platform/locales'
import { CourseCard } from './course-card'

export function HomeCourses({ locale, open }: { locale: string; open: Enrolment[] }) {
  if (open.length === 0) return null
  const t = translator(locale, 'courses')
  return (
    <section aria-labelledby="courses-h" className="mt-12">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="courses-h" className="text-h2">
          {t('homeTitle')}
        </h2>
        <a className="link" href={`/${locale}/courses`}>
          {t('homeAll')}
        </a>
      </div>
      <ul className="cards mt-4">
        {open.slice(0, 3).map((e) => (
          <li key={e.row.id}>
            <CourseCard locale={locale} enrolment={e} />
          </li>
        ))}
      </ul>
    </section>
  )
}
