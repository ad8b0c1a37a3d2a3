import { redirect } from 'next/navigation'
import { stateCookie, toolAddresses } from '@/server/lti/addresses'
import { answerKey, answeredLogin, loginAgain } from '@/server/lti/login'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { LaunchShell } from '../../launch-shell'
import { Check } from './check'

type Props = PageProps<'/[locale]/lti/check/[state]'>

export const generateMetadata = titled('lti', (t) => t('check.title'))

/** The platform has answered, but the browser sent no cookie. We check by the platform's storage, or else in a separate window. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, state } = await params
  const [login, addresses] = [await answeredLogin(state, String((await searchParams).key)), toolAddresses()]
  if (!login || !addresses) redirect(`/${locale}/lti/problem?why=over`)
  const t = translator(locale, 'lti')
  const { lti_storage_target: target } = login.asked
  return (
    <LaunchShell locale={locale} title={t('check.title')} lead={t('check.text', { platform: login.platform.name })}>
      {target && (
        <Check
          storage={{ target, origin: new URL(login.platform.authUrl).origin }}
          name={stateCookie(login.id)}
          state={state}
          answer={answerKey(state)}
          action={`/${locale}/lti/check/${state}/confirm`}
        />
      )}
      <a className="btn btn-primary mt-6" href={loginAgain(login, addresses)} target="_blank" rel="noopener">
        {t('check.open')}
      </a>
    </LaunchShell>
  )
}
