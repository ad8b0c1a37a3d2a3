import 'server-only'
import { type Transporter, createTransport } from 'nodemailer'
import { config } from './config'
import { metrics } from './metrics'
import { shared } from './shared'

/** Plain text to one person. */
export interface Message {
  to: string
  subject: string
  text: string
}
export type Mailed = { ok: true } | { ok: false /** The mail server's or the network's answer, for an administrator. */; reason: string }

export const hasMail = (): boolean => config().SMTP_URL !== undefined

const WAIT = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
/** One small pool of connections serves the whole process. */
const transport = (): Transporter =>
  shared('mail', () => createTransport({ url: config().SMTP_URL!, pool: true, maxConnections: 3, ...WAIT }))

/** Hands a message to the mail server. Never throws: the result says whether it failed, and the caller decides what to do then. */
export async function sendMail({ to, subject, text }: Message): Promise<Mailed> {
  if (!hasMail()) return { ok: false, reason: 'SMTP_URL is not set' }
  try {
    // As an object, a comma in the address cannot add a second recipient.
    await transport().sendMail({ from: config().MAIL_FROM, to: { name: '', address: to }, subject, text })
    metrics().mail.inc({ outcome: 'sent' })
    return { ok: true }
  } catch (error) {
    metrics().mail.inc({ outcome: 'failed' })
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
