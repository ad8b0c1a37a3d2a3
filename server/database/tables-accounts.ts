/** Tables of people with an account, and of the organisation's settings. */
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
  /** By what it was completed: `due`, as long as the second factor is awaited; null, where there is none. */
  secondFactor: ColumnType<string | null, string | null | undefined, string | null>
  /** What the identity provider said of factors: `amr: pwd, otp`. */
  providerSaid: ColumnType<string | null, string | null | undefined, string | null>
}
interface AccountTable {
  id: string
  userId: string
  /** `credential` with a password, or the id of the identity provider. */
  providerId: string
  /** The provider's id of the person; with a password, the user's. */
  accountId: string
  /** The hash of the password. */
  password: string | null
}
interface PasskeyTable {
  id: string
  userId: string
  name: string | null
  createdAt: StoredTime | null
  credentialID: string
  /** Whether it has ever verified its user. */
  userVerified: Generated<0 | 1>
}
/** An account's authenticator app. Secrets are encrypted. */
interface SecondFactorTable {
  user_id: string
  secret: ColumnType<string | null, string | null | undefined, string | null>
  /** A new secret, until a code of it was typed. */
  waiting: string | null
  waiting_at: number
  since: ColumnType<number | null, number | null | undefined, number | null>
  /** The time step of the last code used: it and those before no longer count. */
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
/** The audit log's alias for a person. It is deleted with the person, and the log's lines then lead to nobody. */
interface UserAliasTable {
  user_id: string
  alias: string
}
interface InvitationTable {
  /** SHA-256 of the token in the link. */
  id: string
  /**
   * `set-up`: creates the first administrator. `invite`: creates an account. `reset`: sets a new password for `user_id`. `verify`:
   * proves the address of `user_id`. `left`: was `invite`; it is dead unless the person it was for, who has left, comes back.
   */
  kind: 'set-up' | 'invite' | 'reset' | 'verify' | 'left'
  email: string | null
  name: string | null
  user_id: string | null
  /** JSON: the roles that the account will get. */
  roles: string
  /** The cohort that it enrols into, if any. */
  cohort_id: string | null
  /** What became of the mail with the link. */
  mail: Generated<'none' | 'waiting' | 'sent' | 'failed'>
  /** What the mail server answered where it failed; empty where there was no answer. */
  mail_answer: Generated<string>
  /** Whether anybody besides the mail server was given the link: then using it proves nothing. */
  shown: Generated<0 | 1>
  /** The id of the user who invited. If they lose their role, whatever only that role may give is withdrawn. */
  invited_by: ColumnType<string | null, string | null | undefined, string | null>
  created_at: number
  expires_at: number
  /** When a reminder of it was last handed to the mail server, and how many have been. */
  reminded_at: ColumnType<number | null, number | null | undefined, number | null>
  reminders: Generated<number>
  /** Of an invitation to a course: when its person was exempted, and the due day they have in place of their cohort's. */
  exempt_at: ColumnType<number | null, number | null | undefined, number | null>
  due_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when a process holds it for sending a reminder, or waits after a failure. */
  reminding_until: ColumnType<number | null, number | null | undefined, number | null>
}
/** Something done to an account that its holder is told about. If the same person does it again, the same row gets a new id. */
interface NoticeTable {
  id: string
  user_id: string
  kind: string
  /** Who did it, by their name at that time; it stays after their account is gone. */
  by_name: string | null
  by_email: string | null
  times: Generated<number>
  /** Of what was done in a course: its title at that time, the day it was due then, and the act, which holds the reason. */
  course: ColumnType<string | null, string | null | undefined, string | null>
  day: ColumnType<number | null, number | null | undefined, number | null>
  act_id: ColumnType<string | null, string | null | undefined, string | null>
  /** The last time. */
  at: number
  /** When it was first shown to anybody signed in. */
  seen_at: ColumnType<number | null, number | null | undefined, number | null>
}
interface AuditTable {
  id: string
  at: number
  /** An alias, `system`, or `console`. */
  actor: string
  action: string
  /** An alias, the id of somebody the organisation knows who has no account, or the id of a thing. */
  subject: string | null
  /** Of an act on a person: the course it was done in, or the reading of the directory that asked for it. */
  thing: string | null
  /** JSON, without anything personal. */
  detail: string | null
}
interface ErasureTable {
  /** SHA-256 of the id of an erased user or learner, so that they can be erased again after a restore. */
  id: string
  at: number
}
interface SettingTable {
  name: string
  /** JSON. */
  body: string
  updated_at: number
}
/** A local expert's approval of a scenario in the version they read. */
interface SignOffTable {
  scenario: string
  variant: 'hostile' | 'genuine'
  /** The version that was read: the hashes of its structure and of its words. */
  structure: string
  texts: string
  expert: string
  note: string
  at: number
}
export type InvitationRow = Selectable<InvitationTable>
export interface AccountTables {
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
