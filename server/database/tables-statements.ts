/** The outbox of a learning record store. */
import type { Selectable } from 'kysely'

interface StatementTable {
  /** Of the statement, too: a UUID. */
  id: string
  learner_id: string
  /** JSON: the statement as it is sent. */
  body: string
  made_at: number
  /** How often it was sent without being taken. */
  tries: number
  due_at: number
}
export interface StatementTables {
  statement: StatementTable
}
export type StatementRow = Selectable<StatementTable>
