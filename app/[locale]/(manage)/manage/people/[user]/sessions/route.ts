import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { endSessions, readPerson } from '@/server/accounts/person'
import { notify } from '@/server/accounts/notices'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/people/[user]/sessions',
  { roles: ['administrator'] },
  async ({ locale, params: { user }, person }) => {
    if (!(await readPerson(user))) return gone(locale)
    await endSessions(user)
    await audit({ actor: person.id, action: 'account.sessions-revoked', about: user })
    await notify(user, 'sessions', person.id)
    return seeOther(`/${locale}/manage/people/${user}?note=sessions`)
  },
)
