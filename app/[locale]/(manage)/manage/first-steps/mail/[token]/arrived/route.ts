import { testMailArrived } from '@/server/organisation/first-steps'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { acceptProof, isProven } from '@/server/sign-in/prove-address'
import { currentSession } from '@/server/sign-in/sessions'

/** The link of a test mail was opened by an administrator: mail arrives, and if it is whoever asked for it, the address is theirs. */
export const POST = formHandler(
  '/[locale]/manage/first-steps/mail/[token]/arrived',
  { roles: ['administrator'] },
  async ({ locale, params: { token }, person }) => {
    if (!(await testMailArrived(token))) return seeOther(`/${locale}/manage/first-steps/mail/${token}`)
    const news = !(await isProven(person.id)) && (await acceptProof(person, (await currentSession())!, token))
    return seeOther(`/${locale}/manage?note=${news ? 'proven' : 'arrived'}`)
  },
)
