import { formHandler } from '@/server/nextjs/form-handler'
import { changeDraft } from '@/server/organisation/organisation'
import { placeIn } from '@/server/organisation/form'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/organisation/contacts/remove',
  { roles: ['administrator'], texts: ['index', 'was'] },
  async ({ locale, text }) => {
    const removed = await changeDraft(({ contacts }) => {
      const at = placeIn(contacts, text)
      return at === null ? null : { contacts: contacts.toSpliced(at, 1) }
    })
    return seeOther(`/${locale}/manage/organisation/contacts?note=${removed ? 'removed' : 'moved'}`)
  },
)
