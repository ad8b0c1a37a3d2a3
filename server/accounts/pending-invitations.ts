import 'server-only'
import { dueAt, dueFrom } from '@/scenarios/engine/course/course'
import { isOnEverything } from '../organisation/held'
import type { InvitationRow } from '../database/row-types/accounts'
import { database } from '../database'
import { contains } from '../database/contains'
import { hashToken, newToken } from '../platform/tokens'
import { languageOf, strictTranslator } from '../platform/locales'
import { type MailResult, answerIn } from '../platform/mail'
import type { DueEntry } from '../mail/calendar'
import { contactRows, dueRow, managerRow, minutesRow, row, senderRow } from '../mail/facts'
import { languageFor } from '../mail/language'
import type { Fact } from '../mail/letter'
import { sendLetter } from '../mail/letters'
import { countMail } from './mail-days'
import { audit } from './audit'
import { type LinkRecipient, LIFE, handed, invitationLink, namedAtOf, rolesIn } from './invitations'
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

/** Into a course, it is the record of somebody who has not joined, and stays while that is on hold. */
export async function withdraw(id: string, by: string): Promise<'withdrawn' | 'gone' | 'invitation-held'> {
  const invited = await database()
    .selectFrom('invitation')
    .leftJoin('cohort', 'cohort.id', 'cohort_id')
    .select(['cohort_id', 'course_id'])
    .where('invitation.id', '=', id)
    .where('kind', '=', 'invite')
    .executeTakeFirst()
  if (!invited) return 'gone'
  const { cohort_id: cohort, course_id: course } = invited
  const held = await database()
    .selectFrom('hold')
    .select('id')
    .where('until', '>=', Date.now())
    .where((e) => e.or([isOnEverything(e), e('course_id', '=', course)]))
    .executeTakeFirst()
  if (cohort !== null && held) return 'invitation-held'
  const { numDeletedRows } = await database().deleteFrom('invitation').where('id', '=', id).where('kind', '=', 'invite').executeTakeFirst()
  if (numDeletedRows === 0n) return 'gone'
  // With the cohort, so that the course's audit files show it.
  await audit({ actor: by, action: 'invitation.withdrawn', thing: cohort ?? id })
  return 'withdrawn'
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
        named_at: old.named_at ?? old.created_at,
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
export async function reissue(
  id: string,
  now: number,
  counts: 'reminder' | 'asked' = 'reminder',
): Promise<{ token: string; undo(): Promise<void> } | null> {
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
    reminders: row.reminders + (counts === 'reminder' ? 1 : 0),
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
  tellsManager: boolean
  /** Of its cohort: a due day for everybody, or the days that each person has. */
  due: { day: number } | { days: number; publishedAt: number | null } | null
}

export async function mailInvitation(
  token: string,
  { email, name }: { email: string; name: string },
  invited: InvitationCourse | null = null,
  { again = false, now = Date.now() } = {},
): Promise<MailResult> {
  const locale = await languageFor({ address: email })
  const link = invitationLink(token, locale)
  const into = invited && { ...invited, due: await dayOf(token, invited.due) }
  const mailed = await sendLetter(
    into ? (again ? 'invited' : 'course') : 'account',
    { to: email, locale },
    {
      name: name || (await nameKnown(email)),
      link,
      ...(into && { course: into.title }),
      details: await invitationDetails(token, locale, into),
    },
    { now, due: into?.due ? [dueEntry(locale, email, link, into, into.due.day)] : [] },
  )
  await database()
    .updateTable('invitation')
    .set(mailed.ok ? { mail: 'sent', mail_answer: '' } : { mail: 'failed', mail_answer: answerIn(mailed.reason) })
    .where('id', '=', hashToken(token))
    .execute()
  if (mailed.ok && into) await countMail([into.course], again ? 'reminder' : 'invitation', now)
  return mailed
}

/** The day on which this person is due. */
async function dayOf(token: string, due: InvitationCourse['due']): Promise<{ day: number } | null> {
  const own = await database()
    .selectFrom('invitation as i')
    .leftJoin('member as m', 'm.address', 'i.email')
    .select(['i.due_at', 'i.named_at', 'i.created_at', 'm.joined_at'])
    .where('i.id', '=', hashToken(token))
    .executeTakeFirst()
  if (own?.due_at) return { day: own.due_at }
  if (!own || !due || 'day' in due) return due && 'day' in due ? due : null
  return { day: dueAt({ due_days: due.days }, dueFrom(namedAtOf(own), own.joined_at, due.publishedAt), null)! }
}

type Into = Omit<InvitationCourse, 'due'> & { due: { day: number } | null }
const dueEntry = (locale: string, to: string, link: string, { course, title }: Into, due: number): DueEntry => ({
  course,
  to,
  title: strictTranslator(locale, 'mail')('calendar.due', { title }),
  due,
  link,
})

async function invitationDetails(token: string, locale: string, into: Into | null): Promise<Fact[]> {
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
    ...managerRow(locale, into?.tellsManager ?? false),
    ...row(locale, 'roles', new Intl.ListFormat(languageOf(locale)).format(roles)),
    ...(await senderRow(locale, senderOf(made?.by, made?.address))),
    ...(await contactRows(locale)),
  ]
  return rows.length > 0 ? [{ rows }] : []
}
