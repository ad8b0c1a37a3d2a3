/** Tables of people with an account, and of what an organisation sets. */
import type { Role } from '@/scenarios/engine/role'

/** What of better-auth's own tables is read and written here; it keeps the rest. Its dates differ by database. */
interface UserTable {
  id: string
  name: string
  /** In lower case. */
  email: string
}
interface SessionTable {
  id: string
  userId: string
}
interface AccountTable {
  id: string
  userId: string
  /** `credential` with a password, or the id of the identity provider. */
  providerId: string
}
interface PasskeyTable {
  id: string
  userId: string
  name: string | null
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
}
/** What the audit log calls a person. It goes with the person; the log's lines then lead to nobody. */
interface UserAliasTable {
  user_id: string
  alias: string
}
interface InvitationTable {
  /** SHA-256 of the token in the link. */
  id: string
  /** `set-up`: of the first administrator. `invite`: makes an account. `reset`: a new password for `user_id`. */
  kind: 'set-up' | 'invite' | 'reset'
  email: string | null
  name: string | null
  user_id: string | null
  /** JSON: roles that the account is given. */
  roles: string
  /** Whom it enrols, where it does. */
  cohort_id: string | null
  created_at: number
  expires_at: number
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
export interface AccountTables {
  user: UserTable
  session: SessionTable
  account: AccountTable
  passkey: PasskeyTable
  verification: VerificationTable
  user_role: UserRoleTable
  user_alias: UserAliasTable
  invitation: InvitationTable
  audit: AuditTable
  erasure: ErasureTable
  setting: SettingTable
  sign_off: SignOffTable
}
