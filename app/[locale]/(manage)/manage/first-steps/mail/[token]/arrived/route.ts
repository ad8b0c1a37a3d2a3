import { testMailArrived } from '@/server/courses/first-steps'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

/** The link of a test mail was opened by an administrator: mail arrives. */
export const POST = formHandler(
  '/[locale]/manage/first-steps/mail/[token]/arrived',
  { roles: ['administrator'] },
  async ({ locale, params: { token } }) =>
    seeOther((await testMailArrived(token)) ? `/${locale}/manage#first-steps` : `/${locale}/manage/first-steps/mail/${token}`),
)
