import type { Metadata } from 'next'
import { Notice, Submit } from '@/components/ui/field'
import { originOf } from '@/server/lti/platforms'
import { RegistrationSchema } from '@/server/lti/registration'
import { awaitedPlatform } from '@/server/lti/registration-links'
import { translator } from '@/server/platform/locales'
import { LaunchShell } from '../../launch-shell'
import { Close } from './close'

type Props = PageProps<'/[locale]/lti/register/[token]'>
const FAILED = ['address', 'unread', 'refused', 'taken'] as const
const DONE = ['done', 'waits'] as const

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, token } = await params
  const t = translator(locale, 'lti')
  const { note } = await searchParams
  const platform = await awaitedPlatform(token)
  if (platform) return { title: t('register.title', { name: platform.name }) }
  return { title: t(DONE.some((known) => known === note) ? 'register.doneTitle' : 'problem.title') }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, token } = await params
  const query = await searchParams
  const t = translator(locale, 'lti')
  const platform = await awaitedPlatform(token)
  if (!platform) {
    // We no longer know which platform it was, and a name in the address could come from anyone.
    const done = DONE.find((known) => known === query.note)
    return (
      <LaunchShell locale={locale} title={t(done ? 'register.doneTitle' : 'problem.title')}>
        <p className="mt-4 max-w-prose leading-relaxed">{t(`register.${done ?? 'over'}`)}</p>
        {done && <Close label={t('register.close')} />}
      </LaunchShell>
    )
  }
  const origin = platform.origins.join(', ')
  const failed = FAILED.find((known) => known === query.note)
  // Only people who have the link see this page, so nobody else can put words here; and these are names of servers.
  const foreign = typeof query.foreign === 'string' ? query.foreign.split(' ').filter((server) => originOf(server) === server) : []
  const asked = RegistrationSchema.safeParse(query).data
  return (
    <LaunchShell locale={locale} title={t('register.title', { name: platform.name })} lead={t('register.lead', { origin })}>
      {failed && <Notice tone="problem">{t(`register.failed.${failed}`, { origin, foreign: foreign.join(', ') })}</Notice>}
      {asked ? (
        <form method="post" action={`/${locale}/lti/register/${token}/do`} className="mt-6">
          <input type="hidden" name="openid_configuration" value={asked.openid_configuration} />
          <input type="hidden" name="registration_token" value={asked.registration_token} />
          <Submit>{t('register.do')}</Submit>
        </form>
      ) : (
        <p className="mt-4 max-w-prose leading-relaxed">{t('register.paste')}</p>
      )}
    </LaunchShell>
  )
}
