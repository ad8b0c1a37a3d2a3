export type Choices = Record<string, string>
export const SURENESS = ['guessing', 'fairly', 'certain'] as const
export type Sureness = (typeof SURENESS)[number]
export const LOOKS = ['genuine', 'unsure', 'approach'] as const
export type JudgementChoice = (typeof LOOKS)[number]
/** How the contact looks to the learner on the way: from 1, genuine, over 3, unsure, to 5, an approach. */
export const RATINGS = [1, 2, 3, 4, 5] as const
export type Rating = (typeof RATINGS)[number]

export type PlayEvent =
  | { type: 'flag'; segment: string }
  | { type: 'unflag'; segment: string }
  | { type: 'check'; check: string }
  /** Reports to the security officer: once a moment, before or after its act. */
  | { type: 'report' }
  | { type: 'decide'; choices: Choices; rating?: Rating }
  | { type: 'continue' }
  /** A learner who is unsure is not asked how sure they are. */
  | { type: 'judge'; looks: Exclude<JudgementChoice, 'unsure'>; sure: Sureness }
  | { type: 'judge'; looks: 'unsure' }
