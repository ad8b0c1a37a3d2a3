/** What is stored of a finished attempt. It can be computed from the journal again at any time. */
import type { Step } from '../play/journal'
import type { JudgementChoice } from '../play/events'
import { type Scorer, scoreAttempt } from './attempt'

export interface AttemptResult {
  looks: JudgementChoice
  quality: number
  passed: boolean
  /** The chance to report, from 1, at which the learner first reported; null if they never did. */
  firstReport: number | null
}

/** Null if the attempt is not finished. */
export function attemptResult(scorer: Scorer, steps: readonly Step[]): AttemptResult | null {
  const last = steps.at(-1)?.event
  if (last?.type !== 'judge') return null
  const { final, passed, reporting } = scoreAttempt(scorer, steps)
  return { looks: last.looks, quality: final, passed, firstReport: reporting.first }
}
