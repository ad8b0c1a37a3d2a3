import 'server-only'
import { headers } from 'next/headers'
import { enrol } from '../courses/enrolments'
import { database } from '../database'
import type { InvitationRow } from '../database/tables-accounts'
import { hashToken } from '../learners'
import { audit } from './audit'
import { auth } from './auth'
import { putBack, readInvitation, rolesIn, take } from './invitations'
import { setPassword } from './passwords'
import { type Person, addRoles, hasAdministrator, learnerOfUser } from './people'
import { type SignedIn, isRefusal, keepAttempts } from './sign-in'

/** What the links of invitations.ts do once they are used. */

/** Whose address it is has been seen to by whoever gave them the link. */
async function newAccount(taken: InvitationRow, account: { email: string; name: string; password: string }): Promise<SignedIn | { ok: false; reason: 'known' }> {
  try {
    const made = await auth().api.signUpEmail({ body: account, headers: await headers(), returnHeaders: true })
    const { id } = made.response.user
    await (await auth().$context).internalAdapter.updateUser(id, { emailVerified: true })
    return { ok: true, user: id, cookies: made.headers.getSetCookie() }
  } catch (error) {
    await putBack(taken)
    if (isRefusal(error)) return { ok: false, reason: 'known' }
    throw error
  }
}

export type Joined = (SignedIn & { enrolled: boolean }) | { ok: false; reason: 'gone' | 'known' | 'other-address' }

/** Makes the account that an invitation is for, and signs it in. `known`: its address has one already. */
export async function join(token: string, account: { name: string; password: string }): Promise<Joined> {
  const taken = await take('invite', token)
  if (!taken?.email) return { ok: false, reason: 'gone' }
  const made = await newAccount(taken, { ...account, email: taken.email })
  return made.ok ? { ...made, enrolled: await give(taken, made.user) } : made
}

/** Gives what an invitation holds to an account that is there already, whose address must be the one invited. */
export async function joinAs(person: Person, token: string): Promise<Joined> {
  const invitation = await readInvitation('invite', token)
  if (!invitation) return { ok: false, reason: 'gone' }
  if (invitation.email !== person.email.toLowerCase()) return { ok: false, reason: 'other-address' }
  const taken = await take('invite', token)
  return taken ? { ok: true, user: person.id, cookies: [], enrolled: await give(taken, person.id) } : { ok: false, reason: 'gone' }
}

async function give(taken: InvitationRow, user: string): Promise<boolean> {
  const roles = rolesIn(taken)
  await addRoles(database(), user, roles)
  await audit({ actor: user, action: 'account.joined', about: user, detail: { roles } })
  await keepAttempts(user)
  return taken.cohort_id !== null && (await enrol({ learner: await learnerOfUser(user), cohort: taken.cohort_id })).ok
}

/** Whoever sets up can do everything at once, and gives roles to others later. */
const FIRST_ROLES = ['administrator', 'owner', 'facilitator'] as const

/** Makes the first administrator. One use ends every set-up link. */
export async function setUp(token: string, account: { email: string; name: string; password: string }): Promise<SignedIn | { ok: false; reason: 'gone' | 'known' }> {
  const taken = await database().transaction().execute(async (db) => {
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

/** @returns the e-mail address to sign in with, or null where the link no longer works */
export async function reset(token: string, password: string): Promise<string | null> {
  const taken = await take('reset', token)
  if (!taken?.user_id) return null
  await setPassword(taken.user_id, password)
  return (await database().selectFrom('user').select('email').where('id', '=', taken.user_id).executeTakeFirst())?.email ?? null
}
