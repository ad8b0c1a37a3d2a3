import { formHandler } from '@/server/nextjs/form-handler'
import { withdraw } from '@/server/accounts/pending-invitations'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/people/invitations/[invitation]/withdraw',
  { roles: ['administrator'] },
  async ({ locale, params: { invitation }, person }) => {
    return seeOther(`/${locale}/manage/people?note=${await withdraw(invitation, person.id)}`)
  },
)
