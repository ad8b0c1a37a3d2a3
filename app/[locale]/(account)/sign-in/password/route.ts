import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { EmailSchema } from '@/server/accounts/people-file'
import { ownPath } from '@/server/accounts/paths'
import { knownDevice } from '@/server/sign-in/known-device'
import { landing } from '@/server/sign-in/landing'
import { secondStepPage } from '@/server/sign-in/second-step'
import { signIn, withCookies } from '@/server/sign-in/sign-in'
import { seeOther } from '@/server/nextjs/responses'
import { clearFlash, setFlash } from '@/server/nextjs/flash'

const FormSchema = z.object({ email: EmailSchema, password: z.string().min(1).max(200) })

export const POST = formHandler(
  '/[locale]/sign-in/password',
  { schema: FormSchema, browser: async ({ email = '' }) => knownDevice(email.trim().toLowerCase()) },
  async ({ locale, request, address, form, fields }) => {
    const next = ownPath(new URL(request.url).searchParams.get('next'), '')
    const back = async (note: string, seconds?: number) => {
      await setFlash('sign-in', { email: fields.email ?? '' })
      return seeOther(
        `/${locale}/sign-in?${new URLSearchParams({ note, ...(seconds && { seconds: String(seconds) }), ...(next && { next }) })}`,
      )
    }
    if (!form.success) return back('incomplete')
    const signed = await signIn(form.data.email, form.data.password, address)
    if (!signed.ok) return back(signed.reason, signed.reason === 'wait' ? signed.seconds : undefined)
    await clearFlash()
    if (signed.due) return withCookies(seeOther(secondStepPage(locale, next)), signed.cookies)
    return withCookies(seeOther(next || (await landing(locale, signed.user))), signed.cookies)
  },
)
