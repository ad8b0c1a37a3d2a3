import 'server-only'
import { type Table, refersTo, bigint, id, integer, optional, belongsTo, text } from './table'

export const lti: Record<string, Table> = {
  lti_platform: {
    columns: {
      id,
      name: text,
      issuer: text,
      client_id: text,
      auth_url: text,
      token_url: text,
      jwks_url: text,
      origins: text,
      courses: text,
      reports: text,
      registering: optional(text),
      registering_until: optional(bigint),
      signing_keys: optional(text),
      created_at: bigint,
    },
    unique: { lti_platform_client: ['issuer', 'client_id'] },
  },
  lti_deployment: {
    columns: { platform_id: belongsTo('lti_platform.id'), deployment: text, accepted: integer, seen_at: bigint },
    key: ['platform_id', 'deployment'],
  },
  lti_launch: {
    columns: {
      id,
      platform_id: belongsTo('lti_platform.id'),
      nonce: optional(text),
      asked: optional(text),
      claims: optional(text),
      learner_id: belongsTo('learner.id', optional(text)),
      chosen: optional(text),
      expires_at: bigint,
    },
  },
  lti_person: {
    columns: { platform_id: belongsTo('lti_platform.id'), subject: text, learner_id: belongsTo('learner.id') },
    key: ['platform_id', 'subject'],
    indexes: { lti_person_learner: ['learner_id'] },
  },
  lti_link: {
    columns: {
      id,
      learner_id: belongsTo('learner.id'),
      platform_id: belongsTo('lti_platform.id'),
      link: text,
      disclosed: text,
      disclosed_at: bigint,
      target: text,
      attempt_id: refersTo('attempt.id'),
      enrolment_id: refersTo('enrolment.id'),
      lineitem: optional(text),
      members: optional(text),
    },
    unique: { lti_link_key: ['learner_id', 'platform_id', 'link'] },
  },
}
