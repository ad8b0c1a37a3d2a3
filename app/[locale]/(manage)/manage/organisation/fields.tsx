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

export function IdentityFields({ locale, values, errors, organisation: { logo } }: Props) {
  const t = translator(locale, 'organisation')
  const problem = errors.logo === 'logoType' || errors.logo === 'logoSize' ? t(`errors.${errors.logo}`) : undefined
  return (
    <>
      <TextField
        name="name"
        label={t('identity.name')}
        hint={t('identity.nameHint')}
        defaultValue={values.name}
        maxLength={120}
        autoComplete="organization"
        error={errors.name && t('errors.length')}
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

export function SupportFields({ locale, values, errors }: Props) {
  const t = translator(locale, 'organisation')
  return (
    <>
      <TextField
        name="support_name"
        label={t('support.name')}
        defaultValue={values.support_name}
        maxLength={120}
        error={errors.support_name && t('errors.length')}
      />
      <TextField
        name="support_email"
        type="email"
        label={t('support.email')}
        defaultValue={values.support_email}
        maxLength={200}
        error={errors.support_email && t('errors.email')}
      />
      <TextField
        name="support_phone"
        type="tel"
        label={t('support.phone')}
        defaultValue={values.support_phone}
        maxLength={60}
        error={errors.support_phone && t('errors.length')}
      />
      <TextField
        name="accessibility_contact"
        label={t('support.accessibility')}
        hint={t('support.accessibilityHint')}
        defaultValue={values.accessibility_contact}
        maxLength={200}
        error={errors.accessibility_contact && t('errors.length')}
      />
    </>
  )
}

export function AccessFields({ locale, values, errors }: Props) {
  const t = translator(locale, 'organisation')
  const { FACILITATORS } = config()
  return (
    <>
      <SelectField name="locale" label={t('access.locale')} defaultValue={values.locale} error={errors.locale && t('errors.locale')}>
        {locales().map((l) => (
          <option key={l} value={l}>
            {languageName(locale, l)}
          </option>
        ))}
      </SelectField>
      <TextArea
        name="sign_up_domains"
        label={t('access.domains')}
        hint={t('access.domainsHint')}
        defaultValue={values.sign_up_domains}
        maxLength={2000}
        spellCheck={false}
        error={errors.sign_up_domains && t('errors.domains')}
      />
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

export function RetentionFields({ locale, values, errors }: Props) {
  const t = translator(locale, 'organisation')
  return (['anonymous', 'records', 'audit'] as const).map((kind) => (
    <TextField
      key={kind}
      name={kind}
      inputMode="numeric"
      label={t(`retention.${kind}`)}
      hint={t(`retention.${kind}Hint`)}
      defaultValue={values[kind]}
      maxLength={4}
      error={errors[kind] && t('errors.days')}
    />
  ))
}
