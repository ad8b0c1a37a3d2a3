import { redirect } from 'next/navigation'
import { stateCookie, toolAddresses } from '@/server/lti/addresses'
import { onwards, readLogin } from '@/server/lti/login'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { LaunchShell } from '../../launch-shell'
import { Keep } from './keep'

type Props = PageProps<'/[locale]/lti/keep/[state]'>

export const generateMetadata = titled('lti', (t) => t('keep.title'))

/** A stop before the platform's login, where one of the platform's frames can keep the state for us. */
export default async function Page({ params }: Props) {
  const { locale, state } = await params
  const [login, addresses] = [await readLogin(state), toolAddresses()]
  if (!login?.asked.lti_storage_target || !addresses) redirect(`/${locale}/lti/problem?why=over`)
  const t = translator(locale, 'lti')
  return (
    <LaunchShell locale={locale} title={t('keep.title')} lead={t('keep.text', { platform: login.platform.name })}>
      <Keep
        storage={{ target: login.asked.lti_storage_target, origin: new URL(login.platform.authUrl).origin }}
        name={stateCookie(login.id)}
        state={state}
        onwards={onwards(login, addresses, state)}
        label={t('keep.go')}
      />
    </LaunchShell>
  )
}
