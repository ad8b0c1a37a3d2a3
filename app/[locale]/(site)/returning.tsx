import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import type { Enrolment } from '@/server/enrolment/enrolment'
import type { OpenAttempt, LearnerOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { CourseCard } from '../(courses)/courses/course-card'
import { NextStepCard } from '../(learn)/learn/next-step'
import { LibraryProgress } from '../(learn)/learn/progress'

const ALSO = 3

export function Returning({ locale, standing, course }: { locale: string; standing: LearnerOverview; course: Enrolment | undefined }) {
  const t = translator(locale, 'home')
  const { next, begun } = standing
  const shown = !course && next?.why === 'open' ? next.attempt : null
  return (
    <div className="grid items-center gap-x-14 gap-y-8 lg:grid-cols-2">
      <div>
        <PageTitle>{t(course ? 'back.course' : shown ? 'back.begun' : 'back.next')}</PageTitle>
        <div className="mt-4">
          <LibraryProgress locale={locale} standing={standing} />
        </div>
        <p className="mt-6 flex flex-wrap gap-3 max-lg:hidden">
          <AllScenarios locale={locale} />
        </p>
        <Also locale={locale} begun={begun.filter((b) => b.attempt.id !== shown).slice(0, ALSO)} />
      </div>
      {course ? (
        <CourseCard locale={locale} enrolment={course} level="h2" />
      ) : (
        next && <NextStepCard locale={locale} standing={standing} next={next} level="h2" />
      )}
      <p className="lg:hidden">
        <AllScenarios locale={locale} />
      </p>
    </div>
  )
}

const AllScenarios = ({ locale }: { locale: string }) => (
  <a className="btn btn-quiet" href={`/${locale}/learn`}>
    {translator(locale, 'home')('back.all')}
  </a>
)

function Also({ locale, begun }: { locale: string; begun: OpenAttempt[] }) {
  if (begun.length === 0) return null
  const t = translator(locale, 'home')
  const learn = translator(locale, 'learn')
  return (
    <Section name="also" title={t('back.also')} className="mt-7" look="text-note font-semibold">
      <ul className="mt-1.5 space-y-1.5 text-note">
        {begun.map(({ attempt, scenario, moment, of }) => (
          <li key={attempt.id}>
            <a className="link" href={`/${locale}/learn/attempts/${attempt.id}`}>
              {scenario.title}
            </a>{' '}
            <span className="text-ink-2">{learn(attempt.purpose === 'practice' ? 'practiceAt' : 'resumeAt', { n: moment, of })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
