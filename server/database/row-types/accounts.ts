import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Role } from '@/server/platform/role'

/** A time written by better-auth: text on SQLite. */
type StoredTime = Date | string

/** The columns of better-auth's tables that we read and write; it has more. Its dates differ by database. */
interface UserTable {
  id: string
  name: string
  /** Who chose the name: the organisation, or the holder of the account. */
  namedBy: Generated<'organisation' | 'holder'>
  /** In lower case. */
  email: string
  /** Whether the address was proven by a mail that nobody else saw. 0 or 1 on SQLite. */
  emailVerified: ColumnType<boolean | number, never, never>
  /** The address before the directory gave another one that is not proven yet. Links to a new password go there. */
  formerEmail: Generated<string | null>
}
interface SessionTable {
  id: string
  userId: string
  /** SHA-256 of the token in the cookie. */
  token: string
  /** `Firefox, Windows`: all that is kept of the browser's user agent. */
  userAgent: string | null
  createdAt: StoredTime
  updatedAt: ColumnType<StoredTime, StoredTime | undefined, StoredTime>
  expiresAt: StoredTime
  /** How it was completed. `due`: we still wait for the second factor. Null: there is none. */
  secondFactor: ColumnType<string | null, string | null | undefined, string | null>
  /** What the identity provider said of factors: `amr: pwd, otp`. */
  providerSaid: ColumnType<string | null, string | null | undefined, string | null>
}
interface AccountTable {
  id: string
  userId: string
  /** `credential` with a password, or the id of the identity provider. */
  providerId: string
  /** The provider's id of the person; with a password, the id of the user. */
  accountId: string
  password: string | null
}
interface PasskeyTable {
  id: string
  userId: string
  name: string | null
  createdAt: StoredTime | null
  credentialID: string
}
/** An account's authenticator app. Secrets are encrypted. */
interface SecondFactorTable {
  user_id: string
  secret: ColumnType<string | null, string | null | undefined, string | null>
  /** A new secret, until somebody types a code of it. */
  waiting: string | null
  waiting_at: number
  since: ColumnType<number | null, number | null | undefined, number | null>
  /** The time step of the last code used. This code and earlier ones no longer count. */
  last_step: Generated<number>
}
interface RecoveryCodeTable {
  user_id: string
  hash: string
}
interface VerificationTable {
  id: string
  identifier: string
  value: string
}
interface UserRoleTable {
  user_id: string
  /** Everybody is a learner, so that role is never stored. */
  role: Exclude<Role, 'learner'>
  /** Given by an administrator, or by the claims of single sign-on, which then also take it away. */
  source: Generated<'hand' | 'sso'>
}
/** The audit log's alias for a person. It is deleted together with them, so that the log's lines lead to nobody. */
interface UserAliasTable {
  user_id: string
  alias: string
}
interface InvitationTable {
  /** SHA-256 of the token in the link. */
  id: string
  /**
   * An `invite` into a course counts its person there, whether its link still works or not. `left`: of somebody who has left; it does not
   * work unless they come back. `ended`: an owner took them out of the course.
   */
  kind: 'set-up' | 'invite' | 'reset' | 'verify' | 'left' | 'ended'
  email: string | null
  name: string | null
  user_id: string | null
  /** JSON: the roles that the account will get. */
  roles: string
  /** JSON: the ids of courses that the account will own. */
  owns: Generated<string>
  cohort_id: string | null
  /** What happened to the mail with the link. */
  mail: Generated<'none' | 'waiting' | 'sent' | 'failed'>
  /** What the mail server answered when it failed; empty if there was no answer. */
  mail_answer: Generated<string>
  /** Whether a person, and not only the mail server, got the link. Then using it proves nothing. */
  shown: Generated<0 | 1>
  /** The id of the user who invited. If they lose their role, we withdraw what only that role may give. */
  invited_by: ColumnType<string | null, string | null | undefined, string | null>
  created_at: number
  expires_at: number
  /** When the last reminder was handed to the mail server, and how many there were. */
  reminded_at: ColumnType<number | null, number | null | undefined, number | null>
  reminders: Generated<number>
  /** For an invitation to a course: when the person was exempted, and their own due day if it differs from the cohort's. */
  exempt_at: ColumnType<number | null, number | null | undefined, number | null>
  due_at: ColumnType<number | null, number | null | undefined, number | null>
  /** When they were first invited to the course, if that was before `created_at`; and when it became `left` or `ended`. */
  named_at: ColumnType<number | null, number | null | undefined, number | null>
  ended_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when a process holds it to send a reminder, or waits after a failure. */
  reminding_until: ColumnType<number | null, number | null | undefined, number | null>
}
/** A notice about something that was done to an account. If the same person does it again, the same row gets a new id. */
interface NoticeTable {
  id: string
  user_id: string
  kind: string
  /** Who did it, by their name at that time. It stays when their account is gone. */
  by_name: string | null
  by_email: string | null
  times: Generated<number>
  /** If it was done in a course: the title at that time, the new due day, and the act, which holds the reason. */
  course: ColumnType<string | null, string | null | undefined, string | null>
  day: ColumnType<number | null, number | null | undefined, number | null>
  act_id: ColumnType<string | null, string | null | undefined, string | null>
  /** The last time. */
  at: number
  seen_at: ColumnType<number | null, number | null | undefined, number | null>
}
interface AuditTable {
  id: string
  at: number
  /** An alias, `system`, or `console`. */
  actor: string
  action: string
  /** An alias, the id of a member without an account, or the id of a thing. */
  subject: string | null
  /** For an act on a person: the course it was done in, or the reading of the directory that asked for it. */
  thing: string | null
  /** JSON, without anything personal. */
  detail: string | null
}
interface ErasureTable {
  /** SHA-256 of the id of an erased user or learner, so that we can erase them again after a restore. */
  id: string
  at: number
}
interface SettingTable {
  name: string
  /** JSON. */
  body: string
  updated_at: number
}
interface SignOffTable {
  scenario: string
  variant: 'hostile' | 'genuine'
  structure: string
  texts: string
  expert: string
  note: string
  at: number
}
export type InvitationRow = Selectable<InvitationTable>
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

export interface AccountTables {
  mail_text: MailTextTable
  mail_person: MailPersonTable
  user: UserTable
  session: SessionTable
  account: AccountTable
  passkey: PasskeyTable
  second_factor: SecondFactorTable
  recovery_code: RecoveryCodeTable
  verification: VerificationTable
  user_role: UserRoleTable
  user_alias: UserAliasTable
  invitation: InvitationTable
  notice: NoticeTable
  audit: AuditTable
  erasure: ErasureTable
  setting: SettingTable
  sign_off: SignOffTable
}
