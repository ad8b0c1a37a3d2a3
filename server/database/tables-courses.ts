/** Tables of courses, enrolments and results. */
import type { ColumnType, Generated, Selectable } from 'kysely'
import type { JudgementChoice } from '@/scenarios/engine/play/events'
import type { RecordTables } from './tables-records'

interface CourseTable {
  id: string
  /** JSON: a Course as its owner is editing it. */
  draft: string
  /** The version that new learners get; 0 before the course is first published. */
  version: number
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
  /** One due day for everybody; null if each is due some days after enrolling. */
  due_at: number | null
  created_at: number
  /** JSON: who joins by themselves, a Rule; null if nobody does. */
  rule: ColumnType<string | null, string | null | undefined, string | null>
  /** When an owner asked to remind it; null once that is done. */
  remind_asked_at: ColumnType<number | null, number | null | undefined, number | null>
}
/** Whom the rule of a cohort has brought into it: nobody is brought twice. */
interface CohortJoinerTable {
  cohort_id: string
  member_id: string
  at: number
  /** Since when the rule no longer fits them; they stay enrolled. */
  outside_at: ColumnType<number | null, number | null | undefined, number | null>
}
interface EnrolmentTable {
  id: string
  course_id: string
  version: number
  learner_id: string
  cohort_id: string
  /** The cohort in which they were enrolled and whose figures they count in. Moving to another cohort does not change it. */
  block: string
  /** The id used in owners' URLs and forms: the enrolment's own id is visible in the learner's address bar and mails. */
  handle: string
  /** Shown instead of the name if the course hides names: `4F7K-29QD`. */
  code: string
  enrolled_at: number
  /**
   * When owners first saw the code, complete and together with a crowd; null until then, and if names are shown. See
   * docs/decisions/codes.md.
   */
  listed_at: number | null
  due_at: number | null
  /** When the learner was shown what the organisation sees; no item opens before that. */
  terms_seen_at: number | null
  /** When every item was done. */
  completed_at: number | null
  /** Whether the learner reached mastery, if the course requires it; null otherwise and until then. */
  passed: number | null
  /** When the course is to be taken again; null if it does not expire. */
  renew_at: number | null
  /** The enrolment that this one renews. */
  renews: string | null
  /** When the person left. */
  ended_at: number | null
  /** When a reminder about it was last handed to the mail server. */
  reminded_at: number | null
  /** When the invitation to it was, or the letter that the person was enrolled. */
  invited_at: ColumnType<number | null, number | null | undefined, number | null>
  /** When any letter about it was: the next one waits for a week. */
  notified_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Until when a process holds it for sending a reminder, or waits after a failure. */
  reminding_until: ColumnType<number | null, number | null | undefined, number | null>
  /** How many days it is kept after its end, if the course keeps records longer than the organisation: as the learner was told. */
  keep_days: ColumnType<number | null, number | null | undefined, number | null>
  /** The organisation's line about the person; null for learners without an account. */
  member_id: ColumnType<string | null, string | null | undefined, string | null>
  /** 0 once the learner is enrolled in the course again: then it is history, and the newer one stands in the record. */
  newest: Generated<number>
  /** When the first item was opened or done. */
  begun_at: ColumnType<number | null, number | null | undefined, number | null>
  exempt_at: ColumnType<number | null, number | null | undefined, number | null>
  /** 1 if it ended because the person left the organisation: it goes on if they come back. */
  left: Generated<number>
}
interface EnrolmentItemTable {
  enrolment_id: string
  /** The id of an item of the course. */
  item: string
  /** For a scenario: drawn at enrolment. */
  variant: 'hostile' | 'genuine' | null
  /** The attempt that counts: the first. */
  attempt_id: string | null
  tries: number
  done_at: number | null
  /** Whether the first attempt reached mastery, if the course requires it. */
  passed: number | null
}
/** The result of a finished attempt, computed once from its journal. */
interface AttemptResultTable {
  attempt_id: string
  /** The version it was played on: the hash of the scenario's structure, and which of its variants. */
  structure: string
  variant: 'hostile' | 'genuine'
  /** 1 if it is the first attempt that the learner finished at a scenario that counts (`isCounted`): only those are in figures. */
  first: number
  finished_at: number
  looks: JudgementChoice
  /** The path's quality, 0 to 1. */
  quality: number
  passed: number
  /** The chance to report, from 1, at which the learner first reported; null if they never did. */
  first_report: number | null
  /** 1 once it is in a published figure: nothing is counted twice. */
  counted: Generated<number>
}
/** Counts over a crowd, published once: they hold no individual, nobody can be taken out of them, and no row ever changes. */
interface PublishedFigureTable {
  id: string
  course_id: string
  /** A cohort, or `small`. */
  block: string
  scenario: string
  variant: 'hostile' | 'genuine'
  /** How many judged in the end that it was genuine, could not tell, or judged that it was an approach. */
  genuine: number
  unsure: number
  approach: number
  /** JSON: how many first reported at each chance, from the first. */
  reports: string
}
/** Whose course it is: they see and change it, beside administrators. */
interface CourseOwnerTable {
  course_id: string
  user_id: string
  since: number
}
interface CertificateTable {
  /** The code for verifying the certificate. */
  code: string
  enrolment_id: string
  /** Empty if the holder left it off or removed it. */
  name: string
  /** Who vouches for the name: the account on the day of issue, if the organisation gave it, or the holder. */
  name_by: Generated<'account' | 'holder'>
  /** The title of the course on that day. */
  title: string
  issued_at: number
  expires_at: number | null
  revoked_at: number | null
}
/** What somebody typed into a management form that was refused, so that the page can show it again. Deleted after a day. */
interface KeptFormTable {
  id: string
  user_id: string
  /** JSON. */
  body: string
  at: number
}
/** A picture in the texts of a course. */
interface CourseImageTable {
  id: string
  course_id: string
  /** `image/png` and so on, as its bytes say. */
  type: string
  /** Base64. */
  body: string
  /** What it shows. */
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
