import 'server-only'
import { type Table, belongsTo, bigint, id, integer, optional, refersTo, text, unique, withDefault } from './table'

export const members: Record<string, Table> = {
  member: {
    columns: {
      id,
      user_id: belongsTo('user.id', unique(optional(text))),
      address: unique(text),
      name: text,
      unit: withDefault(text, ''),
      site: withDefault(text, ''),
      manager: withDefault(text, ''),
      groups: withDefault(text, '[]'),
      words: text,
      state: withDefault(text, 'active'),
      source: withDefault(text, 'hand'),
      external_id: unique(optional(text)),
      left_at: optional(bigint),
      joined_at: optional(bigint),
      created_at: bigint,
      language: withDefault(text, ''),
      left_by: withDefault(text, ''),
      overdue_told_at: optional(bigint),
    },
    indexes: { member_words: ['words', 'id'], member_unit: ['unit'] },
  },
  directory_run: {
    columns: {
      id,
      source: text,
      state: text,
      reason: withDefault(text, ''),
      digest: text,
      encoding: text,
      at: bigint,
      read_by: refersTo('user.id'),
      lines: integer,
      counts: text,
      done: withDefault(integer, 0),
      applied_at: optional(bigint),
      held_until: optional(bigint),
      file: withDefault(text, ''),
      columns: withDefault(text, '[]'),
    },
  },
  directory_change: {
    columns: {
      run_id: belongsTo('directory_run.id'),
      n: integer,
      kind: text,
      member_id: belongsTo('member.id', optional(text)),
      address: text,
      body: text,
    },
    key: ['run_id', 'n'],
    indexes: { directory_change_kind: ['run_id', 'kind', 'n'], directory_change_member: ['member_id'] },
  },
}
