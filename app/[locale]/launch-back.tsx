import { readLaunch } from '@/server/lti/launches'
import { launchToken } from '@/server/platform/launch-token'
import { translator } from '@/server/platform/locales'

export async function LaunchBack({ locale, className }: { locale: string; className: string }) {
  const token = launchToken()
  const launch = token === null ? null : await readLaunch(token)
  if (launch?.claims.kind !== 'resource' || !launch.claims.returnUrl) return null
  return (
    <a className={className} href={launch.claims.returnUrl} target="_top" rel="noopener">
      {translator(locale, 'lti')('disclosed.back', { platform: launch.platform.name })}
    </a>
  )
}
