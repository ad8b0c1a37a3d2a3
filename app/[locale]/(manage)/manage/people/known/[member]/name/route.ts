import { formHandler } from '@/server/nextjs/form-handler'
import { correctName } from '@/server/accounts/follow-directory'
import { NameSchema } from '@/server/accounts/people-file'
import { readAbout } from '@/server/accounts/people-search'
import { gone, seeOther } from '@/server/nextjs/responses'

/** For people with and without an account. Those in the directory get their names from it. */
export const POST = formHandler(
  '/[locale]/manage/people/known/[member]/name',
  { roles: ['administrator'], texts: ['name'] },
  async ({ locale, params: { member }, person, text }) => {
    const about = await readAbout({ member })
    if (!about) return gone(locale)
    const name = NameSchema.safeParse(text.name)
    const done = name.success && name.data !== '' && (await correctName(member, name.data, person.id))
    const people = `/${locale}/manage/people`
    return seeOther(`${about.user ? `${people}/${about.user}` : `${people}/known/${member}`}?note=${done ? 'renamed' : 'notRenamed'}`)
  },
)
