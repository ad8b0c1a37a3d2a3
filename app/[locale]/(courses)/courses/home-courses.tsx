import { translator } from '@/server/platform/locales'
import { CourseCard } from './course-card'
import { ownEnrolments } from './own'

/** On the home page: courses under way, for people who have any. */
export async function HomeCourses({ locale }: { locale: string }) {
  const open = (await ownEnrolments()).filter((e) => e.row.completed_at === null)
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
      <ul className="mt-4 grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        {open.slice(0, 3).map((e) => (
          <li key={e.row.id}>
            <CourseCard locale={locale} enrolment={e} />
          </li>
        ))}
      </ul>
    </section>
  )
}
