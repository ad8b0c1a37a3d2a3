/** Telling in the debrief: each moment of the path in which somebody could be told, and whether they were. */
import { replyOf } from '../play/prose'
import type { ScoredAttempt } from './decision-view'

export interface ReportView {
  scene: string
  when: string
  title: string
  reported: boolean
  /** What was answered, if somebody was told. */
  reply: string | null
  /** What a security officer would have made of it; 0 where there was nothing to tell. */
  worth: number
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
      why: fill(why),
      cites,
    }
  })
