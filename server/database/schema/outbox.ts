import 'server-only'
import { type Table, belongsTo, bigint, id, integer, optional, text, unique } from './table'

export const outbox: Record<string, Table> = {
  outbox: {
    columns: {
      id,
      kind: text,
      learner_id: belongsTo('learner.id', optional(text)),
      link_id: belongsTo('lti_link.id', unique(optional(text))),
      body: text,
      at: bigint,
      state: text,
      reason: optional(text),
      tries: integer,
      due_at: bigint,
    },
    indexes: { outbox_due: ['kind', 'state', 'due_at'], outbox_learner: ['learner_id'] },
  },
}
