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
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/people/[cohort]/links'>) {
  const { locale, course, cohort: id } = await params
  const post = await postedToCohort(request, { locale, course, cohort: id })
  if (post instanceof Response) return post
  const mail = hasMail()
  if (!mail && hasSingleSignOn()) return seeOther(`${post.here}#enrol`)
  const sent = await renewInvitations(id, post.person.id, mail ? 'mail' : 'person')
  if (mail) {
    void mailAll(sent, locale).catch((error: unknown) => console.error(`Invitations could not all be mailed: ${String(error)}`))
    return seeOther(`${post.here}?note=mailing#enrol`)
  }
  return new Response(linksAsCsv(sent, locale), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="invitations.csv"',
    },
  })
}
