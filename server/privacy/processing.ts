import 'server-only'
import type { Tables } from '../database/row-types/tables'
import { AUDIT_FILE_DAYS } from '../audit-files/audit-files'
import { config } from '../platform/config'
import { organisation } from '../organisation/organisation'

/** With the tables that hold them. Tests compare the tables with the database, so that none is missing from the pages about privacy. */
export const KINDS = {
  selfStudy: ['learner', 'device', 'device_link', 'attempt', 'event', 'attempt_result'],
  feedback: ['feedback'],
  account: ['user', 'account', 'passkey', 'user_role', 'course_owner'],
  secondFactor: ['second_factor', 'recovery_code'],
  signIn: ['session', 'verification'],
  notice: ['notice'],
  invitation: ['invitation'],
  directory: ['member', 'cohort_joiner', 'directory_run', 'directory_change'],
  statements: ['outbox'],
  course: ['enrolment', 'enrolment_item'],
  acts: ['record_act', 'record_before', 'invited_before'],
  certificate: ['certificate'],
  launch: ['lti_person', 'lti_link', 'outbox', 'lti_launch'],
  hold: ['hold'],
  compliance: ['standing_month'],
  auditFile: ['audit_file', 'audit_file_part'],
  figures: ['published_figure'],
  live: [
    'room',
    'room_facilitator',
    'room_command',
    'room_note',
    'room_participant',
    'room_answer',
    'room_steady',
    'room_why',
    'room_attendance',
  ],
  mail: ['mail_person', 'mail_day'],
  drafts: ['kept_form'],
  contacts: ['setting', 'sign_off'],
  audit: ['audit', 'user_alias'],
  erasure: ['erasure', 'record_tombstone'],
  log: [],
} as const satisfies Record<string, readonly (keyof Tables)[]>
export type Kind = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as Kind[]

export const SHOWN_KINDS = {
  doing: ['selfStudy', 'statements', 'course', 'certificate', 'launch', 'live', 'feedback'],
  others: ['invitation', 'directory', 'acts', 'hold', 'auditFile', 'notice'],
  account: ['account', 'secondFactor', 'signIn', 'mail', 'drafts', 'audit'],
  sums: ['figures', 'compliance', 'contacts', 'erasure', 'log'],
} as const satisfies Record<string, readonly Kind[]>
export const SHOWN_PARTS = Object.keys(SHOWN_KINDS) as (keyof typeof SHOWN_KINDS)[]

export async function keptDays(): Promise<Record<'days' | 'records' | 'audit' | 'live' | 'auditFiles', number>> {
  const { retention } = await organisation()
  return {
    days: retention.anonymous,
    records: retention.records,
    audit: retention.audit,
    live: config().LIVE_KEEP_DAYS,
    auditFiles: AUDIT_FILE_DAYS,
  }
}
