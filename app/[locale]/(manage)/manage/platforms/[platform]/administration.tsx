import { Submit, TextArea, TextField } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { Person } from '@/server/accounts/people'
import { type ToolAddresses, toolAddresses } from '@/server/lti/addresses'
import { deploymentsOf } from '@/server/lti/deployments'
import { type Platform, isComplete, isSettled, originOf } from '@/server/lti/platforms'
import { awaitedPlatform } from '@/server/lti/registration-links'
import { readFlash } from '@/server/nextjs/flash'
import { translator } from '@/server/platform/locales'
import { Prove } from '../../../../(account)/prove'
import { PlatformFields, type PlatformValues } from '../fields'

interface Props {
  locale: string
  platform: Platform
}
const pathOf = ({ locale, platform }: Props) => `/${locale}/manage/platforms/${platform.id}`

/** The two ways to connect a platform: it registers itself by a link, or both sides are filled in by hand. */
export async function Connecting({ person, wrong, notice, ...props }: SettingsProps) {
  const t = translator(props.locale, 'lti')
  const addresses = toolAddresses()
  if (!addresses) return null
  const { token = '' } = await readFlash('registration')
  const isMade = (await awaitedPlatform(token))?.id === props.platform.id
  return (
    <>
      <Section name="link" title={t('manage.link')} className="mt-8 max-w-xl">
        <p className="mt-1 leading-relaxed text-ink-2">{t('manage.linkText')}</p>
        {isMade ? (
          <>
            <div className="card mt-4 p-5">
              <TextField
                name="link"
                label={t('manage.linkLabel')}
                hint={t('manage.linkMade')}
                readOnly
                value={addresses.register(props.locale, token)}
              />
            </div>
            <details className="mt-4">
              <summary className="link w-fit">{t('manage.linkDo')}</summary>
              <NewLink {...props} wrong={wrong} />
            </details>
          </>
        ) : (
          <NewLink {...props} wrong={wrong} />
        )}
      </Section>
      <details className="card mt-10 max-w-3xl p-5" id="settings" open={notice !== null}>
        <summary className="link w-fit">{t('manage.byHand')}</summary>
        <p className="mt-4 leading-relaxed">{t('manage.oursText')}</p>
        <OurAddresses {...props} addresses={addresses} />
        <h2 className="mt-8 text-h3">{t('manage.enter')}</h2>
        <SettingsForm {...props} person={person} wrong={wrong} notice={notice} />
      </details>
    </>
  )
}

async function NewLink({ wrong, ...props }: Props & { wrong: readonly string[] }) {
  const t = translator(props.locale, 'lti')
  const typed = await readFlash('await')
  return (
    <form method="post" action={`${pathOf(props)}/link`} className="mt-4 grid gap-5">
      <TextArea
        name="address"
        rows={2}
        required
        label={t('manage.address')}
        hint={t('manage.addressHint')}
        defaultValue={typed.address ?? props.platform.origins.join('\n')}
        error={wrong.includes('address') ? t('manage.problem.url') : undefined}
      />
      <Submit look="btn-quiet justify-self-start">{t('manage.linkDo')}</Submit>
    </form>
  )
}

function OurAddresses({ locale, platform, addresses: { login, launch, jwks } }: Props & { addresses: ToolAddresses }) {
  const t = translator(locale, 'lti')
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-2 leading-relaxed sm:grid-cols-[14rem_1fr]">
      {Object.entries({ [t('manage.login')]: login, [t('manage.launch')]: launch, [t('manage.jwks')]: jwks(platform.id) }).map(
        ([name, address]) => (
          <div key={name} className="contents">
            <dt className="font-medium">{name}</dt>
            <dd className="wrap-anywhere">{address}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

interface SettingsProps extends Props {
  person: Person
  wrong: readonly string[]
  /** Why the form was refused; what was typed is shown again. */
  notice: React.ReactNode
}
export function Settings(props: SettingsProps) {
  const t = translator(props.locale, 'lti')
  const addresses = toolAddresses()
  return (
    <Section id="settings" title={t('manage.edit')} className="mt-10">
      {addresses && (
        <details className="mt-2 max-w-3xl">
          <summary className="link w-fit">{t('manage.ours')}</summary>
          <OurAddresses {...props} addresses={addresses} />
        </details>
      )}
      <SettingsForm {...props} />
    </Section>
  )
}

async function SettingsForm({ locale, platform, person, wrong, notice }: SettingsProps) {
  const t = translator(locale, 'lti')
  const here = pathOf({ locale, platform })
  return (
    <form method="post" action={`${here}/save`} className="mt-4 grid max-w-xl gap-5">
      {notice}
      <PlatformFields
        locale={locale}
        values={{ ...(await valuesOf(platform)), ...(notice !== null && (await readFlash('platform'))) }}
        wrong={wrong}
        settled={await isSettled(platform.id)}
      />
      {isComplete(platform) && <Prove locale={locale} person={person} here={here} needed={false} hint={t('manage.proveText')} />}
      <Submit look="btn-primary justify-self-start">{t('manage.save')}</Submit>
    </form>
  )
}

async function valuesOf(platform: Platform): Promise<PlatformValues> {
  const deployments = (await deploymentsOf(platform.id)).filter(({ accepted }) => accepted)
  return {
    name: platform.name,
    issuer: platform.issuer,
    client_id: isComplete(platform) ? platform.clientId : '',
    auth_url: platform.authUrl,
    token_url: platform.tokenUrl,
    jwks_url: platform.jwksUrl,
    origins: platform.origins.filter((origin) => origin !== originOf(platform.issuer)).join('\n'),
    deployments: deployments.map(({ deployment }) => deployment).join('\n'),
    reports: platform.reports,
  }
}

export function Removal({ locale, platform, person, notice }: Omit<SettingsProps, 'wrong'>) {
  const t = translator(locale, 'lti')
  const here = pathOf({ locale, platform })
  return (
    <details className="card mt-10 max-w-3xl p-5" id="removal" open={notice !== null}>
      <summary className="link w-fit">{t('manage.removeTitle')}</summary>
      {notice}
      <p className="mt-4 leading-relaxed">{t('manage.removeText')}</p>
      <form method="post" action={`${here}/remove`}>
        <Prove locale={locale} person={person} here={here} field="remove_password" />
        <Submit look="btn-quiet mt-4 text-risk">{t('manage.remove', { name: platform.name })}</Submit>
      </form>
    </details>
  )
}
