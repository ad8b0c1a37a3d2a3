import { audit } from '@/server/accounts/audit'
import { decideDeployment } from '@/server/lti/deployments'
import { readPlatform } from '@/server/lti/platforms'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/deployment',
  { roles: ['administrator'], texts: ['accept', 'refuse'] },
  async ({ locale, person, params: { platform: id }, text }) => {
    if (!(await readPlatform(id))) return seeOther(gonePath(locale))
    const accept = text.accept !== ''
    await decideDeployment(id, accept ? text.accept : text.refuse, accept)
    await audit({ actor: person.id, action: 'platform.deployment', thing: id })
    return seeOther(`/${locale}/manage/platforms/${id}?note=${accept ? 'accepted' : 'refused'}`)
  },
)
