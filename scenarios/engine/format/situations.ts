/**
 * What happens to the learner in a story, as they would put it: one for each story, so that what is promised on its card is what is
 * played. Their names are in `messages`, under `learn.situations`.
 */
export const SITUATIONS = [
  'message',
  'paid-view',
  'talk',
  'trip',
  'devices',
  'job',
  'visit',
  'friend',
  'introduction',
  'mended',
  'pressure',
  'police',
] as const
export type Situation = (typeof SITUATIONS)[number]
