import type { Edge } from '../play/graph'
import { begin } from '../play/play'
import { type RoomPlace, after, graphOf, mainPath } from './main-path'
import type { RoomScript } from './script'

export interface MomentEntry extends RoomPlace {
  node: string
  /** What the plan does here; null if the planned path misses the moment. */
  best: Edge | null
}

/** By scene. A moment off the planned path is entered by the shortest way that leaves the path. */
export function momentEntries(script: RoomScript): Map<string, MomentEntry> {
  const { play, compiled } = script
  const { nodes } = graphOf(compiled.play)
  const moments = new Map<string, MomentEntry>()
  let here: RoomPlace = { state: begin(play), steps: [] }
  for (const { scene, node, best } of mainPath(compiled)) {
    moments.set(scene, { node, best, ...here })
    here = after(script, here, best)
  }
  // The loop adds to the map that it walks.
  for (const { node, ...at } of moments.values()) {
    for (const edge of nodes.get(node)!.edges) {
      const next = nodes.get(edge.to)
      if (next && !moments.has(next.scene)) moments.set(next.scene, { node: next.id, best: null, ...after(script, at, edge) })
    }
  }
  return moments
}
