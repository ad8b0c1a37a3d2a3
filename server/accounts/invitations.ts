import 'server-only'
import { ROLES, type Role } from '@/server/platform/role'
import { config, ownAddress } from '../platform/config'
import { database } from '../database'
import type { InvitationRow } from '../database/row-types/accounts'
import { hashToken, newToken } from '../platform/tokens'
import { DEFAULT_LOCALE } from '../platform/locales'
import { noteInvited } from './members'
import { hasAdministrator } from './people'

/** Links that create an account, set a new password, or prove an address. The link holds a token; the database holds only its hash. */
const DAY = 86_400_000
export const LIFE = { 'set-up': 7 * DAY, invite: 14 * DAY, reset: DAY, verify: DAY } as const
export type Kind = keyof typeof LIFE

export interface Invitation {
  email: string
  name: string
  roles: readonly Role[]
  cohort: string | null
}

/** The caller writes the audit log and alone gets the tokens. @param by null if people ask for an account themselves */
export async function inviteAll(
  invitations: readonly Invitation[],
  to: LinkRecipient,
  by: string | null,
): Promise<{ id: string; token: string }[]> {
  const now = Date.now()
  const made = invitations.map(({ email, name, roles, cohort }) => {
    const token = newToken()
    return {
      token,
      row: row('invite', token, now, {
        email: email.toLowerCase(),
        name,
        roles: JSON.stringify(roles),
        cohort_id: cohort,
        invited_by: by,
        ...handed(to),
      }),
    }
  })
  await database()
    .transaction()
    .execute(async (db) => {
      // People who ask for an account themselves become known once they have it.
      await noteInvited(
        db,
        invitations.filter(({ cohort }) => by !== null || cohort !== null),
      )
      for (let from = 0; from < made.length; from += 500) {
        await db
          .insertInto('invitation')
          .values(made.slice(from, from + 500).map((m) => m.row))
          .execute()
      }
    })
  return made.map((m) => ({ id: m.row.id, token: m.token }))
}

/** Who gets the link. If there is a mail server, no person sees it. */
export type LinkRecipient = 'mail' | 'person'
export const handed = (to: LinkRecipient): Pick<InvitationRow, 'mail' | 'mail_answer' | 'shown'> =>
  to === 'mail' ? { mail: 'waiting', mail_answer: '', shown: 0 } : { mail: 'none', mail_answer: '', shown: 1 }
/** Using a link proves its address if it was mailed and never shown to a person. */
export const provesAddress = ({ mail, shown }: Pick<InvitationRow, 'mail' | 'shown'>): boolean => mail !== 'none' && shown === 0

/** When the person was first named in the course. */
export const namedAtOf = ({ named_at, created_at }: Pick<InvitationRow, 'named_at' | 'created_at'>): number => named_at ?? created_at

export const lettersOf = ({
  mail,
  mail_answer,
  created_at,
  reminded_at,
  reminders,
}: Pick<InvitationRow, 'mail' | 'mail_answer' | 'created_at' | 'reminded_at' | 'reminders'>) => ({
  // We only remind people after an invitation was mailed.
  invitedAt: mail === 'sent' || reminders > 0 ? created_at : null,
  remindedAt: reminded_at,
  notMailed: mail === 'failed' ? mail_answer : null,
})

const row = (kind: Kind, token: string, now: number, rest: Partial<InvitationRow> = {}): InvitationRow => ({
  id: hashToken(token),
  kind,
  email: null,
  name: null,
  user_id: null,
  roles: '[]',
  owns: '[]',
  cohort_id: null,
  invited_by: null,
  ...handed('person'),
  reminded_at: null,
  reminders: 0,
  reminding_until: null,
  exempt_at: null,
  due_at: null,
  named_at: null,
  ended_at: null,
  created_at: now,
  expires_at: now + LIFE[kind],
  ...rest,
})

const PAGE = { 'set-up': 'set-up', invite: 'invitation', reset: 'reset', verify: 'account/prove' } as const
export const linkPath = (kind: Kind, token: string, locale = DEFAULT_LOCALE): string => `/${locale}/${PAGE[kind]}/${token}`
export const invitationLink = (token: string, locale = DEFAULT_LOCALE): string => ownAddress(config()) + linkPath('invite', token, locale)
export const proofLink = (token: string, locale = DEFAULT_LOCALE): string => ownAddress(config()) + linkPath('verify', token, locale)
export const resetLink = (token: string, locale = DEFAULT_LOCALE): string => ownAddress(config()) + linkPath('reset', token, locale)

/** The invitation of a valid link. Reading does not use the link up, because a mail preview may open it. */
export async function readInvitation(kind: Kind, token: string): Promise<InvitationRow | null> {
  const found = await database()
    .selectFrom('invitation')
    .selectAll()
    .where('id', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', Date.now())
    .executeTakeFirst()
  return found ?? null
}
export const rolesIn = ({ roles }: Pick<InvitationRow, 'roles'>): Role[] => {
  const given = JSON.parse(roles) as string[]
  return ROLES.filter((role) => given.includes(role))
}

export const isAskedFor = (invitation: InvitationRow): boolean =>
  invitation.invited_by === null && invitation.cohort_id === null && !invitation.name && rolesIn(invitation).length === 0

/** Uses up a link. Of two simultaneous requests, only one gets it. */
export const take = async (kind: Kind, token: string): Promise<InvitationRow | null> =>
  (await database()
    .deleteFrom('invitation')
    .where('id', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', Date.now())
    .returningAll()
    .executeTakeFirst()) ?? null
export const putBack = (taken: InvitationRow): Promise<unknown> =>
  database()
    .insertInto('invitation')
    .values(taken)
    .onConflict((c) => c.doNothing())
    .execute()

/** Processes that start at the same time must not invalidate each other's links. */
const TOGETHER = 60_000
/** A new link for the first administrator. It replaces those of earlier starts. Null if there is an administrator. */
export async function newSetUpLink(): Promise<string | null> {
  if (await hasAdministrator()) return null
  const [token, now] = [newToken(), Date.now()]
  await database()
    .deleteFrom('invitation')
    .where('kind', '=', 'set-up')
    .where('created_at', '<', now - TOGETHER)
    .execute()
  await database()
    .insertInto('invitation')
    .values(row('set-up', token, now))
    .execute()
  return ownAddress(config()) + linkPath('set-up', token)
}

/** Earlier ones stop working. @param by null if the person asks for it themselves */
export async function newOwnLink(kind: 'reset' | 'verify', user: string, to: LinkRecipient, by: string | null = null): Promise<string> {
  const token = newToken()
  await database().deleteFrom('invitation').where('kind', '=', kind).where('user_id', '=', user).execute()
  await database()
    .insertInto('invitation')
    .values(row(kind, token, Date.now(), { user_id: user, invited_by: by, ...handed(to) }))
    .execute()
  return token
}
