import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Turn } from '@/scenarios/engine/course/items'
import type { Outcome } from '@/scenarios/engine/format/outcomes'
import type { JudgementChoice } from '@/scenarios/engine/play/events'
import type { RecordTables } from './records'

interface CourseTable {
  id: string
  /** JSON: a Course as its owner is editing it. */
  draft: string
  /** The version that new learners get; 0 before the course is first published. */
  version: number
  /** Of the published version, and when the first one was, so that SQL can work out when people are due. */
  due_days: ColumnType<number | null, number | null | undefined, number | null>
  published_at: ColumnType<number | null, number | null | undefined, number | null>
  created_at: number
  updated_at: number
  archived_at: number | null
}
/** A course as published. Learners keep the version they enrolled in, with its rules. */
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
  /** The token of the self-enrolment link; null if there is none. */
  link: string | null
  /** One due day for everybody; null if each person is due some days after enrolling. */
  due_at: number | null
  created_at: number
  /** JSON: a Rule about who joins automatically; null if nobody does. */
  rule: ColumnType<string | null, string | null | undefined, string | null>
  /** When an owner asked for reminders to the cohort; null once they are sent. */
  remind_asked_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** People whom a cohort's rule has enrolled or invited. It does so once: an owner may have undone it. */
interface CohortJoinerTable {
  cohort_id: string
  member_id: string
  at: number
}
interface EnrolmentTable {
  id: string
  course_id: string
  version: number
  learner_id: string
  cohort_id: string
  /** The cohort in which they were enrolled and whose figures they count in. Moving to another cohort does not change it. */
  block: string
  /** The id in owners' URLs and forms, because the learner sees the enrolment's own id in the address bar and in mails. */
  handle: string
  /** Shown instead of the name if the course hides names: `4F7K-29QD`. */
  code: string
  enrolled_at: number
  /** When owners first saw it, complete and together with a crowd; otherwise null. See docs/decisions/codes.md. */
  listed_at: number | null
  due_at: number | null
  /** From when the course's days count; null: from `enrolled_at`. */
  due_from: ColumnType<number | null, number | null | undefined, number | null>
  /** When the learner was shown what the organisation sees. No item opens before that. */
  terms_seen_at: number | null
  completed_at: number | null
  /** Whether the learner reached mastery, if the course requires it; null otherwise, and until then. */
  passed: number | null
  /** When the course has to be taken again; null if it does not expire. */
  renew_at: number | null
  renews: string | null
  turn: Generated<Turn>
  ended_at: number | null
  /** When the last reminder about it was handed to the mail server. */
  reminded_at: number | null
  /** When the invitation, or the letter about the enrolment, was handed to the mail server. */
  invited_at: ColumnType<number | null, number | null | undefined, number | null>
  /** When any letter about it was. The next one waits for a week. */
  notified_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when a process holds it to send a reminder, or waits after a failure. */
  reminding_until: ColumnType<number | null, number | null | undefined, number | null>
  /** If the course keeps records longer than the organisation. The learner was shown this number. */
  keep_days: ColumnType<number | null, number | null | undefined, number | null>
  /** Null for learners without an account. */
  member_id: ColumnType<string | null, string | null | undefined, string | null>
  /** 0 once the learner is enrolled in the course again. The record then shows the newer enrolment. */
  newest: Generated<number>
  /** When the first item was opened or done. */
  begun_at: ColumnType<number | null, number | null | undefined, number | null>
  exempt_at: ColumnType<number | null, number | null | undefined, number | null>
  /** 1 if it ended because the person left the organisation. It goes on if they come back. */
  left: Generated<number>
}
interface EnrolmentItemTable {
  enrolment_id: string
  item: string
  /** Drawn when a scenario with two variants is first opened. */
  variant: 'hostile' | 'genuine' | null
  /** The first attempt. Repeats name it as their parent. */
  attempt_id: string | null
  tries: number
  done_at: number | null
  /** Of the best attempt that ended; null for what has no outcome, and before that. */
  outcome: Outcome | null
  result: number | null
}
interface AttemptResultTable {
  attempt_id: string
  /** The version it was played on: the hash of the scenario's structure, and which variant. */
  structure: string
  variant: 'hostile' | 'genuine'
  /** 1 for the first attempt that the learner finished at a scenario that counts (`isCounted`). Only those are in figures. */
  first: number
  finished_at: number
  looks: JudgementChoice
  /** Null of what does not count: nobody can look there for how somebody acted in a case that may be like their own. */
  outcome: Outcome | null
  /** 0 to 100, whole. */
  result: number | null
  /** The chance to report, counted from 1, at which the learner first reported; null if they never did. */
  first_report: number | null
  /** 1 once a published figure includes it, so that nothing is counted twice. */
  counted: Generated<number>
}
/** Counts over a crowd, published once. They hold no individual and nobody can be taken out of them, so no row ever changes. */
interface PublishedFigureTable {
  id: string
  course_id: string
  block: string
  scenario: string
  variant: 'hostile' | 'genuine'
  /** How many judged at the end that it was genuine, could not tell, or judged that it was an approach. */
  genuine: number
  unsure: number
  approach: number
  /** JSON: how many first reported at each chance. */
  reports: string
}
/** The owners of a course, who see and change it; administrators do so as well. */
interface CourseOwnerTable {
  course_id: string
  user_id: string
  since: number
}
interface CertificateTable {
  code: string
  enrolment_id: string
  /** Empty if the holder left it off or removed it. */
  name: string
  /** Who vouches for the name: `account` if the organisation had given it by the day of issue, otherwise the holder. */
  name_by: Generated<'account' | 'holder'>
  /** The title of the course on the day of issue. */
  title: string
  issued_at: number
  expires_at: number | null
  revoked_at: number | null
}
/** What somebody typed into a management form that was refused, so that the page can show it again. Deleted after a day. */
interface KeptFormTable {
  id: string
  user_id: string
  body: string
  at: number
}
interface CourseImageTable {
  id: string
  course_id: string
  /** `image/png` and so on, determined from the bytes. */
  type: string
  /** Base64. */
  body: string
  alt: string
  created_at: number
}
export interface CourseTables extends RecordTables {
  course: CourseTable
  course_version: CourseVersionTable
  course_owner: CourseOwnerTable
  cohort: CohortTable
  cohort_joiner: CohortJoinerTable
  enrolment: EnrolmentTable
  enrolment_item: EnrolmentItemTable
  attempt_result: AttemptResultTable
  published_figure: PublishedFigureTable
  certificate: CertificateTable
  kept_form: KeptFormTable
  course_image: CourseImageTable
}
export type EnrolmentRow = Selectable<EnrolmentTable>
export type CohortRow = Selectable<CohortTable>
