/** What other systems are still to be told, and what became of it. */
import type { Selectable } from 'kysely'

interface OutboxTable {
  /** Of a statement its own, a UUID. */
  id: string
  kind: 'statement' | 'score'
  /** The learner that a statement is about; null for a score. */
  learner_id: string | null
  /** The link that a score is of, which has one at most; null for a statement. */
  link_id: string | null
  /** JSON: what is sent; a score without its timestamp. */
  body: string
  /** When it was written; of a score the timestamp it is sent with, which only grows. */
  at: number
  /** What is `sent` or has `failed` stays only where somebody may ask what became of it. */
  state: 'due' | 'sent' | 'failed'
  /** What the last try was answered with, unless that was yes: the status, or `unreachable`. A score `sent` with 409 is older than theirs. */
  reason: string | null
  tries: number
  due_at: number
}
export interface OutboxTables {
  outbox: OutboxTable
}
export type OutboxRow = Selectable<OutboxTable>
