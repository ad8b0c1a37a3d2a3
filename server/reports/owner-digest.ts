import 'server-only'
import type { CohortTotals } from '@/scenarios/engine/course/records'
import { database } from '../database'
import { countRows } from '../mail/facts'
import { languageFor } from '../mail/language'
import { sendLetter } from '../mail/letters'
import { config, ownAddress } from '../platform/config'
import { type MailResult, hasMail } from '../platform/mail'
import { listCourses } from '../courses/courses'
import { erasedOf } from '../records/erased'
import { countRecords } from '../records/records'
import { BETWEEN } from '../reminders/recipients'

/** At most once a week, whatever restarts or fails. @throws if no mail could be sent, so that the run is retried */
export async function notifyOwners(now = Date.now(), stopping?: AbortSignal): Promise<{ sent: number; failed: number } | null> {
  if (!hasMail()) return null
  const owned = await database()
    .selectFrom('user_role as r')
    .innerJoin('user as u', 'u.id', 'r.user_id')
    .innerJoin('course_owner as o', 'o.user_id', 'u.id')
    .leftJoin('mail_person as m', 'm.user_id', 'u.id')
    .select(['u.id as user_id', 'u.name', 'u.email', 'm.digest_at', 'o.course_id'])
    .where('r.role', '=', 'owner')
    .where((x) => x.or([x('m.digest_at', 'is', null), x('m.digest_at', '<=', now - BETWEEN)]))
    .orderBy('u.id')
    .execute()
  const courses = owned.length > 0 ? await countsOf(now) : []
  let [sent, failed, reason] = [0, 0, '']
  for (const { digest_at, ...owner } of new Map(owned.map((row) => [row.user_id, row])).values()) {
    if (stopping?.aborted) break
    const own = courses.filter(({ course }) => owned.some((row) => row.user_id === owner.user_id && row.course_id === course))
    if (own.length === 0 || !(await claim(owner.user_id, digest_at, now))) continue
    const mailed = await writeDigest(owner, own, now)
    if (mailed.ok) sent++
    else {
      await database().updateTable('mail_person').set({ digest_at }).where('user_id', '=', owner.user_id).execute()
      ;[failed, reason] = [failed + 1, mailed.reason]
    }
  }
  if (sent === 0 && failed > 0) throw new Error(`No digest could be sent, check SMTP_URL and the mail server: ${reason}`)
  return sent + failed === 0 ? null : { sent, failed }
}

async function countsOf(now: number): Promise<CourseCounts[]> {
  const courses: CourseCounts[] = []
  for (const { id, draft, archivedAt, version } of await listCourses()) {
    if (archivedAt !== null || version === 0) continue
    const totals = await countRecords(id, now)
    const erased = (await erasedOf(id)).reduce((sum, { count }) => sum + count, 0)
    if (totals.people + erased > 0) courses.push({ course: id, title: draft.title, totals, erased })
  }
  return courses
}

/** If two processes try, only one writes to an owner. */
async function claim(user_id: string, before: number | null, now: number): Promise<boolean> {
  const made = await database()
    .insertInto('mail_person')
    .values({ user_id, locale: null, digest_at: now })
    .onConflict((c) =>
      c
        .column('user_id')
        .doUpdateSet({ digest_at: now })
        .where('mail_person.digest_at', before === null ? 'is' : '=', before),
    )
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

interface Owner {
  user_id: string
  name: string
  email: string
}
interface CourseCounts {
  title: string
  course: string
  totals: Omit<CohortTotals, 'cohort'>
  /** Erased records, so that nobody wonders why a number fell. */
  erased: number
}

/** Only counts. */
export async function writeDigest(to: Owner, courses: readonly CourseCounts[], now: number): Promise<MailResult> {
  const locale = await languageFor({ user: to.user_id })
  const all = `${ownAddress(config())}/${locale}/manage/courses`
  const pages = courses.map(({ course }) => `${all}/${course}/records`)
  const details = courses.map(({ title, totals, erased }, i) => ({
    title,
    ...(courses.length > 1 && { href: pages[i]! }),
    rows: countRows(locale, totals, erased),
  }))
  const link = courses.length === 1 ? pages[0]! : all
  return sendLetter('digest', { to: to.email, locale }, { name: to.name, link, details }, { now })
}
