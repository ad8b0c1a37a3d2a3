import 'server-only'
import { type Transporter, createTransport } from 'nodemailer'
import { config } from './config'
import { metrics } from './metrics'
import { shared } from './shared'

export interface Message {
  to: string
  subject: string
  text: string
  html: string
  calendar?: { filename: string; content: string } | undefined
}
export type MailResult =
  | {
      ok: true
      /** What the mail server said when it took the message. */
      said: string
    }
  | {
      ok: false
      /** The mail server's or the network's answer, for an administrator. */
      reason: string
      /** Whether the mail server refused this address but would accept others. */
      refused?: boolean
    }

/** The mail server's own answer, such as `550 no such mailbox`. The network's messages name hosts, so only the log gets them. */
export const answerIn = (reason: string): string =>
  (/\b[45]\d\d[ -].*/.exec(reason.replace(/[\p{Cc}\p{Cf}]+/gu, ' '))?.[0] ?? '').trim().slice(0, 200)

export const hasMail = (): boolean => config().SMTP_URL !== undefined

const WAIT = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
/** One small pool of connections serves the whole process. */
const transport = (): Transporter<{ response: string }> =>
  shared('mail', () => createTransport({ url: config().SMTP_URL!, pool: true, maxConnections: 3, ...WAIT }))

/** Hands a message to the mail server. Never throws: the result says whether it failed, and the caller decides what to do then. */
export async function sendMail({ to, subject, text, html, calendar }: Message): Promise<MailResult> {
  if (!hasMail()) return { ok: false, reason: 'SMTP_URL is not set' }
  try {
    const { response } = await transport().sendMail({
      from: config().MAIL_FROM,
      // As an object, so that a comma in the address cannot add a second recipient.
      to: { name: '', address: to },
      subject,
      text,
      html,
      // So that absence notes and ticket systems do not answer.
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(calendar && { attachments: [{ ...calendar, contentType: 'text/calendar; charset=utf-8; method=PUBLISH' }] }),
    })
    metrics().mail.inc({ outcome: 'sent' })
    return { ok: true, said: response }
  } catch (error) {
    metrics().mail.inc({ outcome: 'failed' })
    const { code, responseCode = 0 } = error as { code?: string; responseCode?: number }
    return {
      ok: false,
      reason: error instanceof Error ? error.message : String(error),
      refused: code === 'EENVELOPE' && responseCode >= 500,
    }
  }
}
