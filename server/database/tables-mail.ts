/** Tables of what is mailed. */

/** A text of a letter that the organisation wrote itself. */
interface MailTextTable {
  kind: string
  locale: string
  subject: string
  body: string
  updated_at: number
}
/** What mailing has to know of an account. */
interface MailPersonTable {
  user_id: string
  /** The language in which they last signed in; null for the organisation's. */
  locale: string | null
  /** When their last digest was handed to the mail server. */
  digest_at: number | null
}
export interface MailTables {
  mail_text: MailTextTable
  mail_person: MailPersonTable
}
