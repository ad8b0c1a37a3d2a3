/** What is stored of a finished attempt. It can be computed from the journal again at any time. */
import type { Outcome } from '../format/outcomes'
import type { KeyedPlay } from '../play/compiled'
import type { JudgementChoice } from '../play/events'
import type { Step } from '../play/journal'
import { scoreAttempt } from './attempt'

export interface AttemptResult {
  looks: JudgementChoice
  outcome: Outcome
  /** 0 to 100, for platforms and certificates. */
  result: number
  /** The chance to report, from 1, at which the learner first reported; null if they never did. */
  firstReport: number | null
}

/** Null if the attempt is not finished. */
export function attemptResult(keyed: KeyedPlay, steps: readonly Step[]): AttemptResult | null {
  const last = steps.at(-1)?.event
  if (last?.type !== 'judge') return null
  const { outcome, result, reporting } = scoreAttempt(keyed, steps)
  return { looks: last.looks, outcome, result, firstReport: reporting.first }
}
