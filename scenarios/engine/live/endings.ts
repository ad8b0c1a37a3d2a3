/** How a scenario can end, for what is printed before a room knows how it does. */
import { OUTCOMES, type Outcome } from '../format/outcomes'
import { isCounted } from '../play/compiled'
import type { Sentence } from '../play/play'
import type { RoomScript } from './script'

export interface RoomEnding {
  outcome: Outcome
  /** Whether people are told the outcome in words. */
  named: boolean
  title: string
  text: Sentence[]
}

/** All that can occur, best first. */
export const endingsIn = ({ compiled }: Pick<RoomScript, 'compiled'>): RoomEnding[] =>
  OUTCOMES.flatMap((outcome) => {
    const ending = compiled.key.endings[outcome]
    return ending ? [{ outcome, named: isCounted(compiled), ...ending }] : []
  })
