import { Address } from '@/components/manage/address'
import type { Item } from '@/scenarios/engine/course/course'
import { itemsIn } from '@/server/courses/items'
import { ITEM_STATES, type ItemState, type MatrixRow, type Records, doneOf } from '@/server/records/records'
import { libraryIn } from '@/server/library/library'
import { languageOf, translator } from '@/server/platform/locales'

type Texts = ReturnType<typeof translator<'records'>>
interface Props {
  locale: string
  here: string
  records: Records
  results: boolean
  selectable: boolean
}

/** People by items. Each cell contains a word, for which `globals.css` draws a mark. */
export async function Matrix({ locale, here, records, results, selectable }: Props) {
  const t = translator(locale, 'records')
  const titleOf = itemsIn(await libraryIn(locale)).titleOf
  const { columns, rows, cohorts } = records
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  const date = (at: number | null) => (at === null ? '' : day.format(at))
  const letter = (row: MatrixRow, at: number | null) => (row.coded ? '' : at === null ? '—' : day.format(at))
  const keys = columns.map((item) => `${item.id} ${titleOf(item)}`)
  // Looked up once: the table has thousands of cells.
  const words = Object.fromEntries(ITEM_STATES.map((state) => [state, t(`items.${state}`)])) as Record<ItemState, string>
  return (
    <>
      <p className="mt-3 flex flex-wrap gap-x-5 text-small text-ink-2" aria-hidden="true">
        {(['done', 'under-way', 'not-begun'] as const).map((state) => (
          <span key={state}>
            <span className="state" data-state={state} /> {t(`items.${state}`)}
          </span>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <div className="mt-2 overflow-x-auto rounded-xl border border-line bg-surface" role="region" aria-label={t('table')} tabIndex={0}>
        <table className="matrix">
          <Head t={t} columns={columns} titleOf={titleOf} keys={keys} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <Who t={t} row={row} here={here} selectable={selectable} />
                <td>{cohorts.get(row.cohort)}</td>
                <td className="whitespace-nowrap">
                  {t(`states.${row.state}`)} {row.overdue && <b className="late">{t('filter.overdue')}</b>}
                  {row.exempted && <span className="sub max-w-48 whitespace-normal">{row.exempted.reason}</span>}
                </td>
                <td className="whitespace-nowrap">{date(row.state === 'expiring' || row.state === 'expired' ? row.renewAt : row.dueAt)}</td>
                <td className="whitespace-nowrap">{date(row.completedAt)}</td>
                <td className="whitespace-nowrap">
                  {row.notMailed === null ? letter(row, row.invitedAt) : <b className="late">{t('notMailed')}</b>}
                </td>
                <td className="whitespace-nowrap">{letter(row, row.remindedAt)}</td>
                <Items t={t} row={row} keys={keys} results={results} words={words} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Head(props: { t: Texts; columns: Item[]; titleOf: (item: Item) => string; keys: string[] }) {
  const { t, columns, titleOf, keys } = props
  return (
    <thead>
      <tr>
        {[t('name'), t('cohort'), t('state'), t('due'), t('completed'), t('invited'), t('reminded')].map((c) => (
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
  )
}

const Tickbox = ({ t, row }: { t: Texts; row: MatrixRow }) => (
  <label className="-my-2 -ms-3 grid min-h-11 min-w-11 shrink-0 place-items-center">
    <input type="checkbox" name="line" value={row.key} />
    <span className="sr-only">{t('select.one', { who: nameOf(t, row) })}</span>
  </label>
)

function Items({
  t,
  row,
  keys,
  results,
  words,
}: {
  t: Texts
  row: MatrixRow
  keys: string[]
  results: boolean
  words: Record<ItemState, string>
}) {
  if (row.enrolment === null)
    return (
      <>
        <td />
        {row.items.map((_, i) => (
          <td key={keys[i]} />
        ))}
      </>
    )
  return (
    <>
      <td className="number">{t('doneOf', { done: doneOf(row), of: row.items.filter((i) => i !== 'not-included').length })}</td>
      {row.items.map((state, i) => {
        const result = results ? row.results[i]! : null
        return result !== null ? (
          <td key={keys[i]} className="result">
            {t(`outcomes.${result.outcome}`)}
            <span className="sub">{t('resultOf', { result: result.result })}</span>
          </td>
        ) : (
          <td key={keys[i]} className="state" data-state={state}>
            {words[state]}
          </td>
        )
      })}
    </>
  )
}

export const nameOf = (t: Texts, { who, email, code, coded }: Pick<MatrixRow, 'who' | 'email' | 'code' | 'coded'>): string =>
  coded ? code : who || email || `${t('noAccount')} (${code})`

function Who({ t, row, here, selectable }: { t: Texts; row: MatrixRow; here: string; selectable: boolean }) {
  if (row.coded)
    return (
      <th scope="row" className="tabular-nums">
        {row.code}
      </th>
    )
  return (
    <th scope="row">
      <span className="flex items-center gap-1">
        {selectable && <Tickbox t={t} row={row} />}
        <span className="min-w-0">
          <a className="link" href={`${here}/${row.key}`}>
            {nameOf(t, row)}
          </a>
          {row.who && row.email && (
            <span className="sub">
              <Address of={row.email} />
            </span>
          )}
          {(row.unit || row.site) && <span className="sub">{[row.unit, row.site].filter(Boolean).join(' · ')}</span>}
        </span>
      </span>
    </th>
  )
}
