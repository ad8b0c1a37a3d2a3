import { withdraw } from '@/server/accounts/pending-invitations'
import { seeOther } from '@/server/next/responses'
import { administrator } from '../../../administrator'

/** Withdraws an invitation: its link no longer works. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/invitations/[invitation]/withdraw'>) {
  const { locale, invitation } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  await withdraw(invitation, person.id)
  return seeOther(`/${locale}/manage/people?note=withdrawn`)
}
