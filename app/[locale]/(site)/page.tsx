import { BadgeCheck, Footprints, Lock, Quote } from 'lucide-react'
import { learnerOverview } from '@/server/learning/learner-overview'
import { currentLearner } from '@/server/nextjs/session'
import { translator } from '@/server/platform/locales'
import { HomeCourses } from '../(courses)/courses/home-courses'
import { ownEnrolments } from '../(courses)/courses/own'
import { PageShell } from '../page-shell'
import { HomeSessions } from './home-sessions'
import { Newcomer } from './newcomer'
import { Returning } from './returning'
import { Uses } from './uses'

const POINTS = { genuine: BadgeCheck, conduct: Footprints, evidence: Quote, private: Lock } as const

export default async function Page({ params }: PageProps<'/[locale]'>) {
  const { locale } = await params
  const t = translator(locale, 'home')
  const standing = await learnerOverview(await currentLearner(), locale)
  const [course, ...others] = (await ownEnrolments()).filter((e) => e.row.completed_at === null && e.row.exempt_at === null)
  const isNew = standing.attempts.length === 0 && !course
  return (
    <PageShell locale={locale} crumbs={[]}>
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8 lg:pt-16">
        {isNew ? <Newcomer locale={locale} standing={standing} /> : <Returning locale={locale} standing={standing} course={course} />}
        <HomeSessions locale={locale} />
        <HomeCourses locale={locale} open={others} />
        <Uses locale={locale} />
        <ul className="mt-12 grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
          {(Object.keys(POINTS) as (keyof typeof POINTS)[]).map((point) => {
            const Icon = POINTS[point]
            return (
              <li key={point}>
                <Icon className="size-6 text-accent" />
                <h2 className="mt-3 font-semibold">{t(`points.${point}.title`)}</h2>
                <p className="mt-1 leading-relaxed text-ink-2">{t(`points.${point}.text`)}</p>
              </li>
            )
          })}
        </ul>
      </main>
    </PageShell>
  )
}
