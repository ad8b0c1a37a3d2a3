import { removePerson } from '@/server/accounts/directory'
import { gone, seeOther } from '@/server/replies'
import { administrator } from '../../../administrator'

/** Removes an account, and erases what was learned with it. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/[user]/remove/confirm'>) {
  const { locale, user } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  const removed = await removePerson(user, person.id)
  if (removed.ok) return seeOther(user === person.id ? `/${locale}` : `/${locale}/manage/people?note=removed`)
  return removed.reason === 'unknown' ? gone(locale) : seeOther(`/${locale}/manage/people/${user}?note=${removed.reason}`)
}
