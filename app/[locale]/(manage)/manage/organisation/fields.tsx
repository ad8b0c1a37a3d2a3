import { OwnLogo } from '@/components/ui/brand'
import { Choices, SelectField, TextArea, TextField, Tick } from '@/components/ui/field'
import { config } from '@/server/platform/config'
import { languageName, locales, translator } from '@/server/platform/locales'
import type { Organisation } from '@/server/organisation/organisation'
import type { FieldErrors, Values } from '@/server/organisation/form'

interface Props {
  locale: string
  values: Values
  errors: FieldErrors
  organisation: Organisation
}

export const fieldsFor =
  ({ locale, values, errors }: Pick<Props, 'locale' | 'values' | 'errors'>) =>
  (name: string, problem: 'required' | 'length' | 'reach' | 'email' | 'locale' | 'domains' | 'days') => ({
    name,
    defaultValue: values[name],
    error: errors[name] && translator(locale, 'organisation')(`errors.${problem}`),
  })

export function IdentityFields({ locale, values, errors, organisation: { logo } }: Props) {
  const t = translator(locale, 'organisation')
  const field = fieldsFor({ locale, values, errors })
  const problem = errors.logo === 'logoType' || errors.logo === 'logoSize' ? t(`errors.${errors.logo}`) : undefined
  return (
    <>
      <TextField
        {...field('name', 'length')}
        label={t('identity.name')}
        hint={t('identity.nameHint')}
        maxLength={120}
        autoComplete="organization"
      />
      {logo && (
        <figure className="rounded-xl border border-line bg-surface p-4">
          <OwnLogo src={logo} className="h-12 max-w-full rounded-md bg-white p-1" />
          <figcaption className="mt-1.5 text-small text-ink-2">{t('identity.logoNow')}</figcaption>
        </figure>
      )}
      <TextField
        name="logo"
        type="file"
        accept="image/png,image/svg+xml,image/webp,image/jpeg"
        label={t('identity.logo')}
        hint={t('identity.logoHint')}
        error={problem}
      />
      {logo && <Tick name="remove_logo" label={t('identity.logoRemove')} checked={values.remove_logo === 'on'} />}
    </>
  )
}

export function SupportFields(props: Props) {
  const t = translator(props.locale, 'organisation')
  const field = fieldsFor(props)
  return (
    <>
      <TextField {...field('support_name', 'length')} label={t('support.name')} maxLength={120} />
      <TextField {...field('support_email', 'email')} type="email" label={t('support.email')} maxLength={200} />
      <TextField {...field('support_phone', 'length')} type="tel" label={t('support.phone')} maxLength={60} />
      <TextField
        {...field('accessibility_contact', 'length')}
        label={t('support.accessibility')}
        hint={t('support.accessibilityHint')}
        maxLength={200}
      />
    </>
  )
}

export function AccessFields({ locale, values, errors }: Props) {
  const t = translator(locale, 'organisation')
  const field = fieldsFor({ locale, values, errors })
  const { FACILITATORS } = config()
  return (
    <>
      <SelectField {...field('locale', 'locale')} label={t('access.locale')}>
        {locales().map((l) => (
          <option key={l} value={l}>
            {languageName(locale, l)}
          </option>
        ))}
      </SelectField>
      <TextArea
        {...field('domains', 'domains')}
        label={t('access.domains')}
        hint={t('access.domainsHint')}
        maxLength={2000}
        spellCheck={false}
      />
      <Tick name="sign_up" value="yes" label={t('access.signUp')} text={t('access.signUpText')} checked={values.sign_up === 'yes'} />
      {FACILITATORS ? (
        <p className="leading-relaxed text-ink-2">{t('access.facilitatorsFixed', { who: t(`access.who.${FACILITATORS}`) })}</p>
      ) : (
        <Choices
          name="facilitators"
          legend={t('access.facilitators')}
          value={values.facilitators ?? 'role'}
          options={(['role', 'anyone'] as const).map((value) => ({ value, label: t(`access.who.${value}`) }))}
        />
      )}
    </>
  )
}

export function RetentionFields(props: Props) {
  const t = translator(props.locale, 'organisation')
  const field = fieldsFor(props)
  return (['anonymous', 'records', 'audit'] as const).map((kind) => (
    <TextField
      key={kind}
      {...field(kind, 'days')}
      inputMode="numeric"
      label={t(`retention.${kind}`)}
      hint={t(`retention.${kind}Hint`)}
      maxLength={4}
    />
  ))
}
