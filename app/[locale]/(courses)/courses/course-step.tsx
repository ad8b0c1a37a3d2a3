import type { Item } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { translator } from '@/server/platform/locales'
import { coursePath, nextPath } from './view'

export function CourseStep({ locale, enrolment, item, counts }: { locale: string; enrolment: Enrolment; item: Item; counts: boolean }) {
  const t = translator(locale, 'courses')
  const { row, course, progress, items } = enrolment
  const passed = items.find((i) => i.item === item.id)?.passed
  const place = { n: course.items.indexOf(item) + 1, of: course.items.length, title: course.title }
  return (
    <aside aria-label={course.title} className="mx-auto max-w-site px-4 pb-4 noprint lg:px-8">
      <div className="card flex flex-wrap items-center justify-between gap-4 p-5 shadow-card">
        <p className="max-w-prose leading-relaxed">
          {counts ? t('attempt.counted', place) : t('attempt.practice', place)}{' '}
          {counts && course.passing === 'mastery' && passed != null && t(passed ? 'item.passed' : 'item.missed')}{' '}
          {counts && progress.next === null && t('attempt.complete')}
        </p>
        <p className="flex flex-wrap gap-3">
          <a className="btn btn-primary" href={nextPath(locale, enrolment)}>
            {t('item.nextUp')}
          </a>
          <a className="btn btn-quiet" href={coursePath(locale, row.id)}>
            {t('item.back')}
          </a>
        </p>
      </div>
    </aside>
  )
}
