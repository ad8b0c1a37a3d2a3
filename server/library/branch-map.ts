import 'server-only'
import { Graph, layout } from '@dagrejs/dagre'
import { nextPlaces } from '@/scenarios/engine/play/graph'
import { END, type Play } from '@/scenarios/engine/play/play'

/** The positions of scenes and of the end in pixels, top to bottom. Computed once, when a scenario is compiled. */
export interface BranchMap {
  width: number
  height: number
  places: { id: string; x: number; y: number; ending: boolean }[]
  ways: { from: string; to: string; points: { x: number; y: number }[] }[]
}

export function layOut(play: Play): BranchMap {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'TB', nodesep: 22, ranksep: 34, marginx: 14, marginy: 14 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const id of Object.keys(play.scenes)) graph.setNode(id, { width: 24, height: 24 })
  graph.setNode(END, { width: 30, height: 24 })
  for (const [id, scene] of Object.entries(play.scenes)) for (const to of new Set(nextPlaces(scene))) graph.setEdge(id, to)
  layout(graph)
  const { width, height } = graph.graph() as { width: number; height: number }
  return {
    width,
    height,
    places: graph.nodes().map((id) => {
      const { x, y } = graph.node(id) as { x: number; y: number }
      return { id, x, y, ending: !(id in play.scenes) }
    }),
    ways: graph
      .edges()
      .map(({ v, w }) => ({ from: v, to: w, points: (graph.edge(v, w) as { points: BranchMap['ways'][number]['points'] }).points })),
  }
}
