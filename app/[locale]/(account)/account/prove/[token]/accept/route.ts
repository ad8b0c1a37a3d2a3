import { formHandler } from '@/server/nextjs/form-handler'
import { acceptProof } from '@/server/sign-in/prove-address'
import { currentSession } from '@/server/sign-in/sessions'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/account/prove/[token]/accept',
  { roles: ['learner'] },
  async ({ locale, params: { token }, person }) => {
    const proven = await acceptProof(person, (await currentSession())!, token)
    return seeOther(proven ? `/${locale}/account?note=proven` : `/${locale}/account/prove/${token}`)
  },
)
