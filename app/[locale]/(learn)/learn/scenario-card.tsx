import {
  BriefcaseBusiness,
  Clock,
  Coffee,
  DoorOpen,
  FileWarning,
  Handshake,
  Mail,
  Mic,
  PenLine,
  Siren,
  Smartphone,
  TrainFront,
  UserRound,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import type { Situation } from '@/scenarios/engine/format/situations'
import type { ScenarioOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { spoken } from '../../foreign-note'
import { ProgressMarks } from '@/components/ui/charts'

const ICONS: Record<Situation, LucideIcon> = {
  message: Mail,
  'paid-view': PenLine,
  talk: Mic,
  trip: TrainFront,
  devices: Smartphone,
  job: BriefcaseBusiness,
  visit: DoorOpen,
  friend: Coffee,
  introduction: Handshake,
  mended: Wrench,
  pressure: Siren,
  police: FileWarning,
}

export function ScenarioCard({ standing, locale }: { standing: ScenarioOverview; locale: string }) {
  const { scenario, open } = standing
  const t = translator(locale, 'learn')
  const { lang } = spoken(locale, scenario.language)
  const Icon = ICONS[scenario.situation]
  const page = `/${locale}/learn/${scenario.id}`
  return (
    <article className="card flex h-full flex-col p-5 shadow-card sm:p-6">
      <p className="flex items-center gap-2 text-small font-medium text-accent">
        <Icon className="icon" />
        {t(`situations.${scenario.situation}`)}
      </p>
      <h2 className="mt-2.5 text-scene">
        <a className="hover:underline" href={page} lang={lang(scenario.title)}>
          {scenario.title}
        </a>
      </h2>
      <p className="mt-1.5 leading-relaxed text-ink-2" lang={lang(scenario.summary)}>
        {scenario.summary}
      </p>
      <ul className="mt-3 space-y-1 text-small text-ink-2">
        <li className="flex gap-2" lang={lang(scenario.role)}>
          <UserRound className="icon mt-[.1875rem]" />
          {scenario.role}
        </li>
        <li className="flex gap-2">
          <Clock className="icon mt-[.1875rem]" />
          {t('minutes', { minutes: scenario.minutes })}
        </li>
      </ul>
      <div className="mt-auto pt-5">
        <div className="flex items-center justify-between gap-4 border-t border-line pt-4">
          <State standing={standing} locale={locale} />
          <a className={`btn ${open ? 'btn-primary' : 'btn-quiet'}`} href={open ? `/${locale}/learn/attempts/${open.attempt.id}` : page}>
            {t(open ? 'resume' : standing.met > 0 ? 'startAgain' : 'open')}
            <span className="sr-only">: {scenario.title}</span>
          </a>
        </div>
      </div>
    </article>
  )
}

function State({ standing: { open, met }, locale }: { standing: ScenarioOverview; locale: string }) {
  const t = translator(locale, 'learn')
  return (
    <div className="min-w-0 flex-1 text-small leading-snug text-ink-2">
      {open && (
        <>
          <p className="font-medium text-ink">
            {t(open.attempt.purpose === 'practice' ? 'practiceAt' : 'resumeAt', { n: open.moment, of: open.of })}
          </p>
          <div className="mt-2 max-w-40">
            <ProgressMarks n={open.moment} of={open.of} height={4} className="h-1.5 w-full" />
          </div>
        </>
      )}
      {(!open || met > 0) && <p className={open ? 'mt-2' : ''}>{t('versions', { played: met })}</p>}
    </div>
  )
}
