/** The tables, as Kysely's types. In both databases ids are text, times are milliseconds since 1970, and JSON is stored as text. */
import type { Generated, Selectable } from 'kysely'
import type { AccountTables } from './accounts'
import type { CourseTables } from './courses'
import type { LtiTables } from './lti'
import type { MailTables } from './mail'
import type { MemberTables } from './members'
import type { OutboxTables } from './outbox'

interface LearnerTable {
  /** Opaque and random. Never leaves the server. */
  id: string
  created_at: number
  /** The account it belongs to; null while the learner is anonymous. An account has at most one learner. */
  user_id: string | null
}
interface DeviceTable {
  /** SHA-256 of the token in the device's cookie, so that the database alone is not enough to sign in. */
  id: string
  learner_id: string
  created_at: number
}
interface AttemptTable {
  id: string
  learner_id: string
  scenario: string
  variant: 'hostile' | 'genuine'
  /** The hashes of the scenario it is played on, and of its words. */
  structure: string
  texts: string
  /** JSON: the name drawn for each character. */
  names: string
  locale: string
  /** `practice`: the attempt it branched from. `learn`: the attempt on an older version that it continues. */
  parent: string | null
  purpose: 'learn' | 'practice'
  started_at: number
  /** 1 once the learner has said whether the scenario was fair. Their answer is in `feedback`, which leads to no attempt. */
  asked: Generated<number>
}
interface EventTable {
  attempt_id: string
  /** The number of events before this one. */
  seq: number
  body: string
  at: number
}
interface ScenarioStructureTable {
  hash: string
  scenario: string
  body: string
  used_at: number
}
/** The words of a structure in one language, as they were played. */
interface ScenarioTextsTable {
  structure: string
  hash: string
  locale: string
  body: string
  used_at: number
}
interface DeviceLinkTable {
  /** SHA-256 of the token in the link. */
  id: string
  learner_id: string
  expires_at: number
  tries: Generated<number>
}
interface RoomTable {
  id: string
  scenario: string
  title: string
  variant: 'hostile' | 'genuine'
  /** The hashes of the scenario it plays, and of its words. */
  structure: string
  texts: string
  /** JSON: the name drawn for each character. */
  names: string
  locale: string
  /** JSON: the SessionPlan, without scenario and variant. */
  plan: string
  /** Eight digits; null once expired. */
  code: string | null
  code_expires_at: number
  /** SHA-256 of the token in the facilitator link; a new link replaces it. */
  facilitator_link: string
  /** The number of commands in its log. Writing a command or an answer locks this row. */
  version: number
  /** Grows when a participant is removed. */
  removals: number
  created_at: number
  /** When its log last grew. */
  active_at: number
  /** The summary. The answers were merged into it before they were deleted. */
  summary: string | null
}
interface RoomFacilitatorTable {
  room_id: string
  /** SHA-256 of the token in the facilitator's cookie, or `user:` and the id of an account. */
  facilitator: string
  since: Generated<number>
  seen_at: Generated<number>
  device: Generated<Device | ''>
  /** 1 for the facilitator who opened the session. Nobody else can take control away from them. */
  opened: Generated<number>
}
/** All that we keep about a facilitator's device. */
export type Device = 'phone' | 'tablet' | 'computer'
interface RoomCommandTable {
  room_id: string
  version: number
  body: string
  at: number
}
interface RoomParticipantTable {
  room_id: string
  /** SHA-256 of the session and the token in the browser's cookie, so that participants cannot be matched across sessions. */
  id: string
  /** Empty if the session is anonymous. */
  name: string
  number: number
  joined_at: number
  removed: number
}
interface RoomAnswerTable {
  room_id: string
  moment: number
  /** `flags`, `round-1`, `checks-12`. */
  about: string
  /** A participant's id, or `hands` for a show of hands that the facilitator counted. */
  participant: string
  seq: number
  body: string
}
/** Who was there, as they entered it themselves. Nothing here leads to a participant or says when. */
interface RoomAttendanceTable {
  room_id: string
  id: string
  name: string
  organisation: string
}
interface RoomNoteTable {
  room_id: string
  moment: number
  body: string
}
/** Learners' answers about whether a scenario was fair. */
interface FeedbackTable {
  id: string
  scenario: string
  variant: 'hostile' | 'genuine'
  /** The hash of the scenario that they played. */
  structure: string
  locale: string
  verdict: 'fair' | 'partly' | 'unfair'
  words: string
  /** The day it came in. Once it is shown, the day on which its whole batch was shown: `2026-11-26`. */
  day: string
  /** 1 once authors see it. */
  shown: Generated<number>
}
/** The last version of each scenario that passed inspection. We serve it while the files do not pass. */
interface ServedScenarioTable {
  id: string
  folder: string
  digest: string
  body: string
  served_at: number
}
export interface Tables extends AccountTables, CourseTables, LtiTables, MailTables, MemberTables, OutboxTables {
  learner: LearnerTable
  device: DeviceTable
  attempt: AttemptTable
  event: EventTable
  scenario_structure: ScenarioStructureTable
  scenario_texts: ScenarioTextsTable
  feedback: FeedbackTable
  served_scenario: ServedScenarioTable
  device_link: DeviceLinkTable
  room: RoomTable
  room_facilitator: RoomFacilitatorTable
  room_command: RoomCommandTable
  room_participant: RoomParticipantTable
  room_answer: RoomAnswerTable
  room_note: RoomNoteTable
  room_attendance: RoomAttendanceTable
}
export type AttemptRow = Selectable<AttemptTable>
export type FeedbackRow = Selectable<FeedbackTable>
export type RoomRow = Selectable<RoomTable>
