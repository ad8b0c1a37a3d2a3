import 'server-only'
import { config, ownAddress } from '../platform/config'
import { database } from '../database'
import { sendLetter } from '../mail/letters'
import { type MailResult, hasMail } from '../platform/mail'
import { organisation } from '../organisation/organisation'
import { inviteAll, invitationLink, newOwnLink, resetLink } from '../accounts/invitations'
import { resetAddress } from '../accounts/follow-directory'
import { hasPassword } from '../accounts/passwords'

export async function offersSignUp(): Promise<boolean> {
  const { sign_up, domains } = await organisation()
  return hasMail() && sign_up && domains.length > 0
}
export const isOwnDomain = async (email: string): Promise<boolean> =>
  (await organisation()).domains.includes(email.split('@').at(-1)!.toLowerCase())

const account = (email: string) =>
  database().selectFrom('user').select(['id', 'name', 'email']).where('email', '=', email.toLowerCase()).executeTakeFirst()

/** People who have an account learn that only from the mail. @param next a path that `ownPath` let through, or empty */
export async function sendSignUp(email: string, locale: string, next = ''): Promise<void> {
  const known = await account(email)
  const query = next && `?${new URLSearchParams({ next })}`
  note(
    known
      ? await sendLetter('signUpKnown', { to: email, locale }, { name: known.name, link: signInAddress(locale) + query })
      : await sendLetter('signUp', { to: email, locale }, { link: (await newAccountLink(email, locale)) + query }),
  )
}
const newAccountLink = async (email: string, locale: string): Promise<string> =>
  invitationLink((await inviteAll([{ email, name: '', roles: [], cohort: null }], 'mail', null))[0]!.token, locale)

/** People who have not heard that the directory gave them another address enter the one they know. Null if somebody else may have it now. */
async function movedFrom(email: string) {
  const address = email.toLowerCase()
  const known = await database().selectFrom('user').select(['id', 'name', 'email']).where('formerEmail', '=', address).execute()
  const invited = await database().selectFrom('invitation').select('id').where('email', '=', address).executeTakeFirst()
  const colleague = await database().selectFrom('member').select('id').where('address', '=', address).executeTakeFirst()
  return known.length === 1 && !invited && !colleague ? known[0] : null
}

/** If the account uses single sign-on, the mail explains that instead. */
export async function sendReset(email: string, locale: string): Promise<void> {
  const known = (await account(email)) ?? (await movedFrom(email))
  if (!known) return
  const address = await resetAddress(known.id)
  if (address === null) return
  const to = { to: address, locale }
  note(
    (await hasPassword(known.id))
      ? await sendLetter('password', to, { name: known.name, link: resetLink(await newOwnLink('reset', known.id, 'mail'), locale) })
      : await sendLetter('passwordSso', to, { name: known.name, link: signInAddress(locale) }),
  )
}

const signInAddress = (locale: string): string => `${ownAddress(config())}/${locale}/sign-in`
const note = (mailed: MailResult): void => {
  if (!mailed.ok) console.error(`A mail with a link could not be sent: ${mailed.reason}`)
}
