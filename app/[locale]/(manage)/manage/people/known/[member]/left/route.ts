import { formHandler } from '@/server/nextjs/form-handler'
import { readAbout } from '@/server/accounts/people-search'
import { comeBack, leave } from '@/server/accounts/leave'
import { gone, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../../administrator'

/** For people without an account. Those who have one by now are recorded on the page of their account. */
export const POST = formHandler(
  '/[locale]/manage/people/known/[member]/left',
  { roles: ['administrator'], texts: ['do', 'password'] },
  async ({ locale, params: { member }, person, text, address }) => {
    const about = await readAbout({ member })
    if (!about) return gone(locale)
    if (about.user) return seeOther(`/${locale}/manage/people/${about.user}`)
    const here = `/${locale}/manage/people/known/${member}`
    if (text.do === 'back') {
      await comeBack(member, 'hand', person.id)
      return seeOther(`${here}?note=back`)
    }
    const why = await unproved(person, text.password, address)
    if (why) return seeOther(`${here}?note=${why}`)
    await leave(member, 'hand', person.id)
    return seeOther(`${here}?note=left`)
  },
)
