import { z } from 'zod'
import { formHandler } from '@/server/nextjs/form-handler'
import { EmailSchema } from '@/server/accounts/people-file'
import { sendReset } from '@/server/sign-in/sign-up'
import { mailWait } from '@/server/accounts/throttle'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { setFlash } from '@/server/nextjs/flash'

const FormSchema = z.object({ email: EmailSchema })

/** The response and its timing are the same for every address. */
export const POST = formHandler('/[locale]/forgotten/send', { schema: FormSchema }, async ({ locale, address, form, fields }) => {
  const here = `/${locale}/forgotten`
  if (!hasMail()) return seeOther(here)
  if (!form.success) {
    await setFlash('forgotten', { email: fields.email ?? '' })
    return seeOther(`${here}?note=email`)
  }
  const seconds = await mailWait(form.data.email, address)
  if (seconds > 0) return seeOther(`${here}?note=wait&seconds=${seconds}`)
  void sendReset(form.data.email, locale).catch((error: unknown) => console.error(`A new password: ${String(error)}`))
  return seeOther(`${here}?note=sent`)
})
