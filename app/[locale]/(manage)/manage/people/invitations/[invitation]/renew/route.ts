import { formHandler } from '@/server/nextjs/form-handler'
import { mailInvitation, renew } from '@/server/accounts/pending-invitations'
import { invitedInto } from '@/server/enrolment/open-cohorts'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { clearFlash } from '@/server/nextjs/flash'
import { mailed } from '../../../mailed'

export const POST = formHandler(
  '/[locale]/manage/people/invitations/[invitation]/renew',
  { roles: ['administrator'] },
  async ({ locale, params: { invitation }, person }) => {
    const made = await renew(invitation, person.id, hasMail() ? 'mail' : 'person')
    if (!made) return seeOther(`/${locale}/manage/people?note=gone`)
    await clearFlash()
    const whom = { email: made.invitation.email!, name: made.invitation.name ?? '' }
    if (hasMail()) return mailed(locale, whom.email, await mailInvitation(made.token, whom, await invitedInto(made.invitation.cohort_id)))
    return seeOther(`/${locale}/manage/people/link/invite/${made.token}`)
  },
)
