import { formHandler } from '@/server/nextjs/form-handler'
import { isProven, sendProof } from '@/server/sign-in/prove-address'
import { mailWait } from '@/server/accounts/throttle'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/account/prove', { roles: ['learner'] }, async ({ locale, person, address }) => {
  const here = `/${locale}/account`
  if (!hasMail() || (await isProven(person.id))) return seeOther(here)
  if ((await mailWait(person.email, address)) > 0) return seeOther(`${here}?note=proofWait`)
  return seeOther(`${here}?note=${(await sendProof(person, locale)).ok ? 'proofSent' : 'proofFailed'}`)
})
