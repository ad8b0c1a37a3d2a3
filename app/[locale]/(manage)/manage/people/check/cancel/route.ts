import { dropList } from '@/server/accounts/invitation-list'
import { seeOther } from '@/server/next/responses'
import { administrator } from '../../administrator'

/** Puts a list aside: nobody is invited. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/check/cancel'>) {
  const { locale } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  await dropList(person.id)
  return seeOther(`/${locale}/manage/people`)
}
