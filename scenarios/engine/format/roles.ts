/** For whom a story is meant. Their names are in `messages`, under `learn.roles`. */
export const ROLES = [
  'policy-officer',
  'engineer',
  'former-official',
  'scientist',
  'defence-researcher',
  'retired-officer',
  'official',
  'mayor',
  'journalist',
  'executive',
  'everyone',
] as const
export type Role = (typeof ROLES)[number]
