import 'server-only'
import { type Table, bigint, double, id, integer, optional, belongsTo, withDefault, text, unique } from './table'

export const play: Record<string, Table> = {
  served_scenario: { columns: { id, folder: text, digest: text, body: text, served_at: bigint } },
  scenario_structure: { columns: { hash: id, scenario: text, body: text, used_at: bigint } },
  scenario_texts: {
    columns: { structure: text, hash: text, locale: text, body: text, used_at: bigint },
    key: ['structure', 'hash'],
    foreign: { scenario_texts_structure_fkey: [['structure'], 'scenario_structure', ['hash']] },
  },
  learner: {
    columns: { id, created_at: bigint, user_id: optional(text) },
    indexes: { learner_user: { on: ['user_id'], unique: true } },
  },
  device: { columns: { id, learner_id: belongsTo('learner.id'), created_at: bigint } },
  device_link: { columns: { id, learner_id: belongsTo('learner.id'), expires_at: bigint, tries: withDefault(integer, 0) } },
  attempt: {
    columns: {
      id,
      learner_id: belongsTo('learner.id'),
      scenario: text,
      variant: text,
      structure: text,
      texts: text,
      names: text,
      locale: text,
      parent: optional(text),
      purpose: text,
      started_at: bigint,
      asked: withDefault(integer, 0),
    },
    foreign: { attempt_scenario: [['structure', 'texts'], 'scenario_texts', ['structure', 'hash']] },
    indexes: { attempt_learner: ['learner_id', 'started_at'], attempt_texts: ['structure', 'texts'] },
  },
  event: { columns: { attempt_id: belongsTo('attempt.id'), seq: integer, body: text, at: bigint }, key: ['attempt_id', 'seq'] },
  attempt_result: {
    columns: {
      attempt_id: belongsTo('attempt.id', id),
      structure: text,
      variant: text,
      first: integer,
      finished_at: bigint,
      looks: text,
      quality: double,
      passed: integer,
      first_report: optional(integer),
      counted: withDefault(integer, 0),
    },
  },
  feedback: {
    columns: {
      id,
      scenario: text,
      variant: text,
      structure: text,
      locale: text,
      verdict: text,
      words: text,
      day: text,
      shown: withDefault(integer, 0),
    },
  },
}

export const live: Record<string, Table> = {
  room: {
    columns: {
      id,
      scenario: text,
      title: text,
      variant: text,
      structure: text,
      texts: text,
      names: text,
      locale: text,
      plan: text,
      code: unique(optional(text)),
      code_expires_at: bigint,
      facilitator_link: text,
      version: integer,
      removals: integer,
      created_at: bigint,
      active_at: bigint,
      summary: optional(text),
    },
    foreign: { room_scenario: [['structure', 'texts'], 'scenario_texts', ['structure', 'hash']] },
  },
  room_facilitator: {
    columns: {
      room_id: belongsTo('room.id'),
      facilitator: text,
      since: withDefault(bigint, 0),
      seen_at: withDefault(bigint, 0),
      device: withDefault(text, ''),
      opened: withDefault(integer, 0),
    },
    key: ['facilitator', 'room_id'],
  },
  room_command: { columns: { room_id: belongsTo('room.id'), version: integer, body: text, at: bigint }, key: ['room_id', 'version'] },
  room_participant: {
    columns: { room_id: belongsTo('room.id'), id: text, name: text, number: integer, joined_at: bigint, removed: integer },
    key: ['room_id', 'id'],
  },
  room_answer: {
    columns: { room_id: belongsTo('room.id'), moment: integer, about: text, participant: text, seq: bigint, body: text },
    key: ['room_id', 'moment', 'about', 'participant'],
  },
  room_attendance: { columns: { room_id: belongsTo('room.id'), id: text, name: text, organisation: text }, key: ['room_id', 'id'] },
  room_note: { columns: { room_id: belongsTo('room.id'), moment: integer, body: text }, key: ['room_id', 'moment'] },
}
