import { readLaunch } from '@/server/lti/launches'
import { enter } from '@/server/lti/links'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { launchPath } from '@/server/platform/launch-token'

export const POST = formHandler('/[locale]/lti/[launch]/begin', {}, async ({ locale, params: { launch: token }, address }) => {
  const launch = await readLaunch(token)
  if (launch?.claims.kind !== 'resource') return seeOther(`/${locale}/lti/problem?why=over`)
  const entered = await enter(launch, launch.claims, { locale, network: address })
  return seeOther(entered.ok ? `${launchPath(locale, token)}/${entered.path}` : `/${locale}/lti/problem?why=${entered.reason}`)
})
