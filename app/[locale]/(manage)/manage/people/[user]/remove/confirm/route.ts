import { removePerson } from '@/server/privacy/remove-person'
import { hasAdministrator } from '@/server/accounts/people'
import { database } from '@/server/database'
import { gone, seeOther } from '@/server/next/responses'
import { administrator, formOf, unproved } from '../../../administrator'

/** Removes an account, and erases what was learned with it. One's own is erased where it is to be shown that it is one's own. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/[user]/remove/confirm'>) {
  const { locale, user } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  if (user === person.id && (await hasAdministrator(database(), user))) return seeOther(`/${locale}/learn/data#erase`)
  const why = await unproved(request, person, await formOf(request))
  if (why) return seeOther(`/${locale}/manage/people/${user}/remove?note=${why}`)
  const removed = await removePerson(user, person)
  if (removed.ok) return seeOther(`/${locale}/manage/people?note=removed`)
  return removed.reason === 'unknown' ? gone(locale) : seeOther(`/${locale}/manage/people/${user}?note=${removed.reason}`)
}
