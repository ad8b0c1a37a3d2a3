/**
 * What happens to the learner in a scenario, as they would put it: one for each scenario, so that what is promised on its card is what is
 * played. The order is the one in which the catalogue suggests scenarios: first what anybody may meet, last what presses hardest. Their
 * names are in `messages`, under `learn.situations`.
 */
export const SITUATIONS = [
  'message',
  'paid-view',
  'introduction',
  'trip',
  'mended',
  'devices',
  'talk',
  'job',
  'visit',
  'friend',
  'police',
  'pressure',
] as const
export type Situation = (typeof SITUATIONS)[number]

/** Where people work who meet what happens in a scenario. Their names are in `messages`, under `learn.sectors`. */
export const SECTORS = ['administration', 'politics', 'research', 'company', 'it', 'media', 'charity'] as const
export type Sector = (typeof SECTORS)[number]
