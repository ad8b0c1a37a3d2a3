import { currentPerson } from '@/server/next/current-person'
import { currentSession } from '@/server/sign-in/sessions'
import { joinAs } from '@/server/sign-in/joining'
import { refused, seeOther } from '@/server/next/responses'

/** Accepts an invitation with the account that is signed in. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/invitation/[token]/join'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, token } = await params
  const here = `/${locale}/invitation/${token}`
  const person = await currentPerson()
  if (!person) return seeOther(`/${locale}/sign-in?${new URLSearchParams({ next: here })}`)
  const joined = await joinAs(person, (await currentSession())!, token)
  if (!joined.ok) return seeOther(here)
  return seeOther(joined.enrolled ? `/${locale}/learn` : `/${locale}/account?note=joined`)
}
