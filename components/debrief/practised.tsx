import { useTranslations } from 'use-intl'
import type { Competency } from '@/scenarios/engine/format/competencies'
import type { Estimate } from '@/scenarios/engine/score/profile'

export interface PractisedProps {
  /** Over the learner's first attempts. */
  profile: Partial<Record<Competency, Estimate>>
  /** How cases looked over first attempts against what they were, from ten answers on. */
  calibration: { gap: number } | null
}

/** Competencies over all first attempts, in words and as bars; the figures behind them are folded. */
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
                  <Bar standing={standing} />
                </td>
                <td className="w-28 py-2 ps-3 text-end align-top text-fine leading-medium text-ink-2">
                  {t(`standing.${standing.verdict}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 0 && (
        <details className="mt-2 text-small text-ink-2">
          <summary className="link inline-flex min-h-6 items-center">{t('figures')}</summary>
          <p className="mt-1 max-w-prose leading-normal">{t('figuresNote')}</p>
          <ul className="mt-1 space-y-0.5">
            {rows.map(([competency, { lo, hi, n }]) => (
              <li key={competency}>
                {t(`competencies.${competency}`)}: {t('range', { lo: percent(lo), hi: percent(hi), n })}
              </li>
            ))}
          </ul>
        </details>
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

/** The estimate; in words it stands beside it. */
const Bar = ({ standing: { mean } }: { standing: Estimate }) => (
  <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="mt-1 h-2 w-full" aria-hidden="true">
    <rect width="100" height="8" className="fill-line-2" />
    <rect width={mean * 100} height="8" className="fill-accent" />
  </svg>
)
