import 'server-only'
import { mailInvitation, reissue } from '../accounts/pending-invitations'
import { database } from '../database'
import type { MailResult } from '../platform/mail'
import { invitedInto } from '../enrolment/open-cohorts'
import { type InvitedRow, invitedNow } from './recipients'
import { type ReminderOutcome, settleFailures } from './outcome'

/** How long a process may hold an invitation. */
const LEASE = 15 * 60_000

/** The old link stops working once the mail server has taken the new one. @param asked null for those whose time has come */
export async function remindInvited(
  now: number,
  most: number,
  asked: { course: string; cohort: string } | null,
  stopping?: AbortSignal,
): Promise<ReminderOutcome> {
  const rows = await invitedNow(now, most, asked)
  const failed: { ids: string[]; mailed: MailResult & { ok: false } }[] = []
  let sent = 0
  const seen = new Set<string>()
  for (const row of rows) {
    if (stopping?.aborted || (sent === 0 && failed.some(({ mailed }) => !mailed.refused))) break
    // Two invitations of one address into one course get one reminder.
    const whom = `${row.course_id} ${row.email}`
    if (seen.has(whom) || !(await claim(row, now))) continue
    seen.add(whom)
    const mailed = await remindOne(row, now)
    if (mailed?.ok) sent++
    else if (mailed) failed.push({ ids: [row.id], mailed })
  }
  const done = await settleFailures(sent, failed, now, (ids, until) =>
    database().updateTable('invitation').set({ reminding_until: until }).where('id', 'in', ids).execute(),
  )
  return { ...done, more: rows.length === most }
}

const claim = async ({ id, reminding_until: before }: InvitedRow, now: number): Promise<boolean> =>
  (
    await database()
      .updateTable('invitation')
      .set({ reminding_until: now + LEASE })
      .where('id', '=', id)
      .where('reminding_until', before === null ? 'is' : '=', before)
      .executeTakeFirst()
  ).numUpdatedRows === 1n

/** @returns null if it was accepted or withdrawn meanwhile */
async function remindOne({ id, email, name, cohort_id }: InvitedRow, now: number): Promise<MailResult | null> {
  const made = await reissue(id, now)
  if (!made) return null
  const mailed = await mailInvitation(made.token, { email: email ?? '', name: name ?? '' }, await invitedInto(cohort_id), {
    again: true,
    now,
  })
  if (!mailed.ok) await made.undo()
  return mailed
}
