import { Table } from '@/components/manage/table'
import { type CohortTotals, STANDINGS } from '@/scenarios/engine/course/records'
import type { Records } from '@/server/courses/records'
import { translator } from '@/server/platform/locales'
import { addressOf } from './search'

/** How many of each cohort have which standing. */
export function Totals({ locale, records: { totals, cohorts, sharesResults }, here }: { locale: string; records: Records; here: string }) {
  const t = translator(locale, 'records')
  if (totals.length === 0) return null
  const standings = STANDINGS.filter((s) => s !== 'not-passed' || sharesResults)
  const sum = (of: (own: CohortTotals) => number) => totals.reduce((all, own) => all + of(own), 0)
  const numbers = (of: (pick: (own: CohortTotals) => number) => number) => (
    <>
      <td className="text-end tabular-nums">{of((o) => o.enrolled)}</td>
      {standings.map((s) => (
        <td key={s} className="text-end tabular-nums">
          {of((o) => o.standings[s])}
        </td>
      ))}
      <td className="text-end tabular-nums">{of((o) => o.overdue)}</td>
      <td className="text-end tabular-nums">{of((o) => o.ended)}</td>
    </>
  )
  const head = [t('totals.enrolled'), ...standings.map((s) => t(`standings.${s}`)), t('overdue'), t('totals.left')]
  return (
    <section className="mt-8">
      <h2 className="text-h2">{t('totals.title')}</h2>
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
            <th scope="row">
              <a className="link" href={addressOf(here, { cohort: own.cohort })}>
                {cohorts.get(own.cohort)}
              </a>
            </th>
            {numbers((pick) => pick(own))}
          </tr>
        ))}
        {totals.length > 1 && (
          <tr className="font-semibold">
            <th scope="row">{t('totals.all')}</th>
            {numbers(sum)}
          </tr>
        )}
      </Table>
    </section>
  )
}
