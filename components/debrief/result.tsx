import { CircleCheck, Search, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief as View } from '@/scenarios/engine/debrief/debrief'
import type { DecisiveView } from '@/scenarios/engine/debrief/decisive'
import { Cite } from './sources'
import { Words } from '../ui/words'

/** Whether it was genuine, how one could know, and what the learner thought. */
export function Verdict({ view, numbers }: { view: View; numbers: Map<string, number> }) {
  const t = useTranslations('debrief')
  const genuine = view.nature === 'genuine'
  const judged = view.judgement
  return (
    <section aria-labelledby="verdict-h" className="card grid gap-x-10 gap-y-3 p-5 sm:p-6 lg:grid-cols-[19rem_minmax(0,1fr)]">
      <div>
        <h2 id="verdict-h" className="flex gap-2 text-h2">
          {genuine ? <CircleCheck className="icon mt-1 text-good" /> : <ShieldAlert className="icon mt-1 text-signal" />}
          {t(genuine ? 'wasGenuine' : 'wasApproach')}
        </h2>
        {judged && (
          <p className="mt-2 text-note leading-normal">
            {t('judged', {
              looks: judged.looks,
              sure: judged.sure ?? '',
              right: judged.right === null ? 'open' : judged.right ? 'yes' : 'no',
            })}
          </p>
        )}
      </div>
      <p className="max-w-prose leading-relaxed text-ink-2">
        <Words>{view.verdict.text}</Words>
        <Cite ids={view.verdict.cites} numbers={numbers} />
      </p>
    </section>
  )
}

/** What was put right comes before the score, even if the score is no pass. */
export function Result({ view: { result, reporting }, practice }: { view: View; practice: boolean }) {
  const t = useTranslations('debrief')
  const said = [
    result.repaired > 0 && t('repaired', { count: result.repaired }),
    result.unrepaired > 0 && t('unrepaired', { count: result.unrepaired }),
    result.repaired + result.unrepaired === 0 && result.recovered && t('recovered'),
    result.eitherWay && t('eitherWay'),
  ].filter((line) => line !== false)
  return (
    <section aria-labelledby="result-h" className="card p-5 sm:p-6">
      <h2 id="result-h" className="text-h3">
        {t('result')}
      </h2>
      {said.map((line) => (
        <p key={line} className="mt-2 leading-relaxed">
          {line}
        </p>
      ))}
      <p className="mt-2 flex items-baseline gap-2">
        <span className="text-title leading-8 tabular-nums">{result.points}</span>
        <span className="text-ink-2">{t('points')}</span>
      </p>
      <svg
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        className="mt-2 h-2.5 w-full overflow-hidden rounded-full bg-line-2"
        aria-hidden="true"
      >
        <rect className="fill-accent" width={result.points} height="4" />
        <rect className="fill-ink" x="69.6" width=".8" height="4" />
      </svg>
      <p className="mt-2 text-note leading-normal text-ink-2">
        {t(result.passed ? 'passed' : 'notPassed')} {t('scoreNote')}
      </p>
      <Where where={result.where} reporting={reporting} silent={result.silent} />
      {practice && <p className="mt-2 text-note text-ink-2">{t('practice')}</p>}
    </section>
  )
}

/** Where the points are: what was lost by what, given back and taken off adds up to the result. */
function Where({ where, reporting, silent }: Pick<View['result'], 'where' | 'silent'> & Pick<View, 'reporting'>) {
  const t = useTranslations('debrief.where')
  const { actsLost, actsOf, tellingLost, tellingOf, back, capped } = where
  const rows = [
    { label: t('acts'), points: t('lost', { lost: actsLost, of: actsOf }) },
    tellingOf > 0 && {
      label: t('telling'),
      points: t('lost', { lost: tellingLost, of: tellingOf }),
      note: t('told', { chances: reporting.chances, told: reporting.told }),
    },
    back > 0 && { label: t('back'), points: t('points', { points: back }), note: t('backNote') },
    capped > 0 && { label: t('cap'), points: t('points', { points: capped }), note: t(silent ? 'silence' : 'grave') },
  ].filter((row) => row !== false)
  return (
    <dl className="mt-3 space-y-1.5 text-note leading-normal">
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

/** The check that told most on this path, or would have. */
export function Decisive({ check }: { check: DecisiveView }) {
  const t = useTranslations('debrief.decisive')
  return (
    <section aria-labelledby="decisive-h" className="card p-5 sm:p-6">
      <h2 id="decisive-h" className="flex items-center gap-2 text-h3">
        <Search className="icon text-accent" />
        {t(check.made ? 'made' : 'left')}
      </h2>
      <p className="mt-2 font-semibold leading-normal">
        <Words>{check.text}</Words>
      </p>
      <p className="text-small text-ink-2">{t('cost', { when: check.when, minutes: check.minutes })}</p>
      <p className="mt-2 leading-relaxed text-ink-2">{t(check.made ? 'found' : 'wouldFind', { finding: check.finding })}</p>
    </section>
  )
}
