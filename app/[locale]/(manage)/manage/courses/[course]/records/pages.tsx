import { PAGE_ROWS, type RecordFilter } from '@/scenarios/engine/course/records'
import type { Records } from '@/server/records/records'
import { translator } from '@/server/platform/locales'
import { addressOf } from './search'

export function Pages({
  locale,
  here,
  filter,
  records: { page, pages, found, rows },
}: {
  locale: string
  here: string
  filter: RecordFilter
  records: Records
}) {
  const t = translator(locale, 'records')
  if (found === 0) return null
  const from = (page - 1) * PAGE_ROWS + 1
  return (
    <nav aria-label={t('pages')} className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-note">
      <span className="text-ink-2 tabular-nums">{t('shown', { from, to: from + rows.length - 1, found })}</span>
      {pages > 1 && (
        <>
          {page > 1 && (
            <a className="btn btn-quiet min-h-10 noprint" rel="prev" href={addressOf(here, { ...filter, page: page - 1 })}>
              {t('previous')}
            </a>
          )}
          <span className="text-ink-2">{t('page', { page, pages })}</span>
          {page < pages && (
            <a className="btn btn-quiet min-h-10 noprint" rel="next" href={addressOf(here, { ...filter, page: page + 1 })}>
              {t('next')}
            </a>
          )}
        </>
      )}
    </nav>
  )
}
