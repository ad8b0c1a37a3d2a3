import { Choices, TextArea, TextField } from '@/components/ui/field'
import { REPORTS, SPEAKERS } from '@/server/lti/platforms'
import { translator } from '@/server/platform/locales'

export const FIELDS = ['issuer', 'client_id', 'auth_url', 'token_url', 'jwks_url'] as const
export const LISTS = ['origins', 'deployments'] as const
export const NAMES = ['name', ...FIELDS, ...LISTS, 'reports'] as const

const PROBLEMS = {
  name: 'name',
  issuer: 'url',
  auth_url: 'url',
  token_url: 'url',
  jwks_url: 'url',
  client_id: 'client_id',
  origins: 'origins',
  deployments: 'deployments',
} as const

interface Props {
  locale: string
  values: Record<string, string>
  wrong: readonly string[]
  /** Whether people have come from it: then the settings that say who they are cannot change. */
  settled?: boolean
}

export function PlatformFields({ locale, values, wrong, settled = false }: Props) {
  const t = translator(locale, 'lti')
  const common = (name: keyof typeof PROBLEMS) => ({
    name,
    defaultValue: values[name] ?? '',
    ...(wrong.includes(name) && { error: t(`manage.problem.${PROBLEMS[name]}`) }),
  })
  return (
    <>
      <TextField {...common('name')} label={t('manage.name')} hint={t('manage.nameHint')} required maxLength={80} autoComplete="off" />
      {settled && <p className="text-small leading-normal text-ink-2">{t('manage.settled')}</p>}
      {FIELDS.map((name) => (
        <TextField
          key={name}
          {...common(name)}
          label={t(`manage.fields.${name}`)}
          hint={t(`manage.hints.${name}`)}
          required
          maxLength={500}
          autoComplete="off"
          inputMode={name === 'client_id' ? 'text' : 'url'}
          readOnly={settled && SPEAKERS.some((speaker) => speaker === name)}
        />
      ))}
      {LISTS.map((name) => (
        <TextArea key={name} {...common(name)} label={t(`manage.fields.${name}`)} hint={t(`manage.hints.${name}`)} rows={3} />
      ))}
      <Choices
        name="reports"
        legend={t('manage.reportsLegend')}
        value={values.reports ?? 'completion'}
        options={REPORTS.toReversed().map((value) => ({
          value,
          label: t(`manage.${value}Label`),
          text: t(`manage.${value}Text`),
        }))}
      />
    </>
  )
}
