import 'server-only'
import { type Table, refersTo, bigint, boolean, id, integer, optional, belongsTo, withDefault, text, timestamp, unique } from './table'

/** The tables of better-auth, with its column names and each database's own types for dates and booleans. */
const signIn: Record<string, Table> = {
  user: {
    columns: {
      id,
      name: text,
      email: unique(text),
      emailVerified: boolean,
      image: optional(text),
      createdAt: timestamp,
      updatedAt: timestamp,
      namedBy: withDefault(text, 'holder'),
    },
  },
  session: {
    columns: {
      id,
      expiresAt: timestamp,
      token: unique(text),
      ipAddress: optional(text),
      userAgent: optional(text),
      userId: belongsTo('user.id'),
      createdAt: timestamp,
      updatedAt: timestamp,
      secondFactor: optional(text),
      providerSaid: optional(text),
    },
    indexes: { session_user: ['userId'] },
  },
  account: {
    columns: {
      id,
      accountId: text,
      providerId: text,
      accessToken: optional(text),
      refreshToken: optional(text),
      idToken: optional(text),
      accessTokenExpiresAt: optional(timestamp),
      refreshTokenExpiresAt: optional(timestamp),
      scope: optional(text),
      password: optional(text),
      userId: belongsTo('user.id'),
      createdAt: timestamp,
      updatedAt: timestamp,
    },
    indexes: { account_user: ['userId'] },
  },
  verification: {
    columns: { id, identifier: text, value: text, expiresAt: timestamp, createdAt: timestamp, updatedAt: timestamp },
    indexes: { verification_identifier: ['identifier'] },
  },
  passkey: {
    columns: {
      id,
      name: optional(text),
      publicKey: text,
      credentialID: text,
      counter: integer,
      deviceType: text,
      backedUp: boolean,
      transports: optional(text),
      createdAt: optional(timestamp),
      aaguid: optional(text),
      userId: belongsTo('user.id'),
    },
    indexes: { passkey_user: ['userId'], passkey_credential: ['credentialID'] },
  },
}

export const accounts: Record<string, Table> = {
  ...signIn,
  second_factor: {
    columns: {
      user_id: belongsTo('user.id', id),
      secret: optional(text),
      waiting: optional(text),
      waiting_at: withDefault(bigint, 0),
      since: optional(bigint),
      last_step: withDefault(bigint, 0),
    },
  },
  recovery_code: { columns: { user_id: belongsTo('user.id'), hash: text }, key: ['user_id', 'hash'] },
  user_role: { columns: { user_id: belongsTo('user.id'), role: text, source: withDefault(text, 'hand') }, key: ['user_id', 'role'] },
  user_alias: { columns: { user_id: belongsTo('user.id', id), alias: unique(text) } },
  invitation: {
    columns: {
      id,
      kind: text,
      email: optional(text),
      name: optional(text),
      user_id: belongsTo('user.id', optional(text)),
      roles: text,
      cohort_id: optional(text),
      mail: withDefault(text, 'none'),
      created_at: bigint,
      expires_at: bigint,
      shown: withDefault(integer, 1),
      invited_by: refersTo('user.id'),
      reminded_at: optional(bigint),
      reminding_until: optional(bigint),
      reminders: withDefault(integer, 0),
      exempt_at: optional(bigint),
      due_at: optional(bigint),
      mail_answer: withDefault(text, ''),
    },
    indexes: { invitation_email: ['email'], invitation_by: ['invited_by'], invitation_cohort: ['cohort_id'] },
  },
  audit: {
    columns: { id, at: bigint, actor: text, action: text, subject: optional(text), detail: optional(text), thing: optional(text) },
    indexes: { audit_at: ['at'] },
  },
  erasure: { columns: { id, at: bigint } },
  setting: { columns: { name: id, body: text, updated_at: bigint } },
  sign_off: {
    columns: { scenario: text, variant: text, structure: text, texts: text, expert: text, note: text, at: bigint },
    key: ['scenario', 'variant', 'structure', 'texts'],
  },
  mail_text: { columns: { kind: text, locale: text, subject: text, body: text, updated_at: bigint }, key: ['kind', 'locale'] },
  mail_person: { columns: { user_id: belongsTo('user.id', id), locale: optional(text), digest_at: optional(bigint) } },
  kept_form: { columns: { id, user_id: belongsTo('user.id'), body: text, at: bigint } },
}
