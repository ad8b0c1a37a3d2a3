import { audit } from '@/server/accounts/audit'
import { endSessions, readPerson } from '@/server/accounts/directory'
import { tell } from '@/server/accounts/notices'
import { gone, seeOther } from '@/server/next/responses'
import { administrator } from '../../administrator'

/** Signs somebody out everywhere. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/[user]/sessions'>) {
  const { locale, user } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  if (!(await readPerson(user))) return gone(locale)
  await endSessions(user)
  await audit({ actor: person.id, action: 'account.sessions-revoked', about: user })
  await tell(user, 'sessions', person.id)
  return seeOther(`/${locale}/manage/people/${user}?note=sessions`)
}
