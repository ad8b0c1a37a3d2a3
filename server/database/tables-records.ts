/** Tables of what is done with records: acts, holds, counts by month, audit files. */
import type { ColumnType, Generated } from 'kysely'
import type { Act } from '@/scenarios/engine/course/acts'
import type { ProgressState } from '@/scenarios/engine/course/course'
import type { State } from '@/scenarios/engine/course/state'

/** What remains of an erased record of a required course. It leads to nobody. */
interface RecordTombstoneTable {
  /** Random. */
  id: string
  course_id: string
  version: number
  cohort_id: string
  standing: ProgressState | 'exempt'
  overdue: number
  /** The month of the erasure: `2026-11`. */
  month: string
}
/** What somebody did to lines of a record at once. */
interface RecordActTable {
  id: string
  course_id: string
  kind: Act
  /** Who did it; null once their account is gone. */
  by_user: string | null
  /** Why, where a reason is asked for. */
  reason: string
  at: number
  undone_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** An enrolment that an act changed. */
interface RecordBeforeTable {
  act_id: string
  enrolment_id: string
  /** JSON: LineFacts, before the act and after it. */
  before: string
  after: string
  /** When it was undone for this one. */
  undone_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** Somebody invited to the course whom an act changed. Goes over to `record_before` once they have joined. */
interface InvitedBeforeTable {
  act_id: string
  member_id: string
  /** JSON: InvitedFacts. */
  before: string
  after: string
  undone_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** Keeps the records of a person or of a course from being removed until then. */
interface HoldTable {
  id: string
  user_id: string | null
  course_id: string | null
  reason: string
  created_at: number
  until: number
}
/** How many people of a unit and a site stood where in a course in a month. Only courses by name: a code has no unit. */
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
  /** When they were counted. */
  at: number
}
/** An audit file: who asked for it, of which course and time, and how far it is. */
interface AuditFileTable {
  id: string
  /** Null for all courses. */
  course_id: string | null
  /** `2026-11-27`. */
  from_day: string
  to_day: string
  locale: string
  user_id: string
  /** `erased`: somebody in it was, and it holds nothing any more. */
  state: 'waiting' | 'ready' | 'failed' | 'erased'
  /** In percent. */
  progress: Generated<number>
  tries: Generated<number>
  asked_at: number
  /** Until when a process holds it for making it. */
  held_until: Generated<number>
  made_at: number | null
  bytes: Generated<number>
}
interface AuditFilePartTable {
  audit_file_id: string
  part: number
  /** A part of the ZIP, in Base64: the same column on both databases. */
  body: string
}
/** How many mails of a kind about a course went out on a day. To whom is written nowhere. */
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
