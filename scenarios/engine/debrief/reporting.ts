import { replyOf } from '../play/prose'
import type { ScoredAttempt } from './moment'

export interface ReportView {
  scene: string
  when: string
  title: string
  reported: boolean
  reply: string | null
  /** Points; 0 if there was nothing to report. */
  worth: number
  /** The moment whose report matters most. */
  matters: boolean
  why: string
  cites: string[]
}

export const reportViews = ({ key, play, steps, score, fill }: ScoredAttempt): ReportView[] =>
  score.submissions.map(({ at: { scene: id } }) => {
    const { when, title } = play.scenes[id]!
    const { worth, why, cites } = key.reports[id]!
    const step = steps.find(({ event, before }) => event.type === 'report' && before.scene === id)
    return {
      scene: id,
      when,
      title,
      reported: step !== undefined,
      reply: step ? replyOf(play, steps, step) : null,
      worth,
      matters: id === key.matters,
      why: fill(why),
      cites,
    }
  })
