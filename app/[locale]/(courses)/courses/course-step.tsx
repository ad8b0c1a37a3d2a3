import { type Item, isMissed } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { translator } from '@/server/platform/locales'
import { coursePath, itemPath, nextPath } from './view'

export function CourseStep({ locale, enrolment, item, counts }: { locale: string; enrolment: Enrolment; item: Item; counts: boolean }) {
  const t = translator(locale, 'courses')
  const { row, course, progress, items } = enrolment
  const known = items.find((i) => i.item === item.id)
  const place = { n: course.items.indexOf(item) + 1, of: course.items.length, title: course.title }
  return (
    <aside aria-label={course.title} className="mx-auto max-w-site px-4 pb-4 noprint lg:px-8">
      <div className="card flex flex-wrap items-center justify-between gap-4 p-5 shadow-card">
        <p className="max-w-prose leading-relaxed">
          {counts ? t('attempt.counted', place) : t('attempt.practice', place)} {counts && isMissed(known) && t('item.repeatNote')}{' '}
          {counts && progress.next === null && t('attempt.complete')}
        </p>
        <div className="flex flex-wrap gap-3">
          <a className="btn btn-primary" href={nextPath(locale, enrolment)}>
            {t('item.nextUp')}
          </a>
          <a className="btn btn-quiet" href={coursePath(locale, row.id)}>
            {t('item.back')}
          </a>
          {counts && isMissed(known) && (
            <form method="post" action={`${itemPath(locale, row.id, item.id)}/play`}>
              <button type="submit" name="again" value="1" className="btn btn-quiet">
                {t('item.repeat')}
              </button>
            </form>
          )}
        </div>
      </div>
    </aside>
  )
}
