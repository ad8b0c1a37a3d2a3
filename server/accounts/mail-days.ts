import 'server-only'
import { database } from '../database'

/** Letters about a course. For owners who have to show that people were informed. We do not record who got them. */
export const MAIL_KINDS = ['invitation', 'enrolment', 'reminder', 'completion', 'extended', 'exempted', 'required', 'manager'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

export async function countMail(courses: readonly string[], kind: MailKind, now = Date.now()): Promise<void> {
  for (const course_id of new Set(courses))
    await database()
      .insertInto('mail_day')
      .values({ course_id, day: new Date(now).toISOString().slice(0, 10), kind, sent: 1 })
      .onConflict((c) => c.columns(['course_id', 'day', 'kind']).doUpdateSet((e) => ({ sent: e('mail_day.sent', '+', 1) })))
      .execute()
}
