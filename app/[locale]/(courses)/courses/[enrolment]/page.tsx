import type { Metadata } from 'next'
import { LaunchBack } from '@/app/[locale]/launch-back'
import { ProgressBar } from '@/components/course/progress-bar'
import { Notice, Submit } from '@/components/ui/field'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { PageTitle } from '@/components/ui/page-title'
import { exemptionsOf } from '@/server/records/exemptions'
import { isEarned } from '@/server/certificates/certificates'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { CourseShell } from '../course-shell'
import { Due } from '../due'
import { ItemList } from '../item-list'
import { findOwn, ownEnrolment, ownEnrolments } from '../own'
import { Renewal } from '../renewal'
import { Terms } from '../terms'
import { courseMinutes, coursePath, minutesLeft, nextPath } from '../view'

type Props = PageProps<'/[locale]/courses/[enrolment]'>
const NOTES = ['left', 'order', 'complete', 'over'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const enrolment = await findOwn((await params).enrolment)
  return enrolment ? { title: enrolment.course.title } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, enrolment: id } = await params
  const { note } = await searchParams
  const enrolment = await ownEnrolment(locale, id)
  const { row, course } = enrolment
  const t = translator(locale, 'courses')
  const said = NOTES.find((n) => n === note)
  const begun = row.terms_seen_at !== null
  return (
    <CourseShell locale={locale} crumbs={[{ label: course.title }]}>
      <PageTitle
        eyebrow={
          <>
            <span>{t('minutes', { minutes: courseMinutes(await libraryIn(locale), course) })}</span>
            <span>{t('parts', { count: course.items.length })}</span>
            {row.completed_at === null && row.ended_at === null && row.exempt_at === null && <Due locale={locale} at={row.due_at} />}
          </>
        }
        lead={course.summary}
      >
        {course.title}
      </PageTitle>
      {row.exempt_at !== null && row.ended_at === null && <Exempt locale={locale} id={row.id} since={row.exempt_at} />}
      {/* What stands below says whether it was passed. */}
      {said && begun && !(said === 'complete' && row.passed === 0) && <Notice tone="done">{t(`note.${said}`)}</Notice>}
      {row.ended_at !== null ? (
        <Notice tone="done">{t('ended')}</Notice>
      ) : !begun ? (
        <Begin locale={locale} enrolment={enrolment} />
      ) : (
        <Standing locale={locale} enrolment={enrolment} />
      )}
      <h2 className="mt-10 text-h2">{t('items')}</h2>
      <ItemList locale={locale} enrolment={enrolment} />
      {begun && (
        <details className="card mt-10 p-5">
          <summary className="link w-fit">{t('terms.title')}</summary>
          <div className="mt-5">
            <Terms locale={locale} course={course} code={row.code} />
          </div>
        </details>
      )}
    </CourseShell>
  )
}

async function Exempt({ locale, id, since }: { locale: string; id: string; since: number }) {
  const t = translator(locale, 'courses')
  const reason = (await exemptionsOf([id])).get(id)?.reason
  return (
    <Notice tone="done">
      {t('exemptSince', { since })}
      {reason && <span className="mt-1 block wrap-anywhere">{t('exemptReason', { reason })}</span>}
    </Notice>
  )
}

function Begin({ locale, enrolment: { row, course } }: { locale: string; enrolment: Enrolment }) {
  const t = translator(locale, 'courses')
  return (
    <div className="card mt-6 p-5 shadow-card sm:p-7">
      <Terms locale={locale} course={course} code={row.code} />
      <form method="post" action={`${coursePath(locale, row.id)}/start`} className="mt-6 flex flex-wrap items-center gap-4">
        <Submit look="btn-primary min-w-40">{t('terms.start')}</Submit>
        <span className="text-note text-ink-2">{t('resume')}</span>
      </form>
    </div>
  )
}

async function Standing({ locale, enrolment }: { locale: string; enrolment: Enrolment }) {
  const t = translator(locale, 'courses')
  const { row, progress } = enrolment
  const here = coursePath(locale, row.id)
  const renewedBy = (await ownEnrolments()).find((e) => e.row.renews === row.id)
  return (
    <>
      <div className="card mt-6 p-5 shadow-card sm:p-6">
        <ProgressBar t={t} done={progress.done} of={progress.of} />
        {progress.next ? (
          <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
            <a className="btn btn-primary min-w-40" href={nextPath(locale, enrolment)}>
              {t('continue')}
            </a>
            <span className="text-note text-ink-2">
              {t('minutesLeft', { minutes: minutesLeft(await libraryIn(locale), enrolment) })}. {t('resume')}
            </span>
          </p>
        ) : (
          <>
            <p className="mt-4 font-medium">{t(row.passed === 0 ? 'notPassed' : 'completed', { when: row.completed_at! })}</p>
            <p className="mt-1 leading-relaxed text-ink-2">{t(row.passed === 0 ? 'allDoneMissed' : 'certificateText')}</p>
            {isEarned(enrolment) && (
              <p className="mt-4">
                <a className="btn btn-primary" href={`${here}/certificate`}>
                  {t('certificateOpen')}
                </a>
              </p>
            )}
            <LaunchBack locale={locale} className="btn btn-quiet mt-4" />
          </>
        )}
      </div>
      {!renewedBy && <Renewal locale={locale} enrolment={enrolment} />}
    </>
  )
}
