import { SelectField } from '@/components/ui/field'
import { ENCODINGS } from '@/server/platform/encoding'
import { translator } from '@/server/platform/locales'

export function EncodingField({ locale }: { locale: string }) {
  const t = translator(locale, 'letters')
  return (
    <SelectField name="encoding" label={t('label')} defaultValue="">
      <option value="">{t('detect')}</option>
      {ENCODINGS.map((each) => (
        <option key={each} value={each}>
          {t(`encoding.${each}`)}
        </option>
      ))}
    </SelectField>
  )
}
