/** Tables of people with an account, and of what an organisation sets. */
import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Role } from '@/server/platform/role'

/** A time of better-auth's: text on SQLite. */
type Stored = Date | string

/** What of better-auth's own tables is read and written here; it keeps the rest. Its dates differ by database. */
interface UserTable {
  id: string
  name: string
  /** Whose word the name is: the organisation's, or that of whoever made the account. */
  namedBy: Generated<'organisation' | 'holder'>
  /** In lower case. */
  email: string
  /** Whether the address was proven by a mail that nobody else saw. 0 or 1 on SQLite. */
  emailVerified: ColumnType<boolean | number, never, never>
}
interface SessionTable {
  id: string
  userId: string
  /** SHA-256 of what the cookie holds. */
  token: string
  /** `Firefox, Windows`: no more is kept of what a browser says of itself. */
  userAgent: string | null
  createdAt: Stored
  expiresAt: Stored
}
interface AccountTable {
  id: string
  userId: string
  /** `credential` with a password, or the id of the identity provider. */
  providerId: string
  /** The provider's id of the person; with a password, the user's. */
  accountId: string
  /** Its hash. */
  password: string | null
}
interface PasskeyTable {
  id: string
  userId: string
  name: string | null
  createdAt: Stored | null
}
interface VerificationTable {
  id: string
  identifier: string
  value: string
}
interface UserRoleTable {
  user_id: string
  /** Everybody is a learner: that is never written. */
  role: Exclude<Role, 'learner'>
  /** Given by an administrator, or by the claims of single sign-on, which then also take it back. */
  source: Generated<'hand' | 'sso'>
}
/** What the audit log calls a person. It goes with the person; the log's lines then lead to nobody. */
interface UserAliasTable {
  user_id: string
  alias: string
}
interface InvitationTable {
  /** SHA-256 of the token in the link. */
  id: string
  /** `set-up`: of the first administrator. `invite`: makes an account. `reset`: a new password for `user_id`. `verify`: proves the address of `user_id`. */
  kind: 'set-up' | 'invite' | 'reset' | 'verify'
  email: string | null
  name: string | null
  user_id: string | null
  /** JSON: roles that the account is given. */
  roles: string
  /** Whom it enrols, where it does. */
  cohort_id: string | null
  /** What became of the message with the link. */
  mail: Generated<'none' | 'waiting' | 'sent' | 'failed'>
  /** Whether the link was handed to anybody but the mail server: then whoever uses it proves nothing. */
  shown: Generated<0 | 1>
  /** Whose doing it is, a user's id: what they could no longer give ends with their role. */
  invited_by: ColumnType<string | null, string | null | undefined, string | null>
  created_at: number
  expires_at: number
}
/** A list of people that an administrator has handed in, until they say what is to be done with it. */
interface InvitationListTable {
  user_id: string
  /** JSON: InvitationList. */
  body: string
  created_at: number
}
/** What was done to an account, of which its holder is told. What one person did again is the same row, under another id. */
interface NoticeTable {
  id: string
  user_id: string
  kind: string
  /** Who did it, as they were called then: it stays once they are gone. */
  by_name: string | null
  by_email: string | null
  times: Generated<number>
  /** The last time. */
  at: number
  /** When it was first shown to whoever was signed in. */
  seen_at: ColumnType<number | null, number | null | undefined, number | null>
}
interface AuditTable {
  id: string
  at: number
  /** An alias, `system`, or `console`. */
  actor: string
  action: string
  /** An alias, or the id of a thing. */
  subject: string | null
  /** JSON, without anything personal. */
  detail: string | null
}
interface ErasureTable {
  /** SHA-256 of the id of a user or learner that was erased: to be erased again after a restore. */
  id: string
  at: number
}
interface SettingTable {
  name: string
  /** JSON. */
  body: string
  updated_at: number
}
/** A local expert has read a scenario and stands for it, as it was. */
interface SignOffTable {
  pattern: string
  nature: 'hostile' | 'genuine'
  hash: string
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
  verification: VerificationTable
  user_role: UserRoleTable
  user_alias: UserAliasTable
  invitation: InvitationTable
  invitation_list: InvitationListTable
  notice: NoticeTable
  audit: AuditTable
  erasure: ErasureTable
  setting: SettingTable
  sign_off: SignOffTable
}
