import { useTranslations } from 'use-intl'
import type { Debrief as View } from '@/scenarios/engine/debrief/debrief'
import { Bar } from '../ui/charts'

/** What the learner repaired comes before the score, even if the score is no pass. */
export function Result({ view: { result, reporting } }: { view: View }) {
  const t = useTranslations('debrief')
  const said = [
    result.repaired > 0 && t('repaired', { count: result.repaired }),
    result.unrepaired > 0 && t('unrepaired', { count: result.unrepaired }),
    result.repaired + result.unrepaired === 0 && result.recovered && t('recovered'),
    result.eitherWay && t('eitherWay'),
  ].filter((line) => line !== false)
  return (
    <section aria-label={t('result')} className="grid gap-x-12 gap-y-4 pb-5 lg:grid-cols-2 print:grid-cols-2">
      <div>
        {said.map((line) => (
          <p key={line} className="mb-2 leading-relaxed">
            {line}
          </p>
        ))}
        <p className="flex items-baseline gap-2">
          <span className="text-title leading-8 tabular-nums">{result.points}</span>
          <span className="text-ink-2">{t('points')}</span>
        </p>
        <Bar share={result.points / 100} mark={0.7} className="mt-2 h-2.5 rounded-full" />
        <p className="mt-2 text-note leading-normal text-ink-2">
          {t(result.passed ? 'passed' : 'notPassed')} {t('scoreNote')}
        </p>
      </div>
      <Where where={result.where} reporting={reporting} silent={result.silent} />
    </section>
  )
}

/** What was lost, given back and taken off adds up to the result. */
function Where({ where, reporting, silent }: Pick<View['result'], 'where' | 'silent'> & Pick<View, 'reporting'>) {
  const t = useTranslations('debrief.where')
  const { actsLost, actsOf, reportingLost, reportingOf, back, capped } = where
  const rows = [
    { label: t('acts'), points: t('lost', { lost: actsLost, of: actsOf }) },
    reportingOf > 0 && {
      label: t('reporting'),
      points: t('lost', { lost: reportingLost, of: reportingOf }),
      note: t('reported', { chances: reporting.chances, reported: reporting.reported }),
    },
    back > 0 && { label: t('back'), points: t('points', { points: back }), note: t('backNote') },
    capped > 0 && { label: t('cap'), points: t('points', { points: capped }), note: t(silent ? 'silence' : 'grave') },
  ].filter((row) => row !== false)
  return (
    <dl className="space-y-1.5 text-note leading-normal">
      {rows.map(({ label, points, note }) => (
        <div key={label} className="flex flex-wrap justify-between gap-x-4">
          <dt>{label}</dt>
          <dd className="font-medium tabular-nums">{points}</dd>
          {note && <dd className="w-full text-small text-ink-2">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
