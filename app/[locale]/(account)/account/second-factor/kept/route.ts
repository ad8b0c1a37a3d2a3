import { ownPath } from '@/server/accounts/paths'
import { clearFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { backToPage } from '../back'

/** The person has read the recovery codes, so nothing shows them from now on. */
export const POST = formHandler('/[locale]/account/second-factor/kept', { roles: ['learner'] }, async ({ locale, request }) => {
  await clearFlash()
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  return next ? seeOther(next) : backToPage(locale, request, 'kept')
})
