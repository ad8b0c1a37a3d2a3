import 'server-only'
import type { MailResult } from '../platform/mail'

export interface ReminderOutcome {
  sent: number
  failed: number
  /** Whether another slice would find more. */
  more: boolean
}
export const total = (parts: readonly ReminderOutcome[]): ReminderOutcome =>
  parts.reduce((sum, one) => ({ sent: sum.sent + one.sent, failed: sum.failed + one.failed, more: sum.more || one.more }), {
    sent: 0,
    failed: 0,
    more: false,
  })

/** The server answers requests between slices. */
export async function untilDone(slice: () => Promise<ReminderOutcome>): Promise<ReminderOutcome> {
  const parts: ReminderOutcome[] = []
  do {
    parts.push(await slice())
    await new Promise((done) => setImmediate(done))
  } while (parts.at(-1)!.more)
  return { ...total(parts), more: false }
}

/** We try a refused address again after a day. */
const REST = 24 * 3600_000
/** An address that the server refused rests. If the server took nothing at all, everything waits for the next run. @throws in that case */
export async function settleFailures(
  sent: number,
  failed: readonly { ids: string[]; mailed: MailResult & { ok: false } }[],
  now: number,
  set: (ids: string[], until: number | null) => Promise<unknown>,
): Promise<ReminderOutcome> {
  for (const { ids, mailed } of failed) await set(ids, sent > 0 || mailed.refused ? now + REST : null)
  const down = failed.find(({ mailed }) => !mailed.refused)
  if (sent === 0 && down) throw new Error(`No reminder could be sent, check SMTP_URL and the mail server: ${down.mailed.reason}`)
  return { sent, failed: failed.length, more: false }
}
