/** The tables, as Kysely's types. Ids are text, times are milliseconds since 1970, JSON stands in text, in both databases. */
import type { Selectable } from 'kysely'

interface LearnerTable {
  /** Opaque, random, and known to the server alone. */
  id: string
  created_at: number
}
interface DeviceTable {
  /** SHA-256 of the token in the device's cookie: the database alone signs nobody in. */
  id: string
  learner_id: string
  created_at: number
}
interface AttemptTable {
  id: string
  learner_id: string
  pattern: string
  nature: 'hostile' | 'genuine'
  /** The compiled scenario it is played on. */
  hash: string
  seed: number
  locale: string
  /** `practice`: the attempt it was split off from. `learn`: the attempt of an older version that it continues. */
  parent: string | null
  purpose: 'learn' | 'practice'
  started_at: number
}
interface EventTable {
  attempt_id: string
  /** The number of events before this one. */
  seq: number
  body: string
  at: number
}
interface CompiledTable {
  hash: string
  pattern: string
  nature: 'hostile' | 'genuine'
  body: string
  archived_at: number
}
interface DeviceLinkTable {
  /** SHA-256 of the token in the link. */
  id: string
  learner_id: string
  expires_at: number
}
export interface Tables {
  learner: LearnerTable
  device: DeviceTable
  attempt: AttemptTable
  event: EventTable
  compiled: CompiledTable
  device_link: DeviceLinkTable
}
export type AttemptRow = Selectable<AttemptTable>
