import 'server-only'
import { sql } from 'kysely'
import { countMail } from '../accounts/mail-days'
import { claimOverdueLetter } from '../accounts/members'
import { courseVersion } from '../courses/courses'
import { database } from '../database'
import {
  INVITED,
  invitedByNameLine,
  invitedDueSql,
  invitedOverdueSql,
  namesPeople,
  overdueSql,
  tellsManager,
  tellsManagerNow,
} from '../enrolment/counted'
import { unlinked } from '../mail/addresses'
import { dayIn } from '../mail/facts'
import { languageFor } from '../mail/language'
import type { Fact } from '../mail/letter'
import { sendLetter } from '../mail/letters'
import { hasMail, type MailResult } from '../platform/mail'
import { BETWEEN } from './recipients'

/** One person in one course, with their manager: a member, who needs no account. */
interface Overdue {
  manager: string
  address: string
  managerName: string
  told: number | string | null
  name: string
  course: string
  version: number
  due: number | string
}

/** Only where the version of the course said so to the learner, and only that they are overdue. */
async function overdueOfManagers(now: number): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`select b.id as manager, b.address, b.name as "managerName", b.overdue_told_at as told,
      coalesce(nullif(p.name, ''), p.address) as name, o.course, o.version, o.due
    from (
      select e.member_id as person, e.course_id as course, e.version as version, e.due_at as due
      from enrolment e join course k on k.id = e.course_id
      where e.newest = 1 and k.archived_at is null and ${namesPeople()} and ${tellsManager()} and ${overdueSql(now)}
      union all
      select m.id as person, k.id as course, k.version as version, ${invitedDueSql} as due
      from ${INVITED}
      where k.archived_at is null and ${invitedByNameLine} and ${tellsManagerNow} and ${invitedOverdueSql(now)}
    ) o join member p on p.id = o.person join member b on b.address = p.manager
    where b.state = 'active' and b.id <> p.id and (b.overdue_told_at is null or b.overdue_told_at <= ${now - BETWEEN})
    order by b.id, o.course, o.due, p.words, p.id`.execute(database())
  return rows
}

/** One letter a week to each manager who has people who are overdue. @throws if no mail could be sent, so that the run is retried */
export async function tellManagers(now = Date.now(), stopping?: AbortSignal): Promise<{ sent: number; failed: number } | null> {
  if (!hasMail()) return null
  const byManager = grouped(await overdueOfManagers(now), ({ manager }) => manager)
  let [sent, failed, reason] = [0, 0, '']
  for (const [manager, people] of byManager) {
    if (stopping?.aborted) break
    const before = people[0]!.told === null ? null : Number(people[0]!.told)
    if (!(await claimOverdueLetter(manager, before, now))) continue
    const mailed = await write(people)
    if (mailed.ok) {
      sent++
      await countMail(
        people.map(({ course }) => course),
        'manager',
        now,
      )
    } else {
      await claimOverdueLetter(manager, now, before)
      ;[failed, reason] = [failed + 1, mailed.reason]
    }
  }
  if (sent === 0 && failed > 0) throw new Error(`No manager could be told, check SMTP_URL and the mail server: ${reason}`)
  return sent + failed === 0 ? null : { sent, failed }
}

function grouped(people: readonly Overdue[], by: (one: Overdue) => string): Map<string, Overdue[]> {
  const groups = new Map<string, Overdue[]>()
  for (const one of people) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

async function write(people: readonly Overdue[]): Promise<MailResult> {
  const { address, managerName } = people[0]!
  const locale = await languageFor({ address })
  const details = await Promise.all(
    [...grouped(people, ({ course }) => course).values()].map(async (own): Promise<Fact> => {
      const { title } = await courseVersion(own[0]!.course, own[0]!.version)
      return { title, rows: own.map(({ name, due }) => ({ label: unlinked(name, [name]), value: dayIn(locale, Number(due)) })) }
    }),
  )
  return sendLetter('overduePeople', { to: address, locale }, { name: managerName, details })
}
