import type { ColumnType, Generated, Selectable } from 'kysely'

/** One row for each person with an account, an invitation or a line in the directory. Only `server/accounts/members.ts` writes it. */
interface MemberTable {
  id: string
  /** Their account; null while they have none. */
  user_id: string | null
  /** In lower case. */
  address: string
  name: string
  unit: Generated<string>
  site: Generated<string>
  manager: Generated<string>
  /** JSON: a list of names. */
  groups: Generated<string>
  /** Name, address, unit and site in lower case without accents. Lists are sorted and searched by it. */
  words: string
  state: Generated<'active' | 'left'>
  source: Generated<'hand' | 'directory' | 'sign-on'>
  external_id: ColumnType<string | null, string | null | undefined, string | null>
  left_at: ColumnType<number | null, number | null | undefined, number | null>
  /** The end of the day on which they joined the organisation, if the directory says. */
  joined_at: ColumnType<number | null, number | null | undefined, number | null>
  /** The language of mails to them, if the directory has one; empty otherwise. */
  language: Generated<string>
  /** Who recorded that they left; empty if they have not. */
  left_by: Generated<'' | 'hand' | 'directory'>
  created_at: number
  /** When they were last told, as a manager, who of their people is overdue. */
  overdue_told_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when the directory changed it, so that somebody who adds the old address does not add the person again. */
  former_address: ColumnType<string | null, string | null | undefined, string | null>
}
interface DirectoryRunTable {
  id: string
  /** An upload, or the file that DIRECTORY_FILE names. */
  source: 'upload' | 'file'
  /** `held`: too many people would leave. `superseded`: another was applied before anyone decided. */
  state: 'reading' | 'ready' | 'held' | 'applying' | 'applied' | 'discarded' | 'superseded' | 'failed'
  reason: Generated<string>
  digest: string
  file: Generated<string>
  /** JSON: its columns, and what we use each one as. */
  columns: Generated<string>
  encoding: string
  at: number
  read_by: string | null
  lines: number
  /** JSON: how many changes of each kind, and how many lines changed nothing. */
  counts: string
  done: Generated<number>
  applied_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when a process holds it. If that process was killed, another goes on. */
  held_until: ColumnType<number | null, number | null | undefined, number | null>
}
interface DirectoryChangeTable {
  run_id: string
  n: number
  /** The kind of change, `problem` or `note`. */
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
