import { formHandler } from '@/server/nextjs/form-handler'
import { setFlash } from '@/server/nextjs/flash'
import { seeOther } from '@/server/nextjs/responses'
import { sendTest } from '@/server/mail/sample'

/** Sends a mail to whoever asks, and reports what the mail server said. */
export const POST = formHandler('/[locale]/manage/organisation/mails/test', { roles: ['administrator'] }, async ({ locale, person }) => {
  const sent = await sendTest(person, locale)
  await setFlash('mail-test', { said: (sent.ok ? sent.said : sent.reason).slice(0, 500) })
  return seeOther(`/${locale}/manage/organisation/mails?note=${sent.ok ? 'taken' : 'refused'}`)
})
