import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { Submit } from '@/components/ui/field'
import { currentPerson } from '@/server/nextjs/current-person'
import type { CohortOffer } from '@/server/enrolment/open-cohorts'
import { presentIn } from '@/server/enrolment/enrolment'
import { offersSignUp } from '@/server/sign-in/sign-up'
import { libraryIn } from '@/server/library/library'
import { invitedTo } from '@/server/nextjs/course-pages'
import { translator } from '@/server/platform/locales'
import { currentLearner } from '@/server/nextjs/session'
import { dueAt } from '@/scenarios/engine/course/course'
import { Due } from '../../courses/due'
import { Terms } from '../../courses/terms'
import { courseMinutes, coursePath, itemTitle } from '../../courses/view'
import { PageShell } from '../../../page-shell'

type Props = PageProps<'/[locale]/enrol/[token]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params
  return { title: (await invitedTo(token))?.course.title ?? translator(locale, 'courses')('enrol.gone') }
}

export default async function Page({ params }: Props) {
  const { locale, token } = await params
  const invited = await invitedTo(token)
  const t = translator(locale, 'courses')
  if (!invited) {
    return (
      <PageShell locale={locale} crumbs={[]}>
        <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-12">
          <PageTitle size="narrow">{t('enrol.gone')}</PageTitle>
          <p className="mt-2 leading-relaxed">{t('enrol.goneText')}</p>
          <a className="btn btn-primary mt-6" href={`/${locale}/courses`}>
            {t('enrol.toCourses')}
          </a>
        </main>
      </PageShell>
    )
  }
  const { course } = invited
  const library = await libraryIn(locale)
  const learner = await currentLearner()
  const present = learner && (await presentIn(learner, invited.courseId))
  return (
    <PageShell locale={locale} crumbs={[{ label: course.title }]}>
      <main id="main" className="mx-auto max-w-3xl px-4 pb-16 pt-8 lg:px-8 lg:pt-10">
        <PageTitle
          eyebrow={
            <>
              <span>{t('minutes', { minutes: courseMinutes(library, course) })}</span>
              <span>{t('parts', { count: course.items.length })}</span>
              {!present && <Due locale={locale} at={dueAt(course, Date.now(), invited.dueAt)} />}
            </>
          }
          lead={course.summary}
        >
          {course.title}
        </PageTitle>
        {present ? (
          <div className="card mt-6 p-5 sm:p-6">
            <p className="leading-relaxed">{t('enrol.already')}</p>
            <a className="btn btn-primary mt-4" href={coursePath(locale, present)}>
              {t('enrol.goOn')}
            </a>
          </div>
        ) : (
          <Ways locale={locale} token={token} invited={invited} />
        )}
        <h2 className="mt-10 text-h2">{t('items')}</h2>
        <ol className="mt-3 list-decimal space-y-1.5 ps-6 leading-relaxed marker:text-ink-3">
          {course.items.map((item) => (
            <li key={item.id}>{itemTitle(library, item, locale)}</li>
          ))}
        </ol>
      </main>
    </PageShell>
  )
}

async function Ways({ locale, token, invited: { course, version } }: { locale: string; token: string; invited: CohortOffer }) {
  const t = translator(locale, 'courses')
  const person = await currentPerson()
  const here = `/${locale}/enrol/${token}`
  const account = course.people === 'names' && !person
  const next = new URLSearchParams({ next: here })
  const signIn = `/${locale}/sign-in?${next}`
  const signUp = account && (await offersSignUp())
  return (
    <div className="card mt-6 p-5 shadow-card sm:p-7">
      <Terms locale={locale} course={course} />
      {account ? (
        <div className="mt-6 border-t border-line pt-5">
          <p className="leading-relaxed">{t(signUp ? 'enrol.accountOpen' : 'enrol.account')}</p>
          <p className="mt-4 flex flex-wrap gap-3">
            <a className="btn btn-primary" href={signIn}>
              {t('signIn')}
            </a>
            {signUp && (
              <a className="btn btn-quiet" href={`/${locale}/sign-up?${next}`}>
                {translator(locale, 'accounts')('signIn.signUp')}
              </a>
            )}
          </p>
        </div>
      ) : (
        <form method="post" action={`${here}/start`} className="mt-6 flex flex-wrap items-center gap-3">
          <input type="hidden" name="version" value={version} />
          <Submit>{person ? t('enrol.as', { name: person.name }) : t('enrol.anonymous')}</Submit>
          {!person && (
            <a className="btn btn-quiet" href={signIn}>
              {t('enrol.signIn')}
            </a>
          )}
        </form>
      )}
    </div>
  )
}
