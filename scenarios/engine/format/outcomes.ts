/** How a play ended, best first. What leads to which is in `score/outcome.ts`. */
export const OUTCOMES = ['held', 'repaired', 'missed', 'lost'] as const
export type Outcome = (typeof OUTCOMES)[number]
