import { ArrowRight, Clock } from 'lucide-react'
import type { NextStep } from '@/scenarios/engine/score/next-step'
import type { LearnerOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { spoken } from '../../foreign-note'
import { ProgressMarks } from '@/components/ui/charts'

export const nextPath = (locale: string, next: NextStep): string =>
  `/${locale}/learn/${next.why === 'open' ? `attempts/${next.attempt}` : next.scenario}`

/** Skips a scenario that we suggest for later: it shows more after some days. */
export const afterDebrief = (locale: string, { next }: LearnerOverview): string =>
  next && next.why !== 'later' ? nextPath(locale, next) : `/${locale}/learn`

const begunIn = ({ begun }: LearnerOverview, next: NextStep) =>
  next.why === 'open' ? begun.find((b) => b.attempt.id === next.attempt) : undefined

function reasonOf(locale: string, standing: LearnerOverview, next: NextStep): string {
  const t = translator(locale, 'next')
  const open = begunIn(standing, next)
  if (next.why === 'open') return open ? t('open', { n: open.moment, of: open.of }) : ''
  if (next.why === 'later') return t('later', { from: next.from })
  if (next.why === 'practise') return t('practise', { competency: next.competency })
  return t(next.why)
}

export function NextStepCard({
  locale,
  standing,
  next,
  level: Heading = 'h3',
}: {
  locale: string
  standing: LearnerOverview
  next: NextStep
  level?: 'h2' | 'h3'
}) {
  const t = translator(locale, 'learn')
  const { scenario } = [...standing.scenarios, ...standing.tutorials].find((s) => s.scenario.id === next.scenario)!
  const open = begunIn(standing, next)
  const { lang } = spoken(locale, scenario.language)
  return (
    <article className="card p-5 shadow-card sm:p-6">
      <p className="flex items-center gap-1.5 text-small text-ink-2">
        <Clock className="icon" />
        {t('minutes', {
          minutes: open ? Math.max(1, Math.round((scenario.minutes * (open.of - open.moment + 1)) / open.of)) : scenario.minutes,
        })}
      </p>
      <Heading className="mt-2 text-scene" lang={lang(scenario.title)}>
        {scenario.title}
      </Heading>
      {!open && (
        <p className="mt-1.5 leading-relaxed text-ink-2" lang={lang(scenario.summary)}>
          {scenario.summary}
        </p>
      )}
      <p className="mt-2 leading-relaxed">
        {reasonOf(locale, standing, next)}
        {standing.trains && next.why !== 'practise' && (
          <b className="font-semibold"> {translator(locale, 'next')('trains', { competency: standing.trains })}</b>
        )}
      </p>
      {open && (
        <div className="mt-3">
          <ProgressMarks n={open.moment} of={open.of} height={4} className="h-1.5 w-full" />
        </div>
      )}
      <p className="mt-5">
        <a className="btn btn-primary" href={nextPath(locale, next)}>
          {t(open ? 'resume' : 'open')}
          <span className="sr-only">: {scenario.title}</span>
          <ArrowRight className="icon" />
        </a>
      </p>
    </article>
  )
}
