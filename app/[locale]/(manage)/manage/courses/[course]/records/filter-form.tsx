import { SelectField, TextField } from '@/components/ui/field'
import { type RecordFilter, SORTS, STANDINGS } from '@/scenarios/engine/course/records'
import type { Records } from '@/server/courses/records'
import { translator } from '@/server/platform/locales'

const LABELS = { who: 'name', cohort: 'cohort', standing: 'standing', done: 'done', due: 'due', completed: 'completed' } as const

interface Props {
  locale: string
  here: string
  filter: RecordFilter
  records: Records
}

/** A form that asks for the page anew: it needs no script. */
export function FilterForm({ locale, here, filter, records: { cohorts, byCode, sharesResults } }: Props) {
  const t = translator(locale, 'records')
  return (
    <form method="get" action={here} role="search" aria-label={t('filter.title')} className="card mt-4 p-4 noprint">
      {filter.ended && <input type="hidden" name="ended" value="1" />}
      {filter.results && <input type="hidden" name="results" value="1" />}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-5">
        <SelectField name="cohort" label={t('filter.cohort')} defaultValue={filter.cohort ?? ''}>
          <option value="">{t('filter.allCohorts')}</option>
          {[...cohorts].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField name="standing" label={t('filter.standing')} defaultValue={filter.standing ?? ''}>
          <option value="">{t('filter.allStandings')}</option>
          {STANDINGS.filter((s) => s !== 'not-passed' || sharesResults).map((s) => (
            <option key={s} value={s}>
              {t(`standings.${s}`)}
            </option>
          ))}
          <option value="overdue">{t('filter.overdue')}</option>
        </SelectField>
        <TextField
          name="q"
          type="search"
          label={t(byCode === 'all' ? 'filter.searchCode' : 'filter.search')}
          defaultValue={filter.q ?? ''}
          maxLength={100}
          autoComplete="off"
        />
        <SelectField name="sort" label={t('filter.sort')} defaultValue={filter.sort}>
          {SORTS.map((s) => (
            <option key={s} value={s}>
              {t(LABELS[s])}
            </option>
          ))}
        </SelectField>
        <SelectField name="order" label={t('filter.order')} defaultValue={filter.order}>
          <option value="up">{t('filter.up')}</option>
          <option value="down">{t('filter.down')}</option>
        </SelectField>
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        <button type="submit" className="btn btn-primary">
          {t('filter.apply')}
        </button>
        <a className="btn btn-ghost" href={here}>
          {t('filter.clear')}
        </a>
      </div>
    </form>
  )
}
