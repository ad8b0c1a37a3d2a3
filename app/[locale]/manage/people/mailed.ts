import type { Mailed } from '@/server/mail'
import { keepTyped, typed } from '@/server/typed'

/** What came of a message, for the page that shows its link next. */
export const noteMail = (mailed: Mailed): Promise<void> => keepTyped('mailed', mailed.ok ? { ok: 'yes' } : { reason: mailed.reason.slice(0, 300) })
export async function notedMail(): Promise<Mailed | null> {
  const { ok, reason } = await typed('mailed')
  return ok ? { ok: true } : reason === undefined ? null : { ok: false, reason }
}
