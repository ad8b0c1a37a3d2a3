import { newTestMail } from '@/server/courses/first-steps'
import { sendLetter } from '@/server/mail/letters'
import { formHandler } from '@/server/nextjs/form-handler'
import { config, ownAddress } from '@/server/platform/config'
import { mailed } from '../../../people/mailed'

/** Sends a test mail to whoever asks for it, and shows what the mail server said. */
export const POST = formHandler('/[locale]/manage/first-steps/mail/send', { roles: ['administrator'] }, async ({ locale, person }) => {
  const here = `/${locale}/manage/first-steps/mail`
  const link = `${ownAddress(config())}${here}/${await newTestMail()}`
  const sent = await sendLetter('arrives', { to: person.email, locale }, { name: person.name, link })
  return mailed(locale, person.email, sent, here)
})
