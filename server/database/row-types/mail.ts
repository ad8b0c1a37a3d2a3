interface MailTextTable {
  kind: string
  locale: string
  subject: string
  body: string
  updated_at: number
}
/** What we need to know about an account to send it mail. */
interface MailPersonTable {
  user_id: string
  /** The language of their last sign-in; null for the organisation's. */
  locale: string | null
  /** When their last digest was handed to the mail server. */
  digest_at: number | null
}
export interface MailTables {
  mail_text: MailTextTable
  mail_person: MailPersonTable
}
