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
export type Mailed = { ok: true } | { ok: false /** What the mail server or the network said, for an administrator. */; reason: string }

export const hasMail = (): boolean => config().SMTP_URL !== undefined

const WAIT = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
/** A few connections serve the whole process. */
const transport = (): Transporter =>
  shared('mail', () => createTransport({ url: config().SMTP_URL!, pool: true, maxConnections: 3, ...WAIT }))

/** Hands a message to the mail server. Never throws: a failure is told, and whoever called says what to do instead. */
export async function sendMail({ to, subject, text }: Message): Promise<Mailed> {
  if (!hasMail()) return { ok: false, reason: 'SMTP_URL is not set' }
  try {
    // An address as an object: a comma in it makes no second recipient.
    await transport().sendMail({ from: config().MAIL_FROM, to: { name: '', address: to }, subject, text })
    metrics().mail.inc({ outcome: 'sent' })
    return { ok: true }
  } catch (error) {
    metrics().mail.inc({ outcome: 'failed' })
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
