/** How hard a story is for a room: how late a careful person can tell which variant it is. */
import { knownAlong } from '../debrief/knowledge'
import { type PlayState, begin } from '../play/play'
import type { KeyedPlay } from '../play/compiled'
import { after, mainPath } from './main-path'

export interface Difficulty {
  level: 'easier' | 'medium' | 'harder'
  /** The first moment of the planned path in which one can tell, without a check, and how many there are. */
  moment: number
  of: number
}

const known = new WeakMap<KeyedPlay, Difficulty | null>()
/** Null if nobody can tell before the end. Worked out once for each scenario. */
export function difficultyOf(keyed: KeyedPlay): Difficulty | null {
  const found = known.has(keyed) ? known.get(keyed)! : measured(keyed)
  known.set(keyed, found)
  return found
}

function measured(keyed: KeyedPlay): Difficulty | null {
  const { play, key } = keyed
  let here: Parameters<typeof after>[1] = { state: begin(play), steps: [] }
  const met: { at: PlayState }[] = []
  for (const { best } of mainPath(keyed)) {
    met.push({ at: here.state })
    here = after({ play }, here, best)
  }
  const first = knownAlong(play, key, met, true).findIndex(({ decided }) => decided)
  if (first < 0) return null
  const share = (first + 1) / met.length
  return { level: share < 0.5 ? 'easier' : share < 0.75 ? 'medium' : 'harder', moment: first + 1, of: met.length }
}
