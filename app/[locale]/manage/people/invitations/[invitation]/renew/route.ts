import { mailInvitation, renew } from '@/server/accounts/pending'
import { hasMail } from '@/server/mail'
import { seeOther } from '@/server/replies'
import { forgetTyped } from '@/server/typed'
import { administrator } from '../../../administrator'
import { noteMail } from '../../../mailed'

/** A new link for an invitation; the old one no longer works. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/invitations/[invitation]/renew'>) {
  const { locale, invitation } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  const made = await renew(invitation, person.id)
  if (!made) return seeOther(`/${locale}/manage/people?note=gone`)
  await forgetTyped()
  if (hasMail()) await noteMail(await mailInvitation(made.token, { email: made.invitation.email!, name: made.invitation.name ?? '' }, locale))
  return seeOther(`/${locale}/manage/people/link/invite/${made.token}`)
}
