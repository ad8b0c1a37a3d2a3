import { formHandler } from '@/server/nextjs/form-handler'
import { readPerson } from '@/server/accounts/person'
import { comeBack, leave } from '@/server/accounts/leave'
import { memberOfUser } from '@/server/accounts/members'
import { gone, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../administrator'

/** Nobody can record this of themselves, because it would lock them out halfway. */
export const POST = formHandler(
  '/[locale]/manage/people/[user]/left',
  { roles: ['administrator'], texts: ['do', 'left_password'] },
  async ({ locale, params: { user }, person, text, address }) => {
    if (!(await readPerson(user))) return gone(locale)
    const here = `/${locale}/manage/people/${user}`
    if (user === person.id) return seeOther(`${here}?note=own`)
    const member = await memberOfUser(user)
    if (text.do === 'back') {
      await comeBack(member, 'hand', person.id)
      return seeOther(`${here}?note=back`)
    }
    const why = await unproved(person, text.left_password, address)
    if (why) return seeOther(`${here}?note=${why}`)
    const done = await leave(member, 'hand', person.id)
    return seeOther(`${here}?note=${done.ok ? 'left' : 'last-administrator'}`)
  },
)
