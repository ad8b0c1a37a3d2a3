import { testMailArrived } from '@/server/organisation/first-steps'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { acceptProof, isProven } from '@/server/sign-in/prove-address'
import { currentSession } from '@/server/sign-in/sessions'

/** An administrator opened the link of a test mail, so mail arrives. If they asked for it themselves, this also proves their address. */
export const POST = formHandler(
  '/[locale]/manage/first-steps/mail/[token]/arrived',
  { roles: ['administrator'] },
  async ({ locale, params: { token }, person }) => {
    if (!(await testMailArrived(token))) return seeOther(`/${locale}/manage/first-steps/mail/${token}`)
    const news = !(await isProven(person.id)) && (await acceptProof(person, (await currentSession())!, token))
    return seeOther(`/${locale}/manage?note=${news ? 'proven' : 'arrived'}`)
  },
)
