import { z } from 'zod'
import { formHandler } from '@/server/nextjs/form-handler'
import { EmailSchema } from '@/server/accounts/people-file'
import { isOwnDomain, offersSignUp, sendSignUp } from '@/server/sign-in/sign-up'
import { ownPath } from '@/server/accounts/paths'
import { mailWait } from '@/server/accounts/throttle'
import { seeOther } from '@/server/nextjs/responses'
import { setFlash } from '@/server/nextjs/flash'

const FormSchema = z.object({ email: EmailSchema })

export const POST = formHandler('/[locale]/sign-up/send', { schema: FormSchema }, async ({ locale, request, address, form, fields }) => {
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  const here = `/${locale}/sign-up`
  const back = (note: string, more: Record<string, string> = {}) =>
    seeOther(`${here}?${new URLSearchParams({ note, ...more, ...(next && { next }) })}`)
  if (!(await offersSignUp())) return seeOther(here)
  if (!form.success || !(await isOwnDomain(form.data.email))) {
    await setFlash('sign-up', { email: fields.email ?? '' })
    return back(form.success ? 'domain' : 'email')
  }
  const seconds = await mailWait(form.data.email, address)
  if (seconds > 0) return back('wait', { seconds: String(seconds) })
  void sendSignUp(form.data.email, locale, next).catch((error: unknown) => console.error(`An account by mail: ${String(error)}`))
  return back('sent')
})
