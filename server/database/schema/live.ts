import 'server-only'
import { type Table, belongsTo, bigint, id, integer, optional, text, unique, withDefault } from './table'

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
  room_why: { columns: { room_id: belongsTo('room.id'), moment: integer, body: text }, key: ['room_id', 'moment'] },
  room_steady: { columns: { room_id: belongsTo('room.id'), moment: integer, body: text }, key: ['room_id', 'moment'] },
  room_note: { columns: { room_id: belongsTo('room.id'), moment: integer, body: text }, key: ['room_id', 'moment'] },
}
