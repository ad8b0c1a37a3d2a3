import 'server-only'
import { sql } from 'kysely'
import { countMail } from '../accounts/mail-days'
import { senderOf } from '../accounts/notices'
import { FREED } from '../accounts/unproven-address'
import { database } from '../database'
import { INVITED, invitedDueSql, invitedLine } from '../enrolment/counted'
import { contactRows, dueRow, row, senderRow } from '../mail/facts'
import { languageFor } from '../mail/language'
import { sendLetter } from '../mail/letters'
import { config, ownAddress } from '../platform/config'
import { strictTranslator } from '../platform/locales'
import { logFault } from '../platform/log'
import { hasMail } from '../platform/mail'

export interface ActReference {
  course: string
  act: string
  by: string
}
/** `invited`: members who have not joined. */
export interface ActSubjects {
  enrolments: readonly string[]
  invited: readonly string[]
}

/** What holds for somebody after an act on their record, or after it was undone. */
export type ActLetter = 'extended' | 'exempted' | 'required'

interface Reader {
  user: string | null
  email: string
  name: string | null
  /** Null if nothing is due. */
  due: number | null
  path: string
}

/** One letter to each person of an act, except to who did it. Stops if there is no mail server. @param title of the course */
export async function mailAct(letter: ActLetter, { course, by }: ActReference, subjects: ActSubjects, title: string): Promise<void> {
  if (!hasMail()) return
  const actor = await database().selectFrom('user').select(['name', 'email']).where('id', '=', by).executeTakeFirst()
  const sender = senderOf(actor?.name, actor?.email)
  for (const { user, email, name, due, path } of await readersOf(course, subjects)) {
    if (user === by || email === actor?.email) continue
    const locale = await languageFor(user === null ? { address: email } : { user })
    const day = letter === 'exempted' ? null : due
    const without =
      letter === 'extended'
        ? [{ label: strictTranslator(locale, 'mail')('fact.due'), value: strictTranslator(locale, 'records')('act.noDue') }]
        : []
    const rows = [
      ...row(locale, 'course', title),
      ...(day === null ? without : dueRow(locale, { day })),
      ...(await senderRow(locale, sender)),
      ...(await contactRows(locale)),
    ]
    const entry = { course, to: email, title: strictTranslator(locale, 'mail')('calendar.due', { title }) }
    const link = `${ownAddress(config())}/${locale}/${path}`
    const mailed = await sendLetter(
      letter,
      { to: email, locale },
      { name, course: title, details: [{ rows }] },
      { due: day === null ? [] : [{ ...entry, due: day, link }] },
    )
    if (mailed.ok) {
      await countMail([course], letter)
      continue
    }
    logFault('A letter about a change of a record could not be mailed', new Error(mailed.reason))
    if (!mailed.refused) return
  }
}

/** People with an account, and invited people to whom the invitation was mailed. */
async function readersOf(course: string, { enrolments, invited }: ActSubjects): Promise<Reader[]> {
  const joined =
    enrolments.length === 0
      ? []
      : await database()
          .selectFrom('enrolment as e')
          .innerJoin('learner as l', 'l.id', 'e.learner_id')
          .innerJoin('user as u', 'u.id', 'l.user_id')
          .select(['e.id', 'u.id as user', 'u.email', 'u.name', 'e.due_at', 'e.completed_at'])
          .where('e.id', 'in', enrolments)
          .where('u.email', 'not like', `%${FREED}`)
          .execute()
  const waiting =
    invited.length === 0
      ? []
      : (
          await sql<
            Pick<Reader, 'email' | 'name'> & { due: number | string | null }
          >`select i.email, coalesce(nullif(i.name, ''), m.name) as name,
            ${invitedDueSql} as due from ${INVITED}
            where ${invitedLine} and i.kind = 'invite' and i.mail = 'sent' and c.course_id = ${course} and m.id in (${sql.join(invited)})`.execute(
            database(),
          )
        ).rows
  return [
    ...joined.map(({ id, completed_at, due_at, ...who }) => ({
      ...who,
      due: completed_at === null ? due_at : null,
      path: `courses/${id}`,
    })),
    ...waiting.map(({ due, ...who }) => ({ ...who, user: null, due: due === null ? null : Number(due), path: 'courses' })),
  ]
}
