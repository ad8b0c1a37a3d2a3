import { Clock, UserRound } from 'lucide-react'
import { ProgressMarks } from '@/components/ui/charts'
import { SituationPicture } from '@/components/ui/situation-picture'
import type { ScenarioOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { spoken } from '../../foreign-note'

/** On a phone without the summary: the page of the scenario begins with it. */
export function ScenarioCard({ standing, locale }: { standing: ScenarioOverview; locale: string }) {
  const { scenario, open } = standing
  const t = translator(locale, 'learn')
  const { lang } = spoken(locale, scenario.language)
  return (
    <article className="card scenario-card shadow-card">
      <SituationPicture of={scenario.situation} className="block" />
      <div className="flex min-w-0 flex-col px-3.5 py-3 sm:px-4.5 sm:py-4">
        <p className="text-small leading-snug font-medium text-accent">{t(`situations.${scenario.situation}`)}</p>
        <h2 className="mt-0.5 text-h3">
          <a href={`/${locale}/learn/${scenario.id}`} lang={lang(scenario.title)}>
            {scenario.title}
          </a>
        </h2>
        <p className="mt-1 text-note leading-normal text-ink-2 max-sm:hidden" lang={lang(scenario.summary)}>
          {scenario.summary}
        </p>
        <p className="mt-1 flex gap-2 text-small leading-snug text-ink-2 sm:mt-2" lang={lang(scenario.role)}>
          <UserRound className="icon mt-0.5" />
          {scenario.role}
        </p>
        <div className="mt-auto pt-2 sm:pt-3">
          <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-0.5 text-small leading-snug text-ink-2 sm:border-t sm:border-line sm:pt-2.5">
            <State standing={standing} locale={locale} />
            <span className="flex items-center gap-1.5">
              <Clock className="icon max-sm:hidden" />
              {t('minutes', { minutes: scenario.minutes })}
            </span>
          </div>
          {open && <Resume standing={standing} locale={locale} />}
        </div>
      </div>
    </article>
  )
}

const State = ({ standing: { open, met }, locale }: { standing: ScenarioOverview; locale: string }) =>
  (!open || met > 0) && <span>{translator(locale, 'learn')('versions', { played: met })}</span>

/** Above the link that the card is. */
function Resume({ standing: { scenario, open }, locale }: { standing: ScenarioOverview; locale: string }) {
  const t = translator(locale, 'learn')
  if (!open) return null
  return (
    <div className="mt-1 flex flex-wrap items-center justify-between gap-x-3">
      <div className="text-small leading-snug">
        <p className="font-medium">{t(open.attempt.purpose === 'practice' ? 'practiceAt' : 'resumeAt', { n: open.moment, of: open.of })}</p>
        <ProgressMarks n={open.moment} of={open.of} height={4} className="mt-1 h-1.5 w-28" />
      </div>
      <a className="link relative z-1 inline-flex min-h-11 items-center" href={`/${locale}/learn/attempts/${open.attempt.id}`}>
        {t('resume')}
        <span className="sr-only">: {scenario.title}</span>
      </a>
    </div>
  )
}
