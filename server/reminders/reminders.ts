import 'server-only'
import { senderOf } from '../accounts/notices'
import { database } from '../database'
import { type MailResult, hasMail } from '../platform/mail'
import { type Candidate, askedNow, candidates, completedNow, dueNow, saying } from './recipients'
import { remindInvited } from './invited'
import { type LetterCourse, writeEnrolled, writeReminder } from './letters'
import { type ReminderOutcome, settleFailures, total, untilDone } from './outcome'

/** If the process is killed, another takes over after this time. */
const LEASE = 15 * 60_000
const AT_ONCE = 3
/** Per slice, because other jobs run between slices. */
const SLICE = 60

/** One letter to each person about all their courses; two processes never send the same. @throws if the mail server takes nothing */
export async function remind(now = Date.now(), stopping?: AbortSignal, most = SLICE): Promise<ReminderOutcome | null> {
  if (!hasMail()) return null
  const rows = await dueNow(now, most)
  const parts = [await send(rows, { as: 'reminded_at', now, stopping, write: reminderTo }), await remindInvited(now, most, null, stopping)]
  if (rows.length === most) parts.push({ sent: 0, failed: 0, more: true })
  const asked = await database()
    .selectFrom('cohort')
    .select(['id', 'course_id', 'remind_asked_at'])
    .where('remind_asked_at', 'is not', null)
    .execute()
  for (const { id, course_id, remind_asked_at } of asked)
    parts.push(await remindAsked(course_id, id, remind_asked_at!, now, most, stopping))
  const all = total(parts)
  return all.sent + all.failed === 0 && !all.more ? null : all
}

/** Says once, within a day, that a course is done. @throws if the mail server takes nothing */
export async function tellCompleted(now = Date.now(), stopping?: AbortSignal, most = SLICE): Promise<ReminderOutcome | null> {
  const rows = hasMail() ? await completedNow(now, most) : []
  if (rows.length === 0) return null
  const done = await send(rows, { as: null, now, stopping, write: completionTo })
  return { ...done, more: rows.length === most }
}

/** Drops the owner's request once nobody is left. */
async function remindAsked(
  course: string,
  cohort: string,
  askedAt: number,
  now: number,
  most: number,
  stopping?: AbortSignal,
): Promise<ReminderOutcome> {
  const rows = await askedNow(course, cohort, now, most)
  const done = total([
    await send(rows, { as: 'reminded_at', now, stopping, write: (own, at) => reminderTo(own, at, true) }),
    await remindInvited(now, most, { course, cohort }, stopping),
    { sent: 0, failed: 0, more: rows.length === most },
  ])
  if (!done.more && !stopping?.aborted)
    await database()
      .updateTable('cohort')
      .set({ remind_asked_at: null })
      .where('id', '=', cohort)
      .where('remind_asked_at', '=', askedAt)
      .execute()
  return done
}

/** Stored, so that it happens even if this process ends first. */
export const askToRemind = (cohort: string, now = Date.now()): Promise<unknown> =>
  database().updateTable('cohort').set({ remind_asked_at: now }).where('id', '=', cohort).execute()
export const remindCohort = (course: string, cohort: string, now = Date.now()): Promise<ReminderOutcome> =>
  untilDone(() => remindAsked(course, cohort, now, now, SLICE))

/** Reminders wait for a week after it. @param by the user who enrolled them */
export async function notifyEnrolled(
  enrolments: readonly string[],
  by: string | null = null,
  now = Date.now(),
): Promise<ReminderOutcome | null> {
  if (enrolments.length === 0 || !hasMail()) return null
  const sender =
    by === null ? undefined : await database().selectFrom('user').select(['name', 'email']).where('id', '=', by).executeTakeFirst()
  const left = [...enrolments]
  return untilDone(async () => {
    const rows = await candidates(database()).where('e.id', 'in', left.splice(0, SLICE)).execute()
    const write = async (own: Candidate[]) => {
      const mailed: MailResult[] = []
      for (const row of own) mailed.push(await writeEnrolled(row, { row, kind: 'new' }, senderOf(sender?.name, sender?.email), now))
      return { mailed: mailed.find(({ ok }) => !ok) ?? mailed[0]!, about: own.map(({ id }) => id) }
    }
    return { ...(await send(rows, { as: 'invited_at', now, stopping: undefined, write })), more: left.length > 0 }
  })
}

/** `about`: the enrolments it was about. */
type LetterResult = { mailed: MailResult; about: string[] } | null
interface SendOptions {
  /** The column to set: the letter is about a new enrolment, or a reminder. Null for one about a completion. */
  as: 'invited_at' | 'reminded_at' | null
  now: number
  stopping: AbortSignal | undefined
  write(own: Candidate[], now: number): Promise<LetterResult>
}

/** Due or not; leaves out people who heard about the course lately. */
export async function remindableNow(ids: readonly string[], now = Date.now()): Promise<Candidate[]> {
  const open: Candidate[] = []
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await candidates(database())
      .where('e.id', 'in', ids.slice(from, from + 500))
      .execute()
    open.push(...rows.filter((row) => (row.reminding_until ?? 0) <= now && saying(row, now, true) !== null))
  }
  return open
}

/** Due or not; leaves out people who heard about the course lately. @returns how many people, and the sending */
export async function remindEnrolments(
  ids: readonly string[],
  now = Date.now(),
): Promise<{ people: number; sending: Promise<ReminderOutcome> }> {
  const open = await remindableNow(ids, now)
  const sending = send(open, { as: 'reminded_at', now, stopping: undefined, write: (own, at) => reminderTo(own, at, true) })
  return { people: new Set(open.map((row) => row.learner_id)).size, sending }
}

/** @throws if the mail server takes nothing */
async function send(rows: readonly Candidate[], { as, now, stopping, write }: SendOptions): Promise<ReminderOutcome> {
  const byPerson = new Map<string, Candidate[]>()
  for (const row of rows) byPerson.set(row.learner_id, [...(byPerson.get(row.learner_id) ?? []), row])
  const people = [...byPerson.values()]
  const failed: { ids: string[]; mailed: MailResult & { ok: false } }[] = []
  let sent = 0
  while (people.length > 0 && !stopping?.aborted) {
    // If the first ones find no mail server, the rest would not either.
    if (sent === 0 && failed.filter(({ mailed }) => !mailed.refused).length >= AT_ONCE) break
    await Promise.all(
      people.splice(0, AT_ONCE).map(async (own) => {
        if (!(await claim(own, now))) return
        const written = await write(own, now)
        if (written?.mailed.ok) {
          sent++
          await database()
            .updateTable('enrolment')
            .set({ ...(as && { [as]: now }), notified_at: now, reminding_until: null })
            .where('id', 'in', written.about)
            .execute()
        } else if (written) failed.push({ ids: own.map(({ id }) => id), mailed: written.mailed as MailResult & { ok: false } })
      }),
    )
  }
  return settleFailures(sent, failed, now, (ids, until) =>
    database().updateTable('enrolment').set({ reminding_until: until }).where('id', 'in', ids).execute(),
  )
}

class Taken extends Error {}
/** All of a person's reminders, or none if another process was faster. */
const claim = (own: readonly Candidate[], now: number): Promise<boolean> =>
  database()
    .transaction()
    .execute(async (db) => {
      for (const { id, reminding_until: before, letter_at } of own.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        const { numUpdatedRows } = await db
          .updateTable('enrolment')
          .set({ reminding_until: now + LEASE })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .where('reminding_until', before === null ? 'is' : '=', before)
          .where('notified_at', letter_at === null ? 'is' : '=', letter_at)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) throw new Taken()
      }
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return false
      throw error
    })

async function completionTo(own: readonly Candidate[], now: number): Promise<LetterResult> {
  const done = own.map((row): LetterCourse => ({ row, kind: 'done' }))
  return { mailed: await writeReminder(own[0]!, done, now), about: own.map(({ id }) => id) }
}

/** @param asked whether an owner asked for these, due or not */
async function reminderTo(own: readonly Candidate[], now: number, asked = false): Promise<LetterResult> {
  const wanted = new Set(own.map(({ id }) => id))
  const all = await candidates(database()).where('e.learner_id', '=', own[0]!.learner_id).execute()
  const open = all.flatMap((row): LetterCourse[] => {
    const kind = saying(row, now, asked && wanted.has(row.id))
    return kind ? [{ row, kind }] : []
  })
  // Everything was completed or ended a moment ago.
  if (open.length === 0) return null
  const order = ['overdue', 'due', 'open', 'renew', 'new', 'done'] as const
  const sorted = open.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return { mailed: await writeReminder(own[0]!, sorted, now), about: open.map(({ row }) => row.id) }
}
