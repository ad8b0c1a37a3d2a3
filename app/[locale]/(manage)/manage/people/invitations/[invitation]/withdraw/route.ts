import { formHandler } from '@/server/next/form-handler'
import { withdraw } from '@/server/accounts/pending-invitations'
import { seeOther } from '@/server/next/responses'

/** Withdraws an invitation: its link stops working. */
export const POST = formHandler(
  '/[locale]/manage/people/invitations/[invitation]/withdraw',
  { roles: ['administrator'] },
  async ({ locale, params: { invitation }, person }) => {
    await withdraw(invitation, person.id)
    return seeOther(`/${locale}/manage/people?note=withdrawn`)
  },
)
