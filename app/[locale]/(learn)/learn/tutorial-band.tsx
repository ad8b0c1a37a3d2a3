import { Clock } from 'lucide-react'
import { SituationPicture } from '@/components/ui/situation-picture'
import type { ScenarioOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { spoken } from '../../foreign-note'

export function TutorialBand({
  standing: { scenario, open },
  isNew,
  locale,
}: {
  standing: ScenarioOverview
  isNew: boolean
  locale: string
}) {
  const t = translator(locale, 'learn')
  const { lang } = spoken(locale, scenario.language)
  const page = `/${locale}/learn/${scenario.id}`
  const title = (
    <a className="font-semibold hover:underline" href={page} lang={lang(scenario.title)}>
      {scenario.title}
    </a>
  )
  if (!isNew && !open)
    return (
      <p className="mt-6 flex flex-wrap gap-x-3 text-note text-ink-2">
        {t('tutorialDone')} {title}
      </p>
    )
  return (
    <section
      aria-labelledby={`tutorial-${scenario.id}`}
      className="card mt-6 grid grid-cols-[5.5rem_minmax(0,1fr)] overflow-hidden bg-accent-soft sm:grid-cols-[9rem_minmax(0,1fr)]"
    >
      <SituationPicture of="tutorial" className="m-3.5 me-0 size-18 rounded-xl sm:m-0 sm:h-0 sm:min-h-full sm:w-full sm:rounded-none" />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 p-3.5 sm:px-5 sm:py-4">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={`tutorial-${scenario.id}`} className="text-h3">
            {t('tutorial')} {title}
          </h2>
          <p className="mt-0.5 flex flex-wrap gap-x-4 text-note text-ink-2">
            <span lang={lang(scenario.summary)}>{scenario.summary}</span>
            <span className="flex items-center gap-1.5">
              <Clock className="icon" />
              {open ? t('resumeAt', { n: open.moment, of: open.of }) : t('minutes', { minutes: scenario.minutes })}
            </span>
          </p>
        </div>
        <a className={`btn ${open ? 'btn-primary' : 'btn-quiet'}`} href={open ? `/${locale}/learn/attempts/${open.attempt.id}` : page}>
          {t(open ? 'resume' : 'open')}
          <span className="sr-only">: {scenario.title}</span>
        </a>
      </div>
    </section>
  )
}
