/** The decisions of an attempt, in the form in which learning platforms report questions. */
import type { StagedPlay } from '../play/play'
import { type Scorer, type SubmissionScore, bestIn } from './attempt'

export interface DecisionReport {
  /** Letters, digits and `_`: the moment, from 1, and the decision. */
  id: string
  /** Which submission it belongs to, from 0. */
  submission: number
  text: string
  options: { id: string; text: string }[]
  chosen: string
  best: string[]
}

export const decidedIn = (scorer: Scorer, play: StagedPlay, submissions: readonly SubmissionScore[]): DecisionReport[] =>
  submissions.flatMap((made, submission) => {
    const best = bestIn(scorer, made)
    return made.counted.map(([decision, chosen], i) => {
      const { ask, options } = play.scenes[made.at.scene]!.decisions.find(({ id }) => id === decision)!
      return {
        id: `m${submission + 1}_${decision}`,
        submission,
        text: ask,
        options: options.map(({ id, text }) => ({ id, text })),
        chosen,
        best: best[i]!,
      }
    })
  })
