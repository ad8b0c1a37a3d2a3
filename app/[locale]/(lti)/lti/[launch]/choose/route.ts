import { choose } from '@/server/lti/deep-link'
import { readLaunch } from '@/server/lti/launches'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { launchPath } from '@/server/platform/launch-token'

export const POST = formHandler(
  '/[locale]/lti/[launch]/choose',
  { texts: ['target'] },
  async ({ locale, params: { launch: token }, text }) => {
    const launch = await readLaunch(token)
    if (launch?.claims.kind !== 'deep-linking') return seeOther(`/${locale}/lti/problem?why=over`)
    const known = await choose(launch, text.target, locale)
    return seeOther(`${launchPath(locale, token)}${known ? '' : '?note=choose'}`)
  },
)
