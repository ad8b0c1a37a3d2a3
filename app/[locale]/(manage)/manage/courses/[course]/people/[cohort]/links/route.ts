import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { linksAsCsv, mailAll } from '@/server/accounts/invitation-list'
import { hasSingleSignOn } from '@/server/platform/config'
import { invitedInto } from '@/server/enrolment/open-cohorts'
import { renewInvitations } from '@/server/enrolment/invitations'
import { hasMail } from '@/server/platform/mail'
import { fileResponse, seeOther } from '@/server/nextjs/responses'
import { postedToCohort } from '../../posted-cohort'

/**
 * For invited people who have not come. With a mail server, sends the failed messages again. Without one, returns a file of links for the
 * owner to send; each download renews them. With single sign-on there is no such file, because a link would let an owner create an account
 * in anybody's name.
 */
export const POST = formHandler('/[locale]/manage/courses/[course]/people/[cohort]/links', { roles: BUILDERS }, async (post) => {
  const { locale, params, person } = post
  const { here } = await postedToCohort(post)
  const mail = hasMail()
  if (!mail && hasSingleSignOn()) return seeOther(`${here}#invited`)
  const sent = await renewInvitations(params.cohort, person.id, mail ? 'mail' : 'person')
  if (mail) {
    void mailAll(sent, await invitedInto(params.cohort)).catch((error: unknown) =>
      console.error(`Invitations could not all be mailed: ${String(error)}`),
    )
    return seeOther(`${here}?note=mailing#invited`)
  }
  return fileResponse(linksAsCsv(sent, locale), 'text/csv; charset=utf-8', 'invitations.csv')
})
