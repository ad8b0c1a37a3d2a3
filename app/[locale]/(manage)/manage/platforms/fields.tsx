import { Choices, TextArea, TextField, Tick } from '@/components/ui/field'
import { ADDRESSES, REPORTS, SPEAKERS, foreignAddresses, originOf } from '@/server/lti/platforms'
import { translator } from '@/server/platform/locales'

const FIELDS = ['issuer', 'client_id', ...ADDRESSES] as const
const LISTS = ['origins', 'deployments'] as const
export const NAMES = ['name', ...FIELDS, ...LISTS, 'reports'] as const
export type PlatformValues = Record<(typeof NAMES)[number], string>

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
  values: PlatformValues
  wrong: readonly string[]
  /** Whether people have come from it: then the settings that say who they are cannot change. */
  settled: boolean
}

export function PlatformFields({ locale, values, wrong, settled }: Props) {
  const t = translator(locale, 'lti')
  const common = (name: keyof typeof PROBLEMS) => ({
    name,
    defaultValue: values[name],
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
      <Foreign locale={locale} values={values} />
      {LISTS.map((name) => (
        <TextArea key={name} {...common(name)} label={t(`manage.fields.${name}`)} hint={t(`manage.hints.${name}`)} rows={3} />
      ))}
      <Choices
        name="reports"
        legend={t('manage.reportsLegend')}
        value={values.reports}
        options={REPORTS.toReversed().map((value) => ({
          value,
          label: t(`manage.${value}Label`),
          text: t(`manage.${value}Text`),
        }))}
      />
    </>
  )
}

/** Asks about each server that neither is the issuer's nor was confirmed before. */
function Foreign({ locale, values }: Pick<Props, 'locale' | 'values'>) {
  const t = translator(locale, 'lti')
  const foreign = foreignAddresses(values, values.origins.split('\n').map(originOf))
  const servers = [...new Set(foreign.map((name) => originOf(values[name])))].filter((server) => server !== null)
  if (servers.length === 0) return null
  return (
    <fieldset>
      <legend className="text-note font-medium">{t('manage.foreignTitle')}</legend>
      <p className="text-small leading-normal text-ink-2">{t('manage.foreignText')}</p>
      <div className="mt-1.5 grid gap-2">
        {servers.map((server) => (
          <Tick
            key={server}
            name="confirmed"
            value={server}
            label={server}
            text={foreign
              .filter((name) => originOf(values[name]) === server)
              .map((name) => t(`manage.fields.${name}`))
              .join(', ')}
          />
        ))}
      </div>
    </fieldset>
  )
}
