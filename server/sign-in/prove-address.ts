import 'server-only'
import { database } from '../database'
import { sendLetter } from '../mail/letters'
import { type MailResult, hasMail } from '../platform/mail'
import { audit } from '../accounts/audit'
import { auth } from '../accounts/auth'
import { newOwnLink, proofLink, readInvitation, take } from '../accounts/invitations'
import type { Person } from '../accounts/people'
import { removePasskeys } from '../accounts/second-factor'
import { takeInvitations } from './take-invitations'

/** Proven by a mailed link that nobody else has seen. Single sign-on joins only proven accounts, and only they get roles that wait. */
export async function isProven(user: string): Promise<boolean> {
  const found = await database().selectFrom('user').select('emailVerified').where('id', '=', user).executeTakeFirst()
  return Boolean(found?.emailVerified)
}

/** The address before the directory gave another, which is not proven yet. Null if the directory has taken that back. */
export async function formerAddress(user: string): Promise<string | null> {
  const found = await database().selectFrom('user').select(['email', 'formerEmail']).where('id', '=', user).executeTakeFirst()
  return found && found.formerEmail !== found.email ? found.formerEmail : null
}

/** Earlier passkeys and sessions end, because somebody else may hold them. @param session the one that stays */
export async function prove(user: string, session: string | null): Promise<void> {
  if (await isProven(user)) return
  await endOtherWays(user, session)
  await markProven(user)
}
async function markProven(user: string): Promise<void> {
  await (await auth().$context).internalAdapter.updateUser(user, { emailVerified: true })
  await database().updateTable('user').set({ formerEmail: null }).where('id', '=', user).execute()
  await audit({ actor: user, action: 'account.address-proven', about: user })
}

/** The identity provider has verified the address of an account that signs in through it. @param email what it said */
export async function proveBySso(user: string, email: string): Promise<void> {
  const account = await database().selectFrom('user').select(['email', 'emailVerified']).where('id', '=', user).executeTakeFirst()
  if (account?.email === email && !account.emailVerified) await markProven(user)
}

export async function endOtherWays(user: string, session: string | null): Promise<void> {
  await removePasskeys(user)
  await database()
    .deleteFrom('session')
    .where('userId', '=', user)
    .$if(session !== null, (q) => q.where('id', '!=', session!))
    .execute()
}

export async function sendProof(person: Person, locale: string): Promise<MailResult> {
  if (!hasMail()) return { ok: false, reason: 'SMTP_URL is not set' }
  const link = proofLink(await newOwnLink('verify', person.id, 'mail'), locale)
  return sendLetter('prove', { to: person.email, locale }, { name: person.name, link })
}

export const isProofOf = async (person: Person, token: string): Promise<boolean> =>
  (await readInvitation('verify', token))?.user_id === person.id

/** The person must be signed in to that account; otherwise the link alone would prove somebody else's account to them. */
export async function acceptProof(person: Person, session: string, token: string): Promise<boolean> {
  if (!(await isProofOf(person, token)) || !(await take('verify', token))) return false
  await prove(person.id, session)
  await takeInvitations(person.id)
  return true
}
