import { SelectField, Submit } from '@/components/ui/field'
import { ACTS, RULES } from '@/scenarios/engine/course/acts'
import { OPEN_STATES } from '@/scenarios/engine/course/state'
import { type RecordFilter, WHICH } from '@/scenarios/engine/course/records'
import type { Records } from '@/server/records/records'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  here: string
  filter: RecordFilter
  records: Records
  mayChange: boolean
  children: React.ReactNode
}

/** The table as a form: the ticked people, or everybody that the filter shows, and what to do. The next page shows whom it affects. */
export function SelectForm({ locale, here, filter, records: { found, byCode }, mayChange, children }: Props) {
  const t = translator(locale, 'records')
  if (!mayChange || byCode === 'all') return children
  return (
    <form method="get" action={`${here}/act`}>
      {WHICH.map((name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />)}
      {children}
      <section aria-labelledby="select-h" className="card mt-4 p-4 noprint">
        <h3 id="select-h" className="font-semibold">
          {t('select.title')}
        </h3>
        <p className="mt-1 max-w-measure text-note leading-normal text-ink-2">{t('select.text')}</p>
        <div className="mt-3 flex flex-wrap items-end gap-4">
          <div className="min-w-[14rem]">
            <SelectField name="which" label={t('select.which')} defaultValue="ticked">
              <option value="ticked">{t('select.ticked')}</option>
              <option value="all">{t('select.all', { count: found })}</option>
            </SelectField>
          </div>
          <div className="min-w-[14rem]">
            <SelectField name="act" label={t('select.act')} defaultValue={usual(filter)}>
              {ACTS.map((act) => (
                <option key={act} value={act}>
                  {t(`acts.${act}`)}
                </option>
              ))}
            </SelectField>
          </div>
          <Submit look="btn-quiet">{t('select.go')}</Submit>
        </div>
      </section>
    </form>
  )
}

const usual = ({ state }: RecordFilter) =>
  ACTS.find((act) => [...RULES[act].states, ...RULES[act].invited].some((s) => s === state)) ??
  (OPEN_STATES.some((s) => s === state) ? 'remind' : 'extend')
