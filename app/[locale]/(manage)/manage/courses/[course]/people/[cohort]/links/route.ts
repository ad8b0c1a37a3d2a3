import { SECTIONS } from '../../../../../manage-shell'
import { formHandler } from '@/server/next/form-handler'
import { linksAsCsv, mailAll } from '@/server/accounts/invitation-list'
import { hasSingleSignOn } from '@/server/platform/config'
import { renewInvitations } from '@/server/courses/enrolling'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/next/responses'
import { postedToCohort } from '../../posted-cohort'

/**
 * For those who were invited and have not come: messages that did not go out are sent again. Where nothing is mailed, a file
 * of links to send oneself; they are made anew with each download. Where people sign in by single sign-on there is none: a link
 * would let an owner make the account of whoever they name.
 */
export const POST = formHandler('/[locale]/manage/courses/[course]/people/[cohort]/links', { roles: SECTIONS.courses }, async (post) => {
  const { locale, params, person } = post
  const { here } = await postedToCohort(post)
  const mail = hasMail()
  if (!mail && hasSingleSignOn()) return seeOther(`${here}#enrol`)
  const sent = await renewInvitations(params.cohort, person.id, mail ? 'mail' : 'person')
  if (mail) {
    void mailAll(sent, locale).catch((error: unknown) => console.error(`Invitations could not all be mailed: ${String(error)}`))
    return seeOther(`${here}?note=mailing#enrol`)
  }
  return new Response(linksAsCsv(sent, locale), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="invitations.csv"',
    },
  })
})
