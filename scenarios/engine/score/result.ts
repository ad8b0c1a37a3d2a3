/** What analytics store of a finished attempt. It can be computed from the journal again at any time. */
import type { Step } from '../play/journal'
import type { Looks, Sureness } from '../play/events'
import { type Scorer, scoreAttempt } from './attempt'
import { legendOf, packMarks } from './marks'

export interface AttemptResult {
  looks: Looks
  /** Null for somebody who cannot tell. */
  sure: Sureness | null
  /** The path's score, 0 to 1. */
  quality: number
  passed: boolean
  signs: number
  hits: number
  /** Everything seen that is not a sign. */
  decoys: number
  falseAlarms: number
  /** Moments in which there was something to tell, how many of them were told, and which was the first, from 1. */
  chances: number
  told: number
  firstTold: number | null
  /** AttemptMarks, packed by the scenario's legend. */
  marks: string
}

/** Null if the attempt is not finished. */
export function attemptResult(scorer: Scorer, steps: readonly Step[]): AttemptResult | null {
  const last = steps.at(-1)?.event
  if (last?.type !== 'judge') return null
  const { final, passed, flags, segments, submissions, reporting } = scoreAttempt(scorer, steps)
  return {
    looks: last.looks,
    sure: last.looks === 'unsure' ? null : last.sure,
    quality: final,
    passed,
    signs: flags.S,
    hits: flags.H,
    decoys: flags.N,
    falseAlarms: flags.F,
    chances: reporting.chances,
    told: reporting.told,
    firstTold: reporting.first,
    marks: packMarks(legendOf(scorer.key), {
      seen: Object.fromEntries(segments.map(({ id, flagged }) => [id, flagged ? 1 : 0])),
      chosen: Object.fromEntries(submissions.flatMap(({ counted }) => counted)),
    }),
  }
}
