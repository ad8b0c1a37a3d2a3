import { useTranslations } from 'use-intl'
import type { Competency } from '@/scenarios/engine/format/competencies'
import type { Estimate } from '@/scenarios/engine/score/profile'

export interface PractisedProps {
  /** Over the learner's first attempts. */
  profile: Partial<Record<Competency, Estimate>>
  /** How cases looked over first attempts against what they were, from ten answers on. */
  calibration: { gap: number } | null
}

/** Competencies over all first attempts, each with its uncertainty. */
export function Practised({ profile, calibration }: PractisedProps) {
  const t = useTranslations('debrief')
  const rows = Object.entries(profile) as [Competency, Estimate][]
  return (
    <>
      <p className="text-small leading-normal text-ink-2">{t('practisedNote')}</p>
      {rows.length === 0 ? (
        <p className="mt-3 text-ink-2">{t('practisedNone')}</p>
      ) : (
        <table className="mt-3 w-full max-w-2xl border-collapse text-note">
          <caption className="sr-only">{t('practised')}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('competency')}</th>
              <th scope="col">{t('estimate')}</th>
              <th scope="col">{t('verdictColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([competency, standing]) => (
              <tr key={competency}>
                <th scope="row" className="w-24 py-2 pe-2 text-start align-top font-medium">
                  {t(`competencies.${competency}`)}
                </th>
                <td className="py-2.5 align-top">
                  <Bar standing={standing} label={t('range', { lo: percent(standing.lo), hi: percent(standing.hi), n: standing.n })} />
                </td>
                <td className="w-28 py-2 ps-3 text-end align-top text-fine leading-medium text-ink-2">
                  {t(`standing.${standing.verdict}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {calibration && (
        <p className="mt-2 text-note leading-normal text-ink-2">
          {t(calibration.gap > 0.1 ? 'suspicious' : calibration.gap < -0.1 ? 'trusting' : 'calibrated')}
        </p>
      )}
    </>
  )
}

const percent = (p: number) => Math.round(p * 100)

/** The estimate as a bar, with its 90 % interval as a line across it. */
const Bar = ({ standing: { mean, lo, hi }, label }: { standing: Estimate; label: string }) => (
  <svg viewBox="0 0 100 12" preserveAspectRatio="none" className="h-3 w-full" role="img" aria-label={label}>
    <rect y="2" width="100" height="8" className="fill-line-2" />
    <rect y="2" width={mean * 100} height="8" className="fill-accent" />
    <path d={`M${lo * 100} 6H${hi * 100}`} className="stroke-ink" strokeWidth="2" vectorEffect="non-scaling-stroke" />
    <path d={`M${lo * 100} 2.5V9.5M${hi * 100} 2.5V9.5`} className="stroke-ink" strokeWidth="2" vectorEffect="non-scaling-stroke" />
  </svg>
)
