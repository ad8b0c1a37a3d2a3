import { goOn } from '../play/journal'
import { sceneOf } from '../play/play'
import { findingOf } from '../play/prose'
import type { RoomState } from './room-state'
import type { RoomScript } from './script'

export interface Finding {
  id: string
  text: string
  finding: string
}
/** The checks that the room can still do in this moment, with what they would find. */
export const findingsAhead = ({ play }: RoomScript, { play: state, steps }: RoomState): Finding[] =>
  sceneOf(play, state).checks.flatMap((check) => {
    const done = goOn(play, { state, steps, refused: null }, [{ type: 'check', check: check.id }])
    const finding = done.refused ? null : findingOf(play, done.steps, check)
    return finding === null ? [] : [{ id: check.id, text: check.text, finding }]
  })
