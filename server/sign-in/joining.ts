import 'server-only'
import { headers } from 'next/headers'
import { database } from '../database'
import type { InvitationRow } from '../database/row-types/accounts'
import { hashToken } from '../platform/tokens'
import { audit } from '../accounts/audit'
import { HAS_LEFT, auth } from '../accounts/auth'
import { hasLeft } from '../accounts/leave'
import { provesAddress, putBack, readInvitation, take } from '../accounts/invitations'
import { nameGiven } from '../accounts/given-name'
import { ifThereIsRoom } from '../accounts/hashing'
import { notifyElsewhere } from './dismissed-notices'
import { rememberKnown } from './known-device'
import { notify } from '../accounts/notices'
import { type Weakness, hasPassword, setPassword, weaknessOf } from '../accounts/passwords'
import { type Person, addRoles, hasAdministrator } from '../accounts/people'
import { endOtherWays, formerAddress, prove } from './prove-address'
import { type SignInSuccess, isRefusal, keepAttempts } from './sign-in'

/** The address counts as proven only if the link could reach them by mail alone. */
async function newAccount(
  taken: InvitationRow,
  account: { email: string; name: string; password: string },
): Promise<SignInSuccess | { ok: false; reason: 'known' | 'gone' }> {
  try {
    const made = await auth().api.signUpEmail({ body: account, headers: await headers(), returnHeaders: true })
    const { id } = made.response.user
    if (taken.kind === 'invite' && provesAddress(taken))
      await (await auth().$context).internalAdapter.updateUser(id, { emailVerified: true })
    if (taken.kind === 'invite') await nameGiven(id, taken.name)
    if (taken.kind === 'invite' && taken.shown === 1) await notifyElsewhere(id, 'made-shown', taken.invited_by)
    await rememberKnown(account.email.toLowerCase())
    return { ok: true, user: id, cookies: made.headers.getSetCookie() }
  } catch (error) {
    // For somebody who has left, the link no longer works.
    if (isRefusal(error) && error.body?.code === HAS_LEFT) return { ok: false, reason: 'gone' }
    await putBack(taken)
    if (isRefusal(error)) return { ok: false, reason: 'known' }
    throw error
  }
}

export type AccountResult =
  | (SignInSuccess & { enrolled: boolean })
  | { ok: false; reason: 'gone' | 'known' | 'other-address' | 'busy' | Weakness }

/** `known`: the address already has an account. @param address the network address of the request */
export async function join(token: string, account: { name: string; password: string }, address: string): Promise<AccountResult> {
  const open = await readInvitation('invite', token)
  if (!open?.email) return { ok: false, reason: 'gone' }
  const weak = await weaknessOf(account.password, { ...account, email: open.email })
  if (weak) return { ok: false, reason: weak }
  return (await ifThereIsRoom({ account: open.email, address }, () => joinByLink(token, account))) ?? { ok: false, reason: 'busy' }
}
async function joinByLink(token: string, account: { name: string; password: string }): Promise<AccountResult> {
  const taken = await take('invite', token)
  if (!taken?.email) return { ok: false, reason: 'gone' }
  const made = await newAccount(taken, { ...account, email: taken.email })
  return made.ok ? { ...made, enrolled: await keepAttempts(made.user, { used: taken }) } : made
}

/** The account's address must be the invited one. @param session the session in which it is accepted */
export async function joinAs(person: Person, session: string, token: string): Promise<AccountResult> {
  const invitation = await readInvitation('invite', token)
  if (!invitation) return { ok: false, reason: 'gone' }
  if (invitation.email !== person.email.toLowerCase()) return { ok: false, reason: 'other-address' }
  const taken = await take('invite', token)
  if (!taken) return { ok: false, reason: 'gone' }
  // Only a link that they asked for themselves proves an address that the directory gave: who wrote the file may have sent this one on.
  if (provesAddress(taken) && (await formerAddress(person.id)) === null) await prove(person.id, session)
  return { ok: true, user: person.id, cookies: [], enrolled: await keepAttempts(person.id, { used: taken }) }
}

const FIRST_ROLES = ['administrator', 'owner', 'facilitator'] as const

/** Ends every set-up link. */
export async function setUp(
  token: string,
  account: { email: string; name: string; password: string },
): Promise<SignInSuccess | { ok: false; reason: 'gone' | 'known' | Weakness }> {
  const weak = await weaknessOf(account.password, account)
  if (weak) return { ok: false, reason: weak }
  const taken = await database()
    .transaction()
    .execute(async (db) => {
      if (await hasAdministrator(db)) return null
      const all = await db.deleteFrom('invitation').where('kind', '=', 'set-up').returningAll().execute()
      const own = all.find((i) => i.id === hashToken(token) && i.expires_at > Date.now())
      if (!own && all.length > 0) await db.insertInto('invitation').values(all).execute()
      return own ?? null
    })
  if (!taken) return { ok: false, reason: 'gone' }
  const made = await newAccount(taken, account)
  if (!made.ok) return made
  await addRoles(database(), made.user, FIRST_ROLES)
  await audit({ actor: made.user, action: 'account.set-up', about: made.user })
  await keepAttempts(made.user)
  return made
}

type ResetResult = { ok: true; email: string } | { ok: false; reason: 'gone' | 'busy' | Weakness }
/**
 * The only way in from now on, because passkeys may belong to somebody who had the account before.
 * @param address the network address of the request
 * @returns the address to sign in with
 */
export async function reset(token: string, password: string, address: string): Promise<ResetResult> {
  const holder = (await readInvitation('reset', token))?.user_id
  const weak = await weaknessFor(holder, password)
  if (weak) return { ok: false, reason: weak }
  // They cannot sign in any more. The link is not used up, so its page can keep explaining this.
  if (!holder || (await hasLeft(holder))) return { ok: false, reason: 'gone' }
  return (await ifThereIsRoom({ account: holder, address }, () => resetByLink(token, password))) ?? { ok: false, reason: 'busy' }
}
async function resetByLink(token: string, password: string): Promise<ResetResult> {
  const taken = await take('reset', token)
  // Single sign-on may have joined the account since. Then it has no password and must not get one by an older link.
  if (!taken?.user_id || !(await hasPassword(taken.user_id))) return { ok: false, reason: 'gone' }
  await endOtherWays(taken.user_id, null)
  // Done before anyone can sign in with it, so that the account cannot be removed before its holder finds the notice.
  if (taken.shown === 1) await notify(taken.user_id, 'reset-shown', taken.invited_by)
  else await notify(taken.user_id, 'reset-used', null)
  await setPassword(taken.user_id, password)
  // If there is a former address, the link went there.
  if (provesAddress(taken) && (await formerAddress(taken.user_id)) === null) await prove(taken.user_id, null)
  await audit({ actor: 'system', action: 'account.reset-used', about: taken.user_id, detail: { shown: taken.shown === 1 } })
  const { email } = await database().selectFrom('user').select('email').where('id', '=', taken.user_id).executeTakeFirstOrThrow()
  return { ok: true, email }
}

async function weaknessFor(user: string | null | undefined, password: string): Promise<Weakness | null> {
  if (!user) return null
  const holder = await database().selectFrom('user').select(['name', 'email']).where('id', '=', user).executeTakeFirst()
  return holder ? weaknessOf(password, holder) : null
}
