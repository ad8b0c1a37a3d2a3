/** Telling in the debrief: each moment of the path in which somebody could be told, and whether they were. */
import { replyOf } from '../play/prose'
import type { Scored } from './decision-view'

export interface TellView {
  scene: string
  when: string
  title: string
  told: boolean
  /** What was answered, if somebody was told. */
  reply: string | null
  /** What a security officer would have made of it; 0 where there was nothing to tell. */
  report: number
  why: string
  cites: string[]
}

export const tellViews = ({ key, play, steps, score, tell }: Scored): TellView[] =>
  score.submissions.map(({ at: { scene: id } }) => {
    const { when, title } = play.scenes[id]!
    const { report, why, cites } = key.tells[id]!
    const step = steps.find(({ event, before }) => event.type === 'tell' && before.scene === id)
    return {
      scene: id,
      when,
      title,
      told: step !== undefined,
      reply: step ? replyOf(play, steps, step) : null,
      report,
      why: tell(why),
      cites,
    }
  })
