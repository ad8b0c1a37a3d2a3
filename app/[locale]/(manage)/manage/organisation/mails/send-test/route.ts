import { newOwnLink } from '@/server/accounts/invitations'
import { testMailWritten } from '@/server/organisation/first-steps'
import { formHandler } from '@/server/nextjs/form-handler'
import { setFlash } from '@/server/nextjs/flash'
import { seeOther } from '@/server/nextjs/responses'
import { sendTest } from '@/server/mail/sample'
import { config, ownAddress } from '@/server/platform/config'

export const POST = formHandler(
  '/[locale]/manage/organisation/mails/send-test',
  { roles: ['administrator'] },
  async ({ locale, person }) => {
    // A proof of an address is the same: a link that nobody else has seen.
    const token = await newOwnLink('verify', person.id, 'mail')
    await testMailWritten(token)
    const link = `${ownAddress(config())}/${locale}/manage/first-steps/mail/${token}`
    const sent = await sendTest({ ...person, link }, locale)
    await setFlash('mail-test', { said: (sent.ok ? sent.said : sent.reason).slice(0, 500) })
    return seeOther(`/${locale}/manage/organisation/mails?note=${sent.ok ? 'taken' : 'refused'}`)
  },
)
