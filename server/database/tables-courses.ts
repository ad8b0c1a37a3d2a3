/** Tables of courses, who takes them, and what came of it. */
import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Standing } from '@/scenarios/engine/course/course'
import type { Sureness } from '@/scenarios/engine/play/play'

interface CourseTable {
  id: string
  /** JSON: a Course as its owner is editing it. */
  draft: string
  /** The version new learners get; 0 before it was first published. */
  version: number
  created_at: number
  updated_at: number
  archived_at: number | null
  /** Grows with each writing of its figures: of two processes that count together one begins again. */
  releases: Generated<number>
}
/** A course as it was published. Whoever is enrolled keeps the version of that day, with its rules. */
interface CourseVersionTable {
  course_id: string
  version: number
  /** JSON: a Course. */
  body: string
  at: number
}
interface CohortTable {
  id: string
  course_id: string
  name: string
  /** The token of its link for self-enrolment; null where it has none. */
  link: string | null
  /** A day for everybody; null where each is due some days after enrolling. */
  due_at: number | null
  created_at: number
}
interface EnrolmentTable {
  id: string
  course_id: string
  version: number
  learner_id: string
  cohort_id: string
  /** The cohort by which they were enrolled, whose figures they enter; no move changes it. */
  block: string
  /** What owners' addresses and forms call it: its id stands in the learner's own address bar and mails. */
  handle: string
  /** What stands for the person where names are not shown: `4F7K-29QD`. */
  code: string
  enrolled_at: number
  /** When the code was first shown to owners, complete and together with a crowd; null until then, and where names are shown. See docs/decisions/codes.md. */
  listed_at: number | null
  due_at: number | null
  /** When the learner was shown what the organisation sees; nothing is opened before. */
  terms_seen_at: number | null
  /** When every item was done. */
  completed_at: number | null
  /** Whether mastery was reached, where the course asks for it; null elsewhere and until then. */
  passed: number | null
  /** When it is to be taken again; null where the course is not renewed. */
  renew_at: number | null
  /** The enrolment that this one renews. */
  renews: string | null
  /** When the person left. */
  ended_at: number | null
  /** When a reminder that names it was last handed to the mail server. */
  reminded_at: number | null
  /** Until when a process has it in hand to remind, or lets it rest after a failure. */
  reminding_until: ColumnType<number | null, number | null | undefined, number | null>
}
interface EnrolmentItemTable {
  enrolment_id: string
  /** The id of an item of the course. */
  item: string
  /** Drawn at enrolment, for a pattern. */
  nature: 'hostile' | 'genuine' | null
  /** The attempt that counts: the first. */
  attempt_id: string | null
  tries: number
  done_at: number | null
  /** Whether the first attempt reached mastery, where the course asks for it. */
  passed: number | null
}
/** What a finished attempt came to, worked out from its journal once: what analytics read. */
interface AttemptResultTable {
  attempt_id: string
  /** The compiled scenario it was played on. */
  hash: string
  /** Whether the learner had finished nothing of this pattern before: what analytics read. */
  first: number
  finished_at: number
  looks: 'genuine' | 'approach'
  sure: Sureness
  /** The path's quality, 0 to 1. */
  quality: number
  passed: number
  /** Segments seen that are signs, and how many of them were flagged. */
  signs: number
  hits: number
  /** The same of everything that is not a sign. */
  decoys: number
  false_alarms: number
  /** Flags and choices, packed by the legend of the compiled scenario: `scenarios/engine/score/marks.ts`. */
  marks: string
  /** What of it stands in released figures: a character each for the judgement and every place of `marks`; empty for nothing. */
  counted: Generated<string>
  /** The same of how it goes with the rest of the course. */
  weighed: Generated<string>
  /** Whether its word of confidence does. */
  said: Generated<number>
}
/** Sums of crowds, written once: nobody is in them, and nothing takes anybody out. They only grow, by crowds. */
interface ReleaseTable {
  course_id: string
  /** A cohort, or `small`. */
  block: string
  /** Empty, as `hash` is, for the words of confidence, which are told over all items. */
  item: string
  hash: string
  /** The month of the last attempt of each batch, `2026-09`. */
  month: string
  /** JSON: a ReleaseBody. */
  body: string
}
interface CertificateTable {
  /** What is typed to verify it. */
  code: string
  enrolment_id: string
  /** Empty where it was left off, or taken off. */
  name: string
  /** Whose word the name is: the account's on the day of issue, where the organisation gave it, or its holder's. */
  name_by: Generated<'account' | 'holder'>
  /** The course's, on that day. */
  title: string
  issued_at: number
  expires_at: number | null
  revoked_at: number | null
}
/** What somebody typed into a form of management that could not be carried out, so that the page shows it again. It goes after a day. */
interface KeptFormTable {
  id: string
  user_id: string
  /** JSON. */
  body: string
  at: number
}
/** What stays of an erased record of a course that was asked of its learner. It leads to nobody. */
interface RecordTombstoneTable {
  /** Random. */
  id: string
  course_id: string
  version: number
  cohort_id: string
  standing: Standing
  overdue: number
  /** Of the erasure: `2026-11`. */
  month: string
}
export interface CourseTables {
  course: CourseTable
  course_version: CourseVersionTable
  cohort: CohortTable
  enrolment: EnrolmentTable
  enrolment_item: EnrolmentItemTable
  attempt_result: AttemptResultTable
  release: ReleaseTable
  certificate: CertificateTable
  kept_form: KeptFormTable
  record_tombstone: RecordTombstoneTable
}
export type EnrolmentRow = Selectable<EnrolmentTable>
export type CohortRow = Selectable<CohortTable>
