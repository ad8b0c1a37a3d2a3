import type { Edge } from '../play/graph'
import { type Step, goOn } from '../play/journal'
import type { PlayEvent } from '../play/events'
import { type Play, type PlayState, begin } from '../play/play'
import { mainPath } from './run-sheet'
import type { RoomScript } from './script'

export interface MomentEntry {
  node: string
  state: PlayState
  steps: readonly Step[]
  /** What the plan does here; null if the planned path misses the moment. */
  best: Edge | null
}

/** By scene. A moment off the planned path is entered by the shortest way that leaves the path. */
export function momentEntries(script: RoomScript): Map<string, MomentEntry> {
  const { play, scorer } = script
  const moments = new Map<string, MomentEntry>()
  let here: Pick<MomentEntry, 'state' | 'steps'> = { state: begin(play), steps: [] }
  for (const { scene, node, best } of mainPath(scorer)) {
    moments.set(scene, { node, best, ...here })
    here = after(script, here, best)
  }
  // The loop adds to the map that it walks.
  for (const { node, ...at } of moments.values()) {
    for (const edge of scorer.graph.nodes.get(node)!.edges) {
      const next = scorer.graph.nodes.get(edge.to)
      if (next && !moments.has(next.scene)) moments.set(next.scene, { node: next.id, best: null, ...after(script, at, edge) })
    }
  }
  return moments
}

export function after(
  { play }: { play: Play },
  { state, steps }: Pick<MomentEntry, 'state' | 'steps'>,
  { checks, choices }: Edge,
): Pick<MomentEntry, 'state' | 'steps'> {
  const decide: PlayEvent = { type: 'decide', choices }
  const decided = goOn(play, { state, steps, refused: null }, [...checks.map((check): PlayEvent => ({ type: 'check', check })), decide])
  const on = decided.state.phase === 'consequence' ? goOn(play, decided, [{ type: 'continue' }]) : decided
  if (on.refused) throw new Error(`the planned way does not fit: ${on.refused.reason}`)
  return on
}
