/** The decisions of an attempt, in the form in which learning platforms report questions. */
import type { Play } from '../play/play'
import type { SubmissionScore } from './attempt'

export interface DecisionReport {
  /** Letters, digits and `_`: the moment, from 1, and the decision. */
  id: string
  /** Which submission it belongs to, from 0. */
  submission: number
  /** Of its moment. */
  title: string
  text: string
  options: { id: string; text: string }[]
  chosen: string
  best: string[]
}

export const decidedIn = (play: Pick<Play, 'scenes'>, submissions: readonly SubmissionScore[]): DecisionReport[] =>
  submissions.flatMap(({ at, decisions: made }, submission) => {
    const { title, decisions } = play.scenes[at.scene]!
    return made.map(({ decision, option, best }) => {
      const { ask, options } = decisions.find(({ id }) => id === decision)!
      return {
        id: `m${submission + 1}_${decision}`,
        submission,
        title,
        text: ask,
        options: options.map(({ id, text }) => ({ id, text })),
        chosen: option,
        best,
      }
    })
  })
