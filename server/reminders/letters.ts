import 'server-only'
import { partsFor, tellsManager } from '@/scenarios/engine/course/course'
import { countMail } from '../accounts/mail-days'
import { config, ownAddress } from '../platform/config'
import { strictTranslator } from '../platform/locales'
import type { MailResult } from '../platform/mail'
import { libraryIn } from '../library/library'
import type { DueEntry } from '../mail/calendar'
import { type DueBy, type Sender, contactRows, dayIn, dueRow, managerRow, minutesRow, row, senderRow } from '../mail/facts'
import { languageFor } from '../mail/language'
import type { Fact } from '../mail/letter'
import { sendLetter } from '../mail/letters'
import { courseVersion, renewalOf } from '../courses/courses'
import { itemsIn } from '../courses/items'
import type { Candidate } from './recipients'

/** Never includes a result. */
export interface LetterCourse {
  row: Pick<Candidate, 'id' | 'course_id' | 'version' | 'turn' | 'due_at' | 'renew_at' | 'completed_at'>
  kind: 'new' | 'overdue' | 'due' | 'renew' | 'open' | 'done'
}
interface Reader {
  user_id: string
  name: string
  email: string
}

const address = (path: string): string => ownAddress(config()) + path

/** @param sender who enrolled them */
export async function writeEnrolled(to: Reader, open: LetterCourse, sender: Sender | null, now: number): Promise<MailResult> {
  const locale = await languageFor({ user: to.user_id })
  const { title, fact, link, due } = await factsOf(open, to.email, locale)
  const rows = [...row(locale, 'course', title), ...fact.rows, ...(await senderRow(locale, sender)), ...(await contactRows(locale))]
  const mailed = await sendLetter(
    'enrolled',
    { to: to.email, locale },
    { name: to.name, course: title, link, details: [{ rows }] },
    { due, now },
  )
  if (mailed.ok) await countMail([open.row.course_id], 'enrolment', now)
  return mailed
}

/** All of them are done, or none. For one course the button leads there, for more to the list of courses. */
export async function writeReminder(to: Reader, open: readonly LetterCourse[], now: number): Promise<MailResult> {
  const locale = await languageFor({ user: to.user_id })
  const courses = await Promise.all(open.map((one) => factsOf(one, to.email, locale)))
  const [first] = courses
  const isDone = open[0]!.kind === 'done'
  const contact = await contactRows(locale)
  const details: Fact[] =
    courses.length === 1
      ? [{ rows: [...row(locale, 'course', first!.title), ...first!.fact.rows, ...contact] }]
      : [
          ...courses.map(({ title, link, fact }) => ({ title, href: link, rows: fact.rows })),
          ...(contact.length > 0 ? [{ rows: contact }] : []),
        ]
  const mailed = await sendLetter(
    isDone ? 'completed' : open.every(({ kind }) => kind === 'renew') ? 'renewal' : 'reminder',
    { to: to.email, locale },
    {
      name: to.name,
      course: severalOf(
        locale,
        courses.map(({ title }) => title),
      ),
      link: courses.length === 1 ? first!.link : address(`/${locale}/courses`),
      details,
    },
    { due: courses.flatMap(({ due }) => due), now },
  )
  if (mailed.ok)
    await countMail(
      open.map(({ row }) => row.course_id),
      isDone ? 'completion' : 'reminder',
      now,
    )
  return mailed
}

/** `First course`, or `First course and 2 more`. */
const severalOf = (locale: string, titles: readonly string[]): string =>
  titles.length === 1 ? titles[0]! : strictTranslator(locale, 'mail')('courseAndMore', { title: titles[0]!, count: titles.length - 1 })

async function factsOf({ row: enrolment, kind }: LetterCourse, to: string, locale: string) {
  const own = partsFor(await courseVersion(enrolment.course_id, enrolment.version), enrolment.turn)
  const course = kind === 'renew' ? ((await renewalOf(enrolment.course_id)) ?? own) : own
  const link = address(`/${locale}/courses/${enrolment.id}`)
  // Nothing of the result, nor a renewal, which people who failed do not have.
  if (kind === 'done')
    return { title: course.title, link, due: [], fact: { rows: row(locale, 'done', dayIn(locale, enrolment.completed_at!)) } }
  const day = kind === 'renew' ? enrolment.renew_at : enrolment.due_at
  const by: DueBy = day === null ? null : { day, is: kind === 'renew' || kind === 'overdue' ? kind : 'day' }
  const title = strictTranslator(locale, 'mail')(`calendar.${kind === 'renew' ? 'renew' : 'due'}`, { title: course.title })
  const due: DueEntry[] = day === null ? [] : [{ course: enrolment.course_id, to, title, due: day, link }]
  const minutes = itemsIn(await libraryIn(locale)).courseMinutes(course)
  return {
    title: course.title,
    link,
    due,
    fact: {
      rows: [...dueRow(locale, by), ...minutesRow(locale, minutes), ...managerRow(locale, tellsManager(course) && kind !== 'renew')],
    },
  }
}
