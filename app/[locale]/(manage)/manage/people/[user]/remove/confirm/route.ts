import { formHandler } from '@/server/nextjs/form-handler'
import { removePerson } from '@/server/privacy/remove-person'
import { hasAdministrator } from '@/server/accounts/people'
import { database } from '@/server/database'
import { gone, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../../administrator'

export const POST = formHandler(
  '/[locale]/manage/people/[user]/remove/confirm',
  { roles: ['administrator'], texts: ['password'] },
  async ({ locale, params: { user }, person, text, address }) => {
    if (user === person.id && (await hasAdministrator(database(), user))) return seeOther(`/${locale}/learn/data#erase`)
    const why = await unproved(person, text.password, address)
    if (why) return seeOther(`/${locale}/manage/people/${user}/remove?note=${why}`)
    const removed = await removePerson(user, person)
    if (removed.ok) return seeOther(`/${locale}/manage/people?note=removed`)
    return removed.reason === 'unknown' ? gone(locale) : seeOther(`/${locale}/manage/people/${user}?note=${removed.reason}`)
  },
)
