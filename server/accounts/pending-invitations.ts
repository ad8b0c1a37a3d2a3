import 'server-only'
import type { InvitationRow } from '../database/tables-accounts'
import { database } from '../database'
import { contains } from '../database/contains'
import { hashToken, newToken } from '../platform/tokens'
import { greeting, languageOf, strictTranslator } from '../platform/locales'
import { type Mailed, sendMail } from '../platform/mail'
import { organisation } from '../organisation/organisation'
import { audit } from './audit'
import { type Handed, handed, invitationLink, rolesIn } from './invitations'
import { named } from './notices'

/** Invitations not accepted yet, newest first, and those made together by address. */
export const PENDING_PAGE = 50
/** @param search part of a name or an address, in any case */
export async function pending(search: string, page: number): Promise<{ rows: InvitationRow[]; total: number }> {
  const all = database()
    .selectFrom('invitation')
    .where('kind', '=', 'invite')
    .$if(search !== '', (q) => q.where((e) => contains([e.ref('name'), e.ref('email')], search)))
  const { n } = await all.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()
  const rows = await all
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('email')
    .orderBy('id')
    .limit(PENDING_PAGE)
    .offset((page - 1) * PENDING_PAGE)
    .execute()
  return { rows, total: Number(n) }
}

export async function withdraw(id: string, by: string): Promise<void> {
  const { numDeletedRows } = await database().deleteFrom('invitation').where('id', '=', id).where('kind', '=', 'invite').executeTakeFirst()
  if (numDeletedRows > 0n) await audit({ actor: by, action: 'invitation.withdrawn', thing: id })
}

/**
 * A new link, valid for two more weeks; the old one stops working. Null if it was accepted or withdrawn.
 * @param to who gets the link: only the mail server, or a person too
 */
export async function renew(id: string, by: string, to: Handed): Promise<{ token: string; invitation: InvitationRow } | null> {
  const token = newToken()
  const now = Date.now()
  const invitation = await database()
    .transaction()
    .execute(async (db) => {
      const old = await db.deleteFrom('invitation').where('id', '=', id).where('kind', '=', 'invite').returningAll().executeTakeFirst()
      if (!old) return null
      const renewed = {
        ...old,
        id: hashToken(token),
        ...handed(to),
        invited_by: by,
        created_at: now,
        expires_at: now + (old.expires_at - old.created_at),
      }
      await db.insertInto('invitation').values(renewed).execute()
      return renewed
    })
  if (!invitation) return null
  await audit({ actor: by, action: 'account.invited', thing: invitation.id, detail: { renewed: true } })
  return { token, invitation }
}

/** The course an invitation enrols into, as its mail names it. */
export interface InvitedInto {
  title: string
  /** The day it is due for everybody, or the days that each person has. */
  due: { day: number } | { days: number } | null
}

/** Mails the link and records the outcome. */
export async function mailInvitation(
  token: string,
  { email, name }: { email: string; name: string },
  locale: string,
  into: InvitedInto | null = null,
): Promise<Mailed> {
  const t = strictTranslator(locale, 'accounts')
  const from = (await organisation()).name || t('mail.somebody')
  const made = await database()
    .selectFrom('invitation')
    .leftJoin('user', 'user.id', 'invited_by')
    .select(['roles', 'user.name as by', 'user.email as address'])
    .where('invitation.id', '=', hashToken(token))
    .executeTakeFirst()
  const actor = made && named(made.by, made.address)
  const roles = (made ? rolesIn(made) : []).filter((role) => role !== 'learner').map((role) => t(`roles.${role}`))
  const mailed = await sendMail({
    to: email,
    subject: into ? t('mail.inviteCourseSubject', { title: into.title }) : t('mail.inviteSubject', { organisation: from }),
    text: t(into ? 'mail.inviteCourse' : 'mail.invite', {
      hello: greeting(locale, name),
      organisation: from,
      link: invitationLink(token, locale),
      named: actor ? 'yes' : 'no',
      actor: actor ?? '',
      count: roles.length,
      roles: new Intl.ListFormat(languageOf(locale)).format(roles),
      ...(into && wordsFor(into, locale)),
    }),
  })
  await database()
    .updateTable('invitation')
    .set({ mail: mailed.ok ? 'sent' : 'failed' })
    .where('id', '=', hashToken(token))
    .execute()
  return mailed
}

const wordsFor = ({ title, due }: InvitedInto, locale: string) => ({
  title,
  due: due === null ? 'none' : 'day' in due ? 'day' : 'days',
  day: due && 'day' in due ? new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(due.day) : '',
  days: due && 'days' in due ? due.days : 0,
})
