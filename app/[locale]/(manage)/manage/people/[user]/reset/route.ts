import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { readPerson } from '@/server/accounts/person'
import { newOwnLink, resetLink } from '@/server/accounts/invitations'
import { resetAddress } from '@/server/accounts/follow-directory'
import { notify } from '@/server/accounts/notices'
import { hasPassword } from '@/server/accounts/passwords'
import { languageFor } from '@/server/mail/language'
import { sendLetter } from '@/server/mail/letters'
import { hasMail } from '@/server/platform/mail'
import { gone, seeOther } from '@/server/nextjs/responses'
import { clearFlash } from '@/server/nextjs/flash'
import { unproved } from '../../administrator'
import { mailed } from '../../mailed'

/**
 * Makes a link to a new password, mailed to the person, or shown if there is no mail server. The person learns who made it. People who
 * use only single sign-on get no password.
 */
export const POST = formHandler(
  '/[locale]/manage/people/[user]/reset',
  { roles: ['administrator'], texts: ['password'] },
  async ({ locale, params: { user }, person, text, address }) => {
    const whom = await readPerson(user)
    if (!whom) return gone(locale)
    const here = `/${locale}/manage/people/${user}`
    if (!(await hasPassword(user))) return seeOther(`${here}?note=noPassword`)
    const why = await unproved(person, text.password, address)
    if (why) return seeOther(`${here}?note=${why}`)
    const to = await resetAddress(user)
    if (hasMail() && to === null) return seeOther(`${here}?note=noReset`)
    const token = await newOwnLink('reset', user, hasMail() ? 'mail' : 'person', person.id)
    await audit({ actor: person.id, action: 'account.reset-link', about: user })
    await clearFlash()
    if (!hasMail()) {
      await notify(user, 'reset-link', person.id)
      return seeOther(`/${locale}/manage/people/link/reset/${token}`)
    }
    const theirs = await languageFor({ user })
    const values = { name: whom.name, actor: person.name, link: resetLink(token, theirs) }
    const sent = await sendLetter('passwordBy', { to: to!, locale: theirs }, values)
    await notify(user, 'reset-link', person.id, { mailed: true })
    return mailed(locale, to!, sent, here)
  },
)
