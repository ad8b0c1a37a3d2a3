import { CircleCheck, Clock } from 'lucide-react'
import { ProgressBar } from '@/components/course/progress-bar'
import { type Enrolment, mayRenew } from '@/server/enrolment/enrolment'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { Due } from './due'
import { coursePath, itemTitle, minutesLeft, nextPath } from './view'

export async function CourseCard({
  locale,
  enrolment,
  level: Heading = 'h3',
}: {
  locale: string
  enrolment: Enrolment
  level?: 'h2' | 'h3'
}) {
  const t = translator(locale, 'courses')
  const { row, course, progress } = enrolment
  const library = await libraryIn(locale)
  const begun = row.terms_seen_at !== null
  return (
    <article className="card flex h-full flex-col p-5 shadow-card">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-ink-2">
        <span className="flex items-center gap-1.5">
          <Clock className="icon" />
          {t(begun ? 'minutesLeft' : 'minutes', { minutes: minutesLeft(library, enrolment) })}
        </span>
        {row.exempt_at === null && <Due locale={locale} at={row.due_at} />}
      </p>
      <Heading className="mt-2 text-h2">
        <a className="hover:underline" href={coursePath(locale, row.id)}>
          {course.title}
        </a>
      </Heading>
      {row.exempt_at !== null && <p className="mt-1.5 font-medium leading-relaxed">{t('exempt')}</p>}
      {begun && progress.next ? (
        <p className="mt-1.5 leading-relaxed text-ink-2">{t('next', { title: itemTitle(library, progress.next, locale) })}</p>
      ) : (
        <p className="mt-1.5 leading-relaxed text-ink-2">{course.summary}</p>
      )}
      <div className="mt-auto flex items-end justify-between gap-4 pt-5">
        <div className="min-w-0 flex-1">
          <ProgressBar t={t} done={progress.done} of={progress.of} />
        </div>
        <a className="btn btn-primary" href={begun ? nextPath(locale, enrolment) : coursePath(locale, row.id)}>
          {t(begun ? 'continue' : 'begin')}
          <span className="sr-only">: {course.title}</span>
        </a>
      </div>
    </article>
  )
}

export function DoneRow({ locale, enrolment }: { locale: string; enrolment: Enrolment }) {
  const t = translator(locale, 'courses')
  const { row, course } = enrolment
  const here = coursePath(locale, row.id)
  const missed = row.passed === 0
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
      <div className="min-w-0">
        <a className="font-medium hover:underline" href={here}>
          {course.title}
        </a>
        <p className="mt-0.5 flex items-start gap-1.5 text-note text-ink-2">
          {!missed && <CircleCheck className="icon mt-[.1875rem] text-good" />}
          {t(missed ? 'notPassed' : 'completed', { when: row.completed_at! })}
        </p>
      </div>
      <p className="flex flex-wrap items-center gap-x-5 gap-y-2">
        {!missed && (
          <a className="link" href={`${here}/certificate`}>
            {t('certificate')}
            <span className="sr-only">: {course.title}</span>
          </a>
        )}
        {mayRenew(row, Date.now()) && (
          <a className="btn btn-quiet" href={here}>
            {t('renew.due', { when: row.renew_at! })}
            <span className="sr-only">: {course.title}</span>
          </a>
        )}
      </p>
    </li>
  )
}
