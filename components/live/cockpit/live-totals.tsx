import { useTranslations } from 'use-intl'

export interface TotalsRow {
  id: string
  /** Its letter on every screen. */
  letter?: string
  text: string
  /** Null if too few have voted to hide individual votes. */
  count: number | null
  /** In the previous vote; null if there was none. */
  before?: number | null
  more?: React.ReactNode
}

const NONE = '–'

/** Live totals as a table with bars, only for the facilitator. */
export function LiveTotals({ caption, rows, total }: { caption: string; rows: TotalsRow[]; total: number }) {
  const t = useTranslations('liveCockpit')
  const twice = rows.some((r) => typeof r.before === 'number')
  const number = 'w-10 py-2 ps-2 text-end align-top tabular-nums'
  return (
    <table className="mt-3 w-full border-collapse text-note">
      <caption className="sr-only">{caption}</caption>
      <thead className={twice ? 'text-fine text-ink-2' : 'sr-only'}>
        <tr>
          <th scope="col" className="text-start font-normal" colSpan={2}>
            <span className="sr-only">{t('option')}</span>
          </th>
          {twice && (
            <th scope="col" className="w-14 ps-2 text-end font-normal">
              {t('before')}
            </th>
          )}
          <th scope="col" className="w-12 ps-2 text-end font-normal">
            {t('now')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, letter, text, count, before, more }) => (
          <tr key={id}>
            <td className="w-7 py-2 align-top font-semibold text-ink-2">{letter}</td>
            <th scope="row" className="py-2 text-start font-normal leading-normal">
              {text}
              <Bar share={total > 0 ? (count ?? 0) / total : 0} />
              {more}
            </th>
            {twice && <td className={`${number} text-ink-2`}>{before ?? NONE}</td>}
            <td className={`${number} font-semibold`}>{count ?? NONE}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Bar = ({ share }: { share: number }) => (
  <svg
    viewBox="0 0 100 1"
    preserveAspectRatio="none"
    className="mt-1.5 block h-2 w-full overflow-hidden rounded-full bg-line"
    aria-hidden="true"
  >
    <rect className="fill-accent" width={100 * share} height="1" />
  </svg>
)
