import { audit } from '@/server/accounts/audit'
import { readPerson } from '@/server/accounts/person'
import { notify } from '@/server/accounts/notices'
import { removeApp, removePasskeys } from '@/server/accounts/second-factor'
import { formHandler } from '@/server/nextjs/form-handler'
import { gone, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../administrator'

export const POST = formHandler(
  '/[locale]/manage/people/[user]/second-factor',
  { roles: ['administrator'], texts: ['factor_password'] },
  async ({ locale, params: { user }, person, text, address }) => {
    if (!(await readPerson(user))) return gone(locale)
    const here = `/${locale}/manage/people/${user}`
    if (user === person.id) return seeOther(`/${locale}/account/second-factor`)
    const why = await unproved(person, text.factor_password, address)
    if (why) return seeOther(`${here}?note=${why}`)
    await removeApp(user, null)
    await removePasskeys(user)
    await audit({ actor: person.id, action: 'account.factor-reset', about: user })
    await notify(user, 'factor-reset', person.id)
    return seeOther(`${here}?note=factorReset`)
  },
)
