import type { Selectable } from 'kysely'

interface OutboxTable {
  /** A statement's own id, a UUID. */
  id: string
  kind: 'statement' | 'score'
  /** The learner that a statement is about; null for a score. */
  learner_id: string | null
  /** The link that a score belongs to, which has at most one; null for a statement. */
  link_id: string | null
  /** JSON: what we send; a score without its timestamp. */
  body: string
  /** When it was written. A score is sent with this timestamp, which only grows. */
  at: number
  /** Rows that are `sent` or have `failed` are kept only if somebody may ask about them. */
  state: 'due' | 'sent' | 'failed'
  /** The last answer, if it was not a success: the status, or `unreachable`. A score `sent` with 409 is older than the platform's. */
  reason: string | null
  tries: number
  due_at: number
}
export interface OutboxTables {
  outbox: OutboxTable
}
export type OutboxRow = Selectable<OutboxTable>
