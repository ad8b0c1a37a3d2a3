import { audit } from '@/server/accounts/audit'
import { readPerson } from '@/server/accounts/directory'
import { newOwnLink, resetLink } from '@/server/accounts/invitations'
import { greeting, strictTranslator } from '@/server/locales'
import { hasMail, sendMail } from '@/server/mail'
import { gone, seeOther } from '@/server/replies'
import { forgetTyped } from '@/server/typed'
import { administrator } from '../../administrator'
import { mailed } from '../../mailed'

/** Makes a link to a new password: mailed to its person, or where nothing is mailed, shown. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/[user]/reset'>) {
  const { locale, user } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  const whom = await readPerson(user)
  if (!whom) return gone(locale)
  const token = await newOwnLink('reset', user, hasMail() ? 'mail' : 'person')
  await audit({ actor: person.id, action: 'account.reset-link', about: user })
  await forgetTyped()
  const t = strictTranslator(locale, 'accounts')
  const sent = hasMail() ? await sendMail({ to: whom.email, subject: t('mail.resetSubject'), text: t('mail.reset', { hello: greeting(locale, whom.name), link: resetLink(token, locale) }) }) : null
  if (sent) return mailed(locale, whom.email, sent, `/${locale}/manage/people/${user}`)
  return seeOther(`/${locale}/manage/people/link/reset/${token}`)
}
