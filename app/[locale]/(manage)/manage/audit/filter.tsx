import { SelectField, Submit } from '@/components/ui/field'
import { GROUPS, type Group } from '@/server/accounts/audit'
import { translator } from '@/server/platform/locales'

export function Filter({ locale, here, group }: { locale: string; here: string; group: Group | null }) {
  const t = translator(locale, 'people')
  return (
    <div className="mt-6 flex flex-wrap items-end gap-3">
      <form method="get" action={here} className="flex flex-wrap items-end gap-3">
        <div className="min-w-[16rem]">
          <SelectField name="group" label={t('audit.filter')} defaultValue={group ?? ''}>
            <option value="">{t('audit.filterAll')}</option>
            {GROUPS.map((one) => (
              <option key={one} value={one}>
                {t(`audit.groups.${one}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <Submit look="btn-quiet">{t('audit.filterDo')}</Submit>
      </form>
      <form method="post" action={`${here}/csv`} className="ms-auto">
        <input type="hidden" name="group" value={group ?? ''} />
        <Submit look="btn-quiet">{t('audit.csv')}</Submit>
      </form>
    </div>
  )
}
