import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { ReportView } from '@/scenarios/engine/debrief/reporting'
import { Cite } from './sources'
import { Words } from '../ui/words'

type View = Pick<Debrief, 'reporting' | 'variant' | 'result'>

/** When the learner reported, first and how often. A report that was not made is a chance left, and nowhere marked as a mistake. */
export function Reporting({ view, numbers }: { view: View; numbers: Map<string, number> }) {
  const t = useTranslations('debrief.reporting')
  const { chances, first, reported } = view.reporting
  // The chances that the sentence counts, and every other report, which the learner remembers and somebody answered.
  const moments = view.reporting.moments.filter((m) => m.worth > 0 || m.reported)
  return (
    <>
      <p className="max-w-prose leading-normal">
        {view.result && (
          <b className="font-semibold">{t(headingOf(view), { chances, first: first ?? 0, reported, unreported: chances - reported })} </b>
        )}
        <span className="text-ink-2">{t(`note.${noteOf(view)}`)}</span>
      </p>
      {moments.length > 0 && (
        <ol className="mt-4 space-y-3.5">
          {moments.map((moment) => (
            <Chance key={moment.scene} moment={moment} numbers={numbers} scored={view.result !== null} />
          ))}
        </ol>
      )}
    </>
  )
}

function headingOf({ reporting: { chances, first, moments } }: View) {
  if (first !== null) return 'reported'
  if (moments.some((m) => m.reported)) return chances > 0 ? 'reportedElsewhere' : 'reportedAnyway'
  return chances > 0 ? 'never' : 'nothing'
}
function noteOf({ reporting: { chances, moments }, variant, result }: View) {
  const reported = moments.some((m) => m.reported)
  if (variant === 'genuine') return reported ? 'genuine' : chances > 0 ? 'genuineUnreported' : 'nothing'
  if (!reported) return 'unreported'
  if (result?.outcome === 'lost') return 'beforeHarm'
  const from = moments.findIndex((m) => m.matters)
  return moments.slice(Math.max(from, 0)).some((m) => m.reported) ? 'inTime' : 'early'
}

function Chance({
  moment: { title, when, reported, worth, matters, reply, why, cites },
  numbers,
  scored,
}: {
  moment: ReportView
  numbers: Map<string, number>
  scored: boolean
}) {
  const t = useTranslations('debrief.reporting')
  return (
    <li className="flex max-w-prose gap-3 break-inside-avoid">
      <span
        aria-hidden="true"
        className={`mt-0.5 grid size-7 shrink-0 place-items-center rounded-full ${reported ? 'on-paper bg-good text-surface' : 'border-2 border-dashed border-control'}`}
      >
        {reported && <Check className="icon" />}
      </span>
      <div className="min-w-0 leading-normal">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h3 className="font-semibold">
            <Words>{title}</Words>
          </h3>
          <span className="text-small text-ink-2">
            {[
              t(reported ? 'isReported' : 'notReported'),
              scored && (worth > 0 ? t('points', { earned: reported ? worth : 0, worth }) : t('noPoints')),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="text-small text-ink-2">
            <Words>{when}</Words>
          </span>
        </div>
        <p className="text-note text-ink-2">
          {scored && matters && <b className="font-semibold text-ink">{t('matters')} </b>}
          <Words>{why}</Words>
          <Cite ids={cites} numbers={numbers} />
        </p>
        {reply && (
          <p className="mt-1 border-s-3 border-good-line ps-3 text-note noprint">
            <Words>{reply}</Words>
          </p>
        )}
      </div>
    </li>
  )
}
