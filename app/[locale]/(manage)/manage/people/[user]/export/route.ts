import { formHandler } from '@/server/nextjs/form-handler'
import { readPerson } from '@/server/accounts/person'
import { fileResponse, gone, seeOther } from '@/server/nextjs/responses'
import { exportOnRequest } from '@/server/privacy/export-on-request'
import { unproved } from '../../administrator'

/** The data of somebody who has left and asks for it. People who can sign in download theirs on their own page. */
export const POST = formHandler(
  '/[locale]/manage/people/[user]/export',
  { roles: ['administrator'], texts: ['export_password'] },
  async ({ locale, params: { user }, person, text, address }) => {
    if (!(await readPerson(user))) return gone(locale)
    const here = `/${locale}/manage/people/${user}`
    const why = await unproved(person, text.export_password, address)
    if (why) return seeOther(`${here}?note=${why}`)
    const data = await exportOnRequest(user, person.id)
    if (!data) return seeOther(`${here}?note=signs-in`)
    return fileResponse(JSON.stringify(data, null, 2), 'application/json; charset=utf-8', 'second-look-data.json')
  },
)
