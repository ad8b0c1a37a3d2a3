import 'server-only'
import type { InvitationRow } from '../database/row-types/accounts'
import { database } from '../database'
import { contains } from '../database/contains'
import { hashToken, newToken } from '../platform/tokens'
import { languageOf, strictTranslator } from '../platform/locales'
import { type MailResult, answerIn } from '../platform/mail'
import type { DueEntry } from '../mail/calendar'
import { contactRows, dueRow, minutesRow, row, senderRow } from '../mail/facts'
import { languageFor } from '../mail/language'
import type { Fact } from '../mail/letter'
import { sendLetter } from '../mail/letters'
import { countMail } from './mail-days'
import { audit } from './audit'
import { type LinkRecipient, LIFE, handed, invitationLink, rolesIn } from './invitations'
import { nameKnown } from './members'
import { senderOf } from './notices'

export const PENDING_PAGE = 50
/** People invited by address alone appear under the name that the organisation has for them. */
export async function pending(search: string, page: number): Promise<{ rows: InvitationRow[]; total: number }> {
  const all = database()
    .selectFrom('invitation')
    .leftJoin('member', 'member.address', 'invitation.email')
    .where('kind', '=', 'invite')
    .$if(search !== '', (q) => q.where((e) => contains([e.ref('invitation.name'), e.ref('member.name'), e.ref('email')], search)))
  const { n } = await all.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()
  const rows = await all
    .selectAll('invitation')
    .select('member.name as known')
    .orderBy('invitation.created_at', 'desc')
    .orderBy('email')
    .orderBy('invitation.id')
    .limit(PENDING_PAGE)
    .offset((page - 1) * PENDING_PAGE)
    .execute()
  return { rows: rows.map(({ known, ...row }) => ({ ...row, name: row.name || known })), total: Number(n) }
}

export async function withdraw(id: string, by: string): Promise<void> {
  const { numDeletedRows } = await database().deleteFrom('invitation').where('id', '=', id).where('kind', '=', 'invite').executeTakeFirst()
  if (numDeletedRows > 0n) await audit({ actor: by, action: 'invitation.withdrawn', thing: id })
}

/** The old link stops working. Null if it was accepted or withdrawn. */
export async function renew(id: string, by: string, to: LinkRecipient): Promise<{ token: string; invitation: InvitationRow } | null> {
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
        // This is a new invitation, but it stays true that there was a reminder of the earlier one.
        created_at: now,
        reminders: 0,
        reminding_until: null,
        expires_at: now + LIFE.invite,
      }
      await db.insertInto('invitation').values(renewed).execute()
      return renewed
    })
  if (!invitation) return null
  await audit({ actor: by, action: 'account.invited', thing: invitation.id, detail: { renewed: true } })
  return { token, invitation }
}

/** The old link stops working, unless the reminder could not be sent and the caller undoes this. Null if accepted or withdrawn. */
export async function reissue(id: string, now: number): Promise<{ token: string; undo(): Promise<void> } | null> {
  const token = newToken()
  const swap = (from: string, to: (old: InvitationRow) => InvitationRow) =>
    database()
      .transaction()
      .execute(async (db) => {
        const old = await db.deleteFrom('invitation').where('id', '=', from).where('kind', '=', 'invite').returningAll().executeTakeFirst()
        if (old) await db.insertInto('invitation').values(to(old)).execute()
        return old
      })
  const old = await swap(id, (row) => ({
    ...row,
    id: hashToken(token),
    mail: 'waiting' as const,
    reminded_at: now,
    reminders: row.reminders + 1,
    reminding_until: null,
    expires_at: now + LIFE.invite,
  }))
  if (!old) return null
  return { token, undo: async () => void (await swap(hashToken(token), () => old)) }
}

export interface InvitationCourse {
  course: string
  title: string
  minutes: number
  /** A due day for everybody, or the days that each person has. */
  due: { day: number } | { days: number } | null
}

export async function mailInvitation(
  token: string,
  { email, name }: { email: string; name: string },
  invited: InvitationCourse | null = null,
  { again = false, now = Date.now() } = {},
): Promise<MailResult> {
  const locale = await languageFor({ address: email })
  const link = invitationLink(token, locale)
  const own = await database().selectFrom('invitation').select('due_at').where('id', '=', hashToken(token)).executeTakeFirst()
  const into = invited && own?.due_at ? { ...invited, due: { day: own.due_at } } : invited
  const mailed = await sendLetter(
    into ? (again ? 'invited' : 'course') : 'account',
    { to: email, locale },
    {
      name: name || (await nameKnown(email)),
      link,
      ...(into && { course: into.title }),
      details: await invitationDetails(token, locale, into),
    },
    { now, due: into?.due && 'day' in into.due ? [dueEntry(locale, email, link, into, into.due.day)] : [] },
  )
  await database()
    .updateTable('invitation')
    .set(mailed.ok ? { mail: 'sent', mail_answer: '' } : { mail: 'failed', mail_answer: answerIn(mailed.reason) })
    .where('id', '=', hashToken(token))
    .execute()
  if (mailed.ok && into) await countMail([into.course], again ? 'reminder' : 'invitation', now)
  return mailed
}

const dueEntry = (locale: string, to: string, link: string, { course, title }: InvitationCourse, due: number): DueEntry => ({
  course,
  to,
  title: strictTranslator(locale, 'mail')('calendar.due', { title }),
  due,
  link,
})

async function invitationDetails(token: string, locale: string, into: InvitationCourse | null): Promise<Fact[]> {
  const made = await database()
    .selectFrom('invitation')
    .leftJoin('user', 'user.id', 'invited_by')
    .select(['roles', 'user.name as by', 'user.email as address'])
    .where('invitation.id', '=', hashToken(token))
    .executeTakeFirst()
  const t = strictTranslator(locale, 'accounts')
  const roles = (made ? rolesIn(made) : []).filter((role) => role !== 'learner').map((role) => t(`roles.${role}`))
  const rows = [
    ...row(locale, 'course', into?.title),
    ...dueRow(locale, into?.due ?? null),
    ...minutesRow(locale, into?.minutes ?? 0),
    ...row(locale, 'roles', new Intl.ListFormat(languageOf(locale)).format(roles)),
    ...(await senderRow(locale, senderOf(made?.by, made?.address))),
    ...(await contactRows(locale)),
  ]
  return rows.length > 0 ? [{ rows }] : []
}
