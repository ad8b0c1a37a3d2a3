import { formHandler } from '@/server/nextjs/form-handler'
import { dropList } from '@/server/accounts/invitation-list'
import { seeOther } from '@/server/nextjs/responses'

/** Discards a list: nobody is invited. */
export const POST = formHandler('/[locale]/manage/people/check/cancel', { roles: ['administrator'] }, async ({ locale, person }) => {
  await dropList(person.id)
  return seeOther(`/${locale}/manage/people`)
})
