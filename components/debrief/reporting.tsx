import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { ReportView } from '@/scenarios/engine/debrief/reporting'
import { Cite } from './sources'
import { Words } from '../ui/words'

type View = Pick<Debrief, 'reporting' | 'variant' | 'result'>

/** Whether the learner reported, when first and how often. A report that was not made is a chance left, and nowhere marked as a mistake. */
export function Reporting({ view, numbers }: { view: View; numbers: Map<string, number> }) {
  const t = useTranslations('debrief.reporting')
  const { chances, first, reported } = view.reporting
  // As many as the heading counts. A report that could gain nothing is shown only if there was no other.
  const moments = view.reporting.moments.filter((m) => m.worth > 0 || (first === null && m.reported))
  const worth = worthOf(view)
  return (
    <section aria-labelledby="reporting-h" className="card p-4 sm:p-6">
      <div className={`grid items-center gap-x-10 gap-y-5 ${moments.length > 4 ? '' : 'lg:grid-cols-[minmax(0,1fr)_auto]'}`}>
        <div className="max-w-prose">
          <h2 id="reporting-h" className="text-h2">
            {t(headingOf(view), { chances, first: first ?? 0, reported, unreported: chances - reported })}
          </h2>
          <p className="mt-1.5 leading-normal text-ink-2">
            {t(`note.${noteOf(view)}`)}
            {worth && ` ${t(`worth.${worth}`)}`}
          </p>
        </div>
        {moments.length > 0 && <Chances moments={moments} />}
      </div>
      {moments.length > 0 && (
        <details className="mt-3 noprint">
          <summary className="link inline-flex min-h-6 items-center text-note">{t('why')}</summary>
          <ul className="mt-2 max-w-prose space-y-2">
            {moments.map(({ scene, title, why, cites }) => (
              <li key={scene} className="leading-normal text-ink-2">
                <b className="font-semibold text-ink">
                  <Words>{title}</Words>
                </b>
                : <Words>{why}</Words>
                <Cite ids={cites} numbers={numbers} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function headingOf({ reporting: { chances, first, moments }, result }: View) {
  if (first !== null) return 'reported'
  if (moments.some((m) => m.reported)) return chances > 0 ? 'reportedElsewhere' : 'reportedAnyway'
  if (result.silent) return 'silent'
  return chances > 0 ? 'never' : 'nothing'
}
function noteOf({ reporting: { chances, first, moments }, variant, result }: View) {
  if (chances === 0) return 'nothing'
  const reported = moments.some((m) => m.reported)
  if (variant === 'genuine') return reported ? 'genuine' : 'genuineUnreported'
  if (!reported) return 'hostileUnreported'
  const early = first !== null && first <= Math.ceil(chances / 2)
  return early && result.unrepaired === 0 ? 'hostile' : 'hostileLate'
}
/** What it cost to use none of the chances. The result shows it too. */
function worthOf({ reporting: { chances, first, moments }, variant }: View) {
  if (chances === 0 || first !== null) return null
  if (variant === 'genuine') return 'genuine'
  return moments.some((m) => m.reported) ? null : 'hostile'
}

function Chances({ moments }: { moments: ReportView[] }) {
  const t = useTranslations('debrief.reporting')
  return (
    <ol
      aria-label={t('chances')}
      className="grid grid-cols-2 gap-x-3 gap-y-2.5 sm:auto-cols-[minmax(0,9rem)] sm:grid-flow-col sm:grid-cols-none"
    >
      {moments.map(({ scene, title, reported }, i) => (
        <li
          key={scene}
          className="relative flex items-center gap-2 text-small leading-snug sm:flex-col sm:gap-1.5 sm:px-1 sm:text-center sm:not-last:after:absolute sm:not-last:after:start-[calc(50%+1.25rem)] sm:not-last:after:end-[calc(-50%+1.25rem)] sm:not-last:after:top-4 sm:not-last:after:h-0.5 sm:not-last:after:bg-line-2"
        >
          <span
            aria-hidden="true"
            className={`grid size-8 shrink-0 place-items-center rounded-full font-semibold ${reported ? 'bg-good text-surface' : 'border-2 border-dashed border-control text-ink-2'}`}
          >
            {reported ? <Check className="icon" /> : moments.slice(0, i + 1).filter((m) => m.worth > 0).length}
          </span>
          <span>
            <span className={`block ${reported ? 'font-semibold' : 'text-ink-2'}`}>
              <Words>{title}</Words>
            </span>
            <span className={`block text-fine ${reported ? 'font-medium text-good' : 'text-ink-3'}`}>
              {t(reported ? 'isReported' : 'notReported')}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}
