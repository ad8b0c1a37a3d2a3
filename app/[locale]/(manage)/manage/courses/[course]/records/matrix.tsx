import { isOverdue } from '@/scenarios/engine/course/records'
import { pointsOf } from '@/scenarios/engine/score/path'
import { itemsIn } from '@/server/courses/items'
import { libraryIn } from '@/server/library/library'
import type { MatrixRow, Records } from '@/server/courses/records'
import { languageOf, translator } from '@/server/platform/locales'

/** Learners by items. A cell contains a word and shows a mark for it, drawn by `globals.css`. */
export async function Matrix({
  locale,
  records,
  results,
  now,
  label,
}: {
  locale: string
  records: Records
  results: boolean
  now: number
  label: string
}) {
  const t = translator(locale, 'records')
  const titleOf = itemsIn(await libraryIn(locale)).titleOf
  const { columns, rows, cohorts } = records
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  const date = (at: number | null) => (at === null ? '' : day.format(at))
  const words = {
    done: t('items.done'),
    'under-way': t('items.under-way'),
    'not-begun': t('items.not-begun'),
    'not-included': t('items.not-included'),
  }
  const keys = columns.map((item) => `${item.id} ${titleOf(item)}`)
  const columnsOf = [t('cohort'), t('standing'), t('due'), t('completed'), t('reminded')]
  return (
    <>
      <p className="mt-3 flex flex-wrap gap-x-5 text-small text-ink-2" aria-hidden="true">
        {(['done', 'under-way', 'not-begun'] as const).map((state) => (
          <span key={state}>
            <span className="state" data-state={state} /> {words[state]}
          </span>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <div className="mt-2 overflow-x-auto rounded-xl border border-line bg-surface" role="region" aria-label={label} tabIndex={0}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              {columnsOf.map((c) => (
                <th key={c} scope="col">
                  {c}
                </th>
              ))}
              <th scope="col" className="number">
                {t('done')}
              </th>
              {columns.map((item, i) => (
                <th key={keys[i]} scope="col" className="item">
                  <span className="upright">{titleOf(item)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.handle}>
                <Who row={row} noAccount={t('noAccount')} />
                <td>{cohorts.get(row.cohort)}</td>
                <td className="whitespace-nowrap">
                  {t(`standings.${row.standing}`)}
                  {isOverdue(row, now) && (
                    <>
                      {' '}
                      <b className="late">{t('overdue')}</b>
                    </>
                  )}
                </td>
                <td className="whitespace-nowrap">{date(row.dueAt)}</td>
                <td className="whitespace-nowrap">{date(row.completedAt)}</td>
                <td className="whitespace-nowrap">{date(row.remindedAt)}</td>
                <td className="number">{t('doneOf', { done: row.done, of: row.items.filter((i) => i !== 'not-included').length })}</td>
                {row.items.map((state, i) => {
                  const result = results ? row.results[i]! : null
                  return result !== null ? (
                    <td key={keys[i]} className="result">
                      {pointsOf(result)} %
                    </td>
                  ) : (
                    <td key={keys[i]} className="state" data-state={state}>
                      {words[state]}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Who({ row: { who, email, code, coded }, noAccount }: { row: MatrixRow; noAccount: string }) {
  if (coded)
    return (
      <th scope="row" className="tabular-nums">
        {code}
      </th>
    )
  return (
    <th scope="row">
      {who || noAccount}
      <span className="sub">{email ?? code}</span>
    </th>
  )
}
