/**
 * What happens to the learner in a scenario, as they would put it. Each scenario has one, so that its card promises what is played. The
 * catalogue suggests scenarios in this order: first what anyone may meet, last what puts the most pressure on them. Their names are in
 * `messages`, under `learn.situations`.
 */
export const SITUATIONS = [
  'message',
  'paid-view',
  'introduction',
  'trip',
  'mended',
  'devices',
  'talk',
  'lecture',
  'statement',
  'embassy',
  'job',
  'undeclared',
  'visit',
  'partner',
  'friend',
  'police',
  'pressure',
] as const
export type Situation = (typeof SITUATIONS)[number]

/** Where people work who meet what happens in a scenario. Their names are in `messages`, under `learn.sectors`. */
export const SECTORS = ['administration', 'politics', 'research', 'company', 'it', 'media', 'charity'] as const
export type Sector = (typeof SECTORS)[number]
