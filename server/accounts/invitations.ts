import 'server-only'
import { headers } from 'next/headers'
import { ROLES, type Role } from '@/scenarios/engine/role'
import { config } from '../config'
import { type Database, database } from '../database'
import type { InvitationRow } from '../database/tables-accounts'
import { enrol } from '../courses/enrolments'
import { hashToken, newToken } from '../learners'
import { DEFAULT_LOCALE } from '../locales'
import { audit } from './audit'
import { auth, ownAddress } from './auth'
import { setPassword } from './passwords'
import { type Person, addRoles, hasAdministrator, learnerOfUser } from './people'
import { type SignedIn, isRefusal, keepAttempts } from './sign-in'

/** Links that make an account, or give it a new password. The link holds a token, the database its hash. */
const DAY = 86_400_000
const LIFE = { 'set-up': 7 * DAY, invite: 14 * DAY, reset: DAY } as const
export type Kind = keyof typeof LIFE

export interface Invitation { email: string; name: string; roles: readonly Role[]; /** Whom it enrols. */ cohort: string | null }

/** @returns the token of the link, which is kept nowhere else */
export async function invite({ by, ...invitation }: Invitation & { /** The id of who invites. */ by: string }): Promise<{ token: string }> {
  const [made] = await inviteAll([invitation], 'none')
  await audit({ actor: by, action: 'account.invited', thing: made!.id, detail: { roles: [...invitation.roles] } })
  return { token: made!.token }
}

/** Makes many at once. What is written to the log is the caller's. */
export async function inviteAll(invitations: readonly Invitation[], mail: InvitationRow['mail']): Promise<{ id: string; token: string }[]> {
  const now = Date.now()
  const made = invitations.map(({ email, name, roles, cohort }) => {
    const token = newToken()
    return { token, row: row('invite', token, now, { email: email.toLowerCase(), name, roles: JSON.stringify(roles), cohort_id: cohort, mail }) }
  })
  await database().transaction().execute(async (db) => {
    for (let from = 0; from < made.length; from += 500) {
      await db.insertInto('invitation').values(made.slice(from, from + 500).map((m) => m.row)).execute()
    }
  })
  return made.map((m) => ({ id: m.row.id, token: m.token }))
}

const row = (kind: Kind, token: string, now: number, rest: Partial<InvitationRow> = {}): InvitationRow => ({
  id: hashToken(token), kind, email: null, name: null, user_id: null, roles: '[]', cohort_id: null, mail: 'none', created_at: now, expires_at: now + LIFE[kind], ...rest,
})

const PAGE = { 'set-up': 'set-up', invite: 'invitation', reset: 'reset' } as const
export const linkPath = (kind: Kind, token: string, locale = DEFAULT_LOCALE): string => `/${locale}/${PAGE[kind]}/${token}`
/** What goes into a message. */
export const invitationLink = (token: string, locale = DEFAULT_LOCALE): string => ownAddress(config()) + linkPath('invite', token, locale)
export const resetLink = (token: string, locale = DEFAULT_LOCALE): string => ownAddress(config()) + linkPath('reset', token, locale)

/** The invitation of a link, as long as it works. Reading does not use it up: a preview may open a link, too. */
export async function readInvitation(kind: Kind, token: string): Promise<InvitationRow | null> {
  const found = await database().selectFrom('invitation').selectAll().where('id', '=', hashToken(token)).where('kind', '=', kind).where('expires_at', '>', Date.now()).executeTakeFirst()
  return found ?? null
}
export const rolesIn = ({ roles }: Pick<InvitationRow, 'roles'>): Role[] => {
  const given = JSON.parse(roles) as string[]
  return ROLES.filter((role) => given.includes(role))
}

/** Uses a link up: of two that come at the same moment one gets it. */
const take = async (kind: Kind, token: string, db: Database = database()): Promise<InvitationRow | null> =>
  (await db.deleteFrom('invitation').where('id', '=', hashToken(token)).where('kind', '=', kind).where('expires_at', '>', Date.now()).returningAll().executeTakeFirst()) ?? null
const putBack = (taken: InvitationRow): Promise<unknown> => database().insertInto('invitation').values(taken).onConflict((c) => c.doNothing()).execute()

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

/** Links of processes that start together all work. */
const TOGETHER = 60_000
/** A new link for the first administrator, which replaces those of earlier starts; null where there is an administrator. */
export async function newSetUpLink(): Promise<string | null> {
  if (await hasAdministrator()) return null
  const [token, now] = [newToken(), Date.now()]
  await database().deleteFrom('invitation').where('kind', '=', 'set-up').where('created_at', '<', now - TOGETHER).execute()
  await database().insertInto('invitation').values(row('set-up', token, now)).execute()
  return ownAddress(config()) + linkPath('set-up', token)
}

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
  await addRoles(database(), made.user, ['administrator'])
  await audit({ actor: made.user, action: 'account.set-up', about: made.user })
  await keepAttempts(made.user)
  return made
}

/** A link to a new password; an earlier one no longer works. */
export async function newResetLink(user: string): Promise<string> {
  const token = newToken()
  await database().deleteFrom('invitation').where('kind', '=', 'reset').where('user_id', '=', user).execute()
  await database().insertInto('invitation').values(row('reset', token, Date.now(), { user_id: user })).execute()
  return token
}

/** @returns the e-mail address to sign in with, or null where the link no longer works */
export async function reset(token: string, password: string): Promise<string | null> {
  const taken = await take('reset', token)
  if (!taken?.user_id) return null
  await setPassword(taken.user_id, password)
  return (await database().selectFrom('user').select('email').where('id', '=', taken.user_id).executeTakeFirst())?.email ?? null
}
