import 'server-only'
import { database } from '../database'
import { hasMail, sendMail } from '../platform/mail'
import { listCourses } from './courses'
import { countRecords } from './records'
import { type CourseCounts, ownerDigestOf } from './reminder-text'

/**
 * Mails each owner, once a week, how many people of each of their courses are at which stage.
 * @throws if no mail could be sent, so that the run is retried
 */
export async function tellOwners(now = Date.now(), stopping?: AbortSignal): Promise<{ sent: number; failed: number } | null> {
  if (!hasMail()) return null
  const courses: CourseCounts[] = []
  for (const { id, draft, archivedAt, version } of await listCourses()) {
    if (archivedAt !== null || version === 0) continue
    const { people, states, overdue } = await countRecords(id, now)
    const enrolled = people - states.invited
    if (enrolled > 0)
      courses.push({
        course: id,
        title: draft.title,
        enrolled,
        overdue,
        complete: states.complete + states.expiring,
        notPassed: states.failed,
        underWay: states['in-progress'],
        notStarted: states['not-started'],
      })
  }
  if (courses.length === 0) return null
  const owned = await database()
    .selectFrom('user_role as r')
    .innerJoin('user as u', 'u.id', 'r.user_id')
    .innerJoin('course_owner as o', 'o.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email', 'o.course_id'])
    .where('r.role', '=', 'owner')
    .execute()
  let [sent, failed, reason] = [0, 0, '']
  for (const { name, email, id } of new Map(owned.map((row) => [row.id, row])).values()) {
    if (stopping?.aborted) break
    const own = courses.filter(({ course }) => owned.some((row) => row.id === id && row.course_id === course))
    if (own.length === 0) continue
    const mailed = await sendMail({ to: email, ...(await ownerDigestOf(name, own)) })
    if (mailed.ok) sent++
    else [failed, reason] = [failed + 1, mailed.reason]
  }
  if (sent === 0 && failed > 0) throw new Error(`No digest could be sent, check SMTP_URL and the mail server: ${reason}`)
  return { sent, failed }
}
