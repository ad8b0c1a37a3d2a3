import type { MailResult } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { setFlash, readFlash } from '@/server/nextjs/flash'

/** With a mail server nobody sees a personal link. The list shows whether the message went out. */
export async function mailed(
  locale: string,
  email: string,
  { ok, ...rest }: MailResult,
  page = `/${locale}/manage/people`,
): Promise<Response> {
  const reason = 'reason' in rest ? rest.reason.slice(0, 300) : ''
  await setFlash('mailed', { email, reason: /[.!?]$/.test(reason) || ok ? reason : `${reason}.` })
  return seeOther(`${page}?note=${ok ? 'mailed' : 'notMailed'}`)
}
export async function mailedTo(): Promise<{ email: string; reason: string }> {
  const { email = '', reason = '' } = await readFlash('mailed')
  return { email, reason }
}
