import { askAgain } from '@/server/enrolment/ask-again'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { hasMail } from '@/server/platform/mail'

export const POST = formHandler('/[locale]/invitation/[token]/ask', {}, async ({ locale, params: { token }, address }) => {
  const here = `/${locale}/invitation/${token}`
  return seeOther(hasMail() ? `${here}?${new URLSearchParams({ ...(await askAgain(token, address)) })}` : here)
})
