import 'server-only'
import { type Table, bigint, double, id, integer, optional, belongsTo, withDefault, text } from './table'

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

/** Since 003-published. */
export const published: Record<string, Table> = {
  published_scenario: { columns: { id: text, version: text, body: text, published_at: bigint, served: integer }, key: ['id', 'version'] },
}
