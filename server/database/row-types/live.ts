import type { Generated, Selectable } from 'kysely'

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
/** Why people voted as they did. Nothing here leads to a participant or says when. */
interface RoomWhyTable {
  room_id: string
  moment: number
  /** JSON: a WhySheet. */
  body: string
}
/** Which answers the cockpit counts before a reveal, added up, with nothing that leads to a participant. */
interface RoomSteadyTable {
  room_id: string
  moment: number
  /** JSON: Counted. */
  body: string
}
interface RoomNoteTable {
  room_id: string
  moment: number
  body: string
}
export interface LiveTables {
  room: RoomTable
  room_facilitator: RoomFacilitatorTable
  room_command: RoomCommandTable
  room_participant: RoomParticipantTable
  room_answer: RoomAnswerTable
  room_note: RoomNoteTable
  room_why: RoomWhyTable
  room_steady: RoomSteadyTable
  room_attendance: RoomAttendanceTable
}
export type RoomRow = Selectable<RoomTable>
