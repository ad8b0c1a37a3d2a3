import { SelectField, Submit, TextField } from '@/components/ui/field'
import { type RecordFilter, SORTS } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import type { Records } from '@/server/records/records'
import { translator } from '@/server/platform/locales'

const LABELS = { name: 'name', state: 'state', due: 'due', completed: 'completed' } as const

interface Props {
  locale: string
  here: string
  filter: RecordFilter
  records: Records
}

export function FilterForm({ locale, here, filter, records: { cohorts, byCode, sharesResults, units, sites } }: Props) {
  const t = translator(locale, 'records')
  return (
    <form method="get" action={here} role="search" aria-label={t('filter.title')} className="card mt-4 p-4 noprint">
      {filter.results && <input type="hidden" name="results" value="1" />}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          name="q"
          type="search"
          label={t(byCode === 'all' ? 'filter.searchCode' : 'filter.search')}
          defaultValue={filter.q ?? ''}
          maxLength={100}
          autoComplete="off"
        />
        <SelectField name="cohort" label={t('filter.cohort')} defaultValue={filter.cohort ?? ''}>
          <option value="">{t('filter.allCohorts')}</option>
          {[...cohorts].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField name="state" label={t('filter.state')} defaultValue={filter.state ?? ''}>
          <option value="">{t('filter.allStates')}</option>
          {STATES.filter((s) => s !== 'failed' || sharesResults).map((s) => (
            <option key={s} value={s}>
              {t(`states.${s}`)}
            </option>
          ))}
          <option value="overdue">{t('overdue')}</option>
        </SelectField>
        {(
          [
            ['unit', units],
            ['site', sites],
          ] as const
        ).map(
          ([name, all]) =>
            (all.length > 0 || filter[name]) && (
              <SelectField key={name} name={name} label={t(name)} defaultValue={filter[name] ?? ''}>
                <option value="">{t('filter.any')}</option>
                {[...new Set([...all, ...(filter[name] ? [filter[name]] : [])])].map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </SelectField>
            ),
        )}
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
        <Submit>{t('filter.apply')}</Submit>
        <a className="btn btn-ghost" href={here}>
          {t('filter.clear')}
        </a>
      </div>
    </form>
  )
}
