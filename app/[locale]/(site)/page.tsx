import { BadgeCheck, Footprints, Lock, Quote } from 'lucide-react'
import { translator } from '@/server/platform/locales'
import { libraryIn } from '@/server/library/library'
import { HomeCourses } from '../(courses)/courses/home-courses'
import { PageShell } from '../page-shell'

const POINTS = { genuine: BadgeCheck, conduct: Footprints, evidence: Quote, private: Lock } as const

export default async function Page({ params }: PageProps<'/[locale]'>) {
  const { locale } = await params
  const t = translator(locale, 'home')
  const tutorial = (await libraryIn(locale)).patterns.find((p) => p.kind === 'tutorial')
  return (
    <PageShell locale={locale} crumbs={[]}>
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-10 lg:px-8 lg:pt-16">
        <h1 className="max-w-[22ch] text-title sm:text-hero">{t('title')}</h1>
        <p className="mt-5 max-w-prose text-lead leading-relaxed text-ink-2">{t('lead')}</p>
        <div className="mt-7 flex flex-wrap gap-3">
          <a className="btn btn-primary" href={`/${locale}/learn`}>
            {t('start')}
          </a>
          {tutorial && (
            <a className="btn btn-quiet" href={`/${locale}/learn/${tutorial.id}`}>
              {t('tutorial')}
            </a>
          )}
        </div>
        <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-note">
          <a className="link" href={`/${locale}/j`}>
            {t('join')}
          </a>
          <a className="link" href={`/${locale}/live`}>
            {t('live')}
          </a>
        </p>
        <HomeCourses locale={locale} />
        <ul className="mt-14 grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
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
