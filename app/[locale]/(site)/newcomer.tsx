import { ArrowRight } from 'lucide-react'
import type { LibraryScenario } from '@/server/library/library'
import type { LearnerOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { HeroMoment } from './hero-moment'

export function Newcomer({ locale, standing: { tutorials, scenarios } }: { locale: string; standing: LearnerOverview }) {
  const t = translator(locale, 'home')
  const first = [...tutorials, ...scenarios][0]?.scenario
  return (
    <div className="grid items-center gap-x-14 gap-y-10 lg:grid-cols-2">
      <div>
        <h1 className="text-title sm:text-hero">{t('title')}</h1>
        <p className="mt-5 max-w-prose text-lead leading-relaxed text-ink-2">{t('lead')}</p>
        <div className="mt-7 flex flex-wrap gap-3">
          {first && <Begin locale={locale} scenario={first} />}
          <a className="btn btn-quiet" href={`/${locale}/learn`}>
            {t('start')}
          </a>
        </div>
        <p className="mt-3 text-note text-ink-2">{t('beginNote')}</p>
      </div>
      <HeroMoment locale={locale} />
    </div>
  )
}

function Begin({ locale, scenario: { id, kind, minutes } }: { locale: string; scenario: LibraryScenario }) {
  const t = translator(locale, 'home')
  return (
    <form method="post" action={`/${locale}/learn/${id}/start`}>
      <button type="submit" className="btn btn-primary">
        {t(kind === 'tutorial' ? 'begin' : 'beginScenario', { minutes })}
        <ArrowRight className="icon" />
      </button>
    </form>
  )
}
