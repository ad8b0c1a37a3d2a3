import { Table } from '@/components/manage/table'
import {
  ALWAYS_SHOWN,
  type CohortTotals,
  type RecordFilter,
  percentOf,
  shownBy,
  sumOf,
  validShare,
} from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import type { Records } from '@/server/records/records'
import { languageOf, percentIn, translator } from '@/server/platform/locales'
import { addressOf } from './search'

interface Props {
  locale: string
  here: string
  filter: RecordFilter
  records: Records
}

/**
 * Each number links to the people it counts.
 * @param elsewhere whether the table is on another page
 */
export function StateLinks({
  locale,
  here,
  filter,
  totals,
  elsewhere = false,
}: Omit<Props, 'records'> & { totals: readonly CohortTotals[]; elsewhere?: boolean }) {
  const t = translator(locale, 'records')
  if (totals.length === 0) return null
  const sums = sumOf(filter.cohort ? totals.filter(({ cohort }) => cohort === filter.cohort) : totals)
  const states = [undefined, ...STATES, 'overdue' as const].filter(
    (s) => s === undefined || s === filter.state || shownBy(sums, s) > 0 || ALWAYS_SHOWN.some((a) => a === s),
  )
  const number = new Intl.NumberFormat(languageOf(locale))
  return (
    <nav aria-label={t('filter.by')} className="mt-6 noprint">
      <ul className="flex flex-wrap gap-2">
        {states.map((state) => (
          <li key={state ?? 'all'}>
            <a
              className="inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-surface px-3.5 text-note hover:border-control aria-[current]:border-accent aria-[current]:bg-accent-soft"
              aria-current={!elsewhere && filter.state === state ? 'page' : undefined}
              href={addressOf(here, { ...filter, page: 1, state, q: undefined })}
            >
              <span className={state === 'overdue' ? 'text-signal' : ''}>
                {state === undefined ? t('totals.everyone') : state === 'overdue' ? t('overdue') : t(`states.${state}`)}
              </span>
              <b className="font-semibold tabular-nums">{number.format(shownBy(sums, state))}</b>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Totals({ locale, records: { totals, cohorts }, here }: Omit<Props, 'filter'>) {
  const t = translator(locale, 'records')
  if (totals.length === 0) return null
  const all = sumOf(totals)
  const states = STATES.filter((s) => all.states[s] > 0 || ALWAYS_SHOWN.includes(s))
  const number = new Intl.NumberFormat(languageOf(locale))
  const numbers = (own: CohortTotals, cohort: string | undefined) => {
    const valid = validShare(own)
    const linked = (state: RecordFilter['state'], count: number) => (
      <td key={state ?? 'people'} className="text-end tabular-nums">
        {count === 0 ? (
          <span className="text-ink-2">{number.format(0)}</span>
        ) : (
          <a className="link" href={addressOf(here, { cohort, state })}>
            {number.format(count)}
          </a>
        )}
      </td>
    )
    return (
      <>
        {linked(undefined, own.people)}
        <td className="text-end tabular-nums">{valid === null ? '' : percentIn(locale, percentOf(valid))}</td>
        {states.map((s) => linked(s, own.states[s]))}
        {linked('overdue', own.overdue)}
      </>
    )
  }
  const head = [t('totals.people'), t('totals.valid'), ...states.map((s) => t(`states.${s}`)), t('overdue')]
  return (
    <section className="mt-10">
      <h2 className="text-h2">{t('totals.title')}</h2>
      <p className="mt-1 max-w-measure text-note leading-normal text-ink-2">{t('totals.validNote')}</p>
      <Table
        label={t('totals.title')}
        columns={[
          t('totals.cohort'),
          ...head.map((h) => (
            <span key={h} className="block text-end">
              {h}
            </span>
          )),
        ]}
      >
        {totals.map((own) => (
          <tr key={own.cohort}>
            <th scope="row">{cohorts.get(own.cohort)}</th>
            {numbers(own, own.cohort)}
          </tr>
        ))}
        {totals.length > 1 && (
          <tr className="font-semibold">
            <th scope="row">{t('totals.all')}</th>
            {numbers(all, undefined)}
          </tr>
        )}
      </Table>
    </section>
  )
}
