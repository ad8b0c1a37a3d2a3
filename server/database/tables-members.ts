/** Tables of whom the organisation knows, and of its directory. */
import type { ColumnType, Generated, Selectable } from 'kysely'

/**
 * Somebody the organisation knows: one row for each person with an account, an invitation, or a line in the directory. Only
 * `server/accounts/members.ts` writes it.
 */
interface MemberTable {
  id: string
  /** Their account; null while they have none. */
  user_id: string | null
  /** In lower case. */
  address: string
  name: string
  unit: Generated<string>
  site: Generated<string>
  /** The address of their manager. */
  manager: Generated<string>
  /** JSON: a list of names. */
  groups: Generated<string>
  /** Name, address, unit and site in lower case without accents: lists are sorted and searched by it. */
  words: string
  state: Generated<'active' | 'left'>
  source: Generated<'hand' | 'directory' | 'sign-on'>
  /** What the directory calls them. */
  external_id: ColumnType<string | null, string | null | undefined, string | null>
  left_at: ColumnType<number | null, number | null | undefined, number | null>
  /** The language of mails to them, if the directory says; empty otherwise. */
  language: Generated<string>
  /** Who recorded that they left; empty while they have not. */
  left_by: Generated<'' | 'hand' | 'directory'>
  created_at: number
}
/** One reading of the directory, and what became of it. */
interface DirectoryRunTable {
  id: string
  /** Uploaded, or the file that DIRECTORY_FILE names. */
  source: 'upload' | 'file'
  /**
   * `ready`: waits for somebody. `held`: too many would leave. `superseded`: another was applied before anybody decided. `failed`: the file
   * could not be read.
   */
  state: 'reading' | 'ready' | 'held' | 'applying' | 'applied' | 'discarded' | 'superseded' | 'failed'
  /** Why it failed, and the text in question. */
  reason: Generated<string>
  /** SHA-256 of the file. */
  digest: string
  /** What the file is called. */
  file: Generated<string>
  /** JSON: its columns, and what each is used as. */
  columns: Generated<string>
  encoding: string
  at: number
  /** Who uploaded it. */
  read_by: string | null
  lines: number
  /** JSON: how many changes of each kind, and how many lines changed nothing. */
  counts: string
  /** How many of its changes are applied. */
  done: Generated<number>
  applied_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when a process holds it; if that was killed, another goes on. */
  held_until: ColumnType<number | null, number | null | undefined, number | null>
}
/** One line of a reading's report. */
interface DirectoryChangeTable {
  run_id: string
  n: number
  /** Of a change, `problem` or `note`. */
  kind: string
  member_id: string | null
  address: string
  /** JSON: a Change, a LineProblem or a LineNote. */
  body: string
}
export type MemberRow = Selectable<MemberTable>
export interface MemberTables {
  member: MemberTable
  directory_run: DirectoryRunTable
  directory_change: DirectoryChangeTable
}
