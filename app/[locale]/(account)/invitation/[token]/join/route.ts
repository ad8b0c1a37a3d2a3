import { formHandler } from '@/server/nextjs/form-handler'
import { currentPerson } from '@/server/nextjs/current-person'
import { currentSession } from '@/server/sign-in/sessions'
import { joinAs } from '@/server/sign-in/joining'
import { landing } from '@/server/sign-in/landing'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/invitation/[token]/join', {}, async ({ locale, params: { token } }) => {
  const here = `/${locale}/invitation/${token}`
  const person = await currentPerson()
  if (!person) return seeOther(`/${locale}/sign-in?${new URLSearchParams({ next: here })}`)
  const joined = await joinAs(person, (await currentSession())!, token)
  if (!joined.ok) return seeOther(here)
  return seeOther(joined.enrolled ? await landing(locale, person.id) : `/${locale}/account?note=joined`)
})
