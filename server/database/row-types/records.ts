import type { ColumnType, Generated } from 'kysely'
import type { Act } from '@/scenarios/engine/course/acts'
import type { ProgressState } from '@/scenarios/engine/course/course'
import type { State } from '@/scenarios/engine/course/state'

/** What remains of an erased record of a required course. It leads to nobody. */
interface RecordTombstoneTable {
  id: string
  course_id: string
  version: number
  cohort_id: string
  standing: ProgressState | 'exempt'
  overdue: number
  /** The month of the erasure: `2026-11`. */
  month: string
}
/** One act on one or more lines of a record. */
interface RecordActTable {
  id: string
  course_id: string
  kind: Act
  /** Who did it; null once their account is gone. */
  by_user: string | null
  reason: string
  at: number
  undone_at: ColumnType<number | null, number | null | undefined, number | null>
}
interface RecordBeforeTable {
  act_id: string
  enrolment_id: string
  /** JSON: LineFacts before and after the act. */
  before: string
  after: string
  undone_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** Somebody invited to the course whom an act changed. Moves to `record_before` once they have joined. */
interface InvitedBeforeTable {
  act_id: string
  member_id: string
  /** JSON: InvitedFacts. */
  before: string
  after: string
  undone_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** Keeps the records of a person or a course from being removed. */
interface HoldTable {
  id: string
  user_id: string | null
  course_id: string | null
  reason: string
  created_at: number
  until: number
}
/** How many people of a unit and a site were in each state of a course in a month. Only for courses by name, because a code has no unit. */
interface StandingMonthTable {
  /** `2026-11`. */
  month: string
  course_id: string
  /** Empty for people without one. */
  unit: string
  site: string
  state: State
  people: number
  overdue: number
  at: number
}
interface AuditFileTable {
  id: string
  /** Null for all courses. */
  course_id: string | null
  /** `2026-11-27`. */
  from_day: string
  to_day: string
  locale: string
  user_id: string
  state: 'waiting' | 'ready' | 'failed'
  /** In percent. */
  progress: Generated<number>
  tries: Generated<number>
  asked_at: number
  /** Until when a process holds it to make it. */
  held_until: Generated<number>
  made_at: number | null
  bytes: Generated<number>
}
interface AuditFilePartTable {
  audit_file_id: string
  part: number
  /** A part of the ZIP in Base64, so that the column is the same on both databases. */
  body: string
}
/** How many mails of a kind about a course went out on a day. We do not record who got them. */
interface MailDayTable {
  course_id: string
  /** `2026-11-27`, in UTC. */
  day: string
  kind: string
  sent: number
}
export interface RecordTables {
  hold: HoldTable
  record_tombstone: RecordTombstoneTable
  record_act: RecordActTable
  record_before: RecordBeforeTable
  invited_before: InvitedBeforeTable
  standing_month: StandingMonthTable
  audit_file: AuditFileTable
  audit_file_part: AuditFilePartTable
  mail_day: MailDayTable
}
