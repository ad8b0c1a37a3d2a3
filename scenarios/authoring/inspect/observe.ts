/**
 * Plays one variant of a scenario through every reachable state and notes what the rules on the graph need. It does so in a single pass,
 * because a scenario may have tens of thousands of states.
 */
import type { ResolvedScenario } from '../../engine/format/variant'
import { END } from '../../engine/format/schema'
import type { CompiledPlay } from '../../engine/play/compiled'
import { type GraphResult, type Graph, explore, liveReads, momentsOf, nextScenes, postorder } from '../../engine/play/graph'
import type { Ids } from '../../engine/play/opaque-ids'
import type { Play } from '../../engine/play/play'
import type { Names } from './authored-names'
import { NOWHERE, Watch, type WatchResult } from './watch-states'

export interface Observation extends WatchResult {
  reached: ReadonlySet<string>
  cycles: { from: string; to: string }[]
  /** Null if the start is unknown or there are too many states. */
  graph: Graph | null
  explosion: { scene: string; states: number; live: string[] } | null
  /** Submissions on the shortest and the longest path; null if some path never ends. */
  lengths: [least: number, most: number] | null
  /** Everything leads on and ends, so the scenario can be scored. */
  sound: boolean
}

/** A scenario beyond these limits is refused. A typical one has a few hundred states. */
const limitsOf = (play: Play) => {
  const scenes = Object.keys(play.scenes).length
  return { nodes: 5_000 + 10 * scenes, edges: 100_000 + 100 * scenes }
}

export function observe(resolved: ResolvedScenario, { play }: Pick<CompiledPlay, 'play'>, names: Names, ids: Ids): Observation {
  const seen: Observation = {
    faults: [],
    guards: [],
    routes: [],
    reached: new Set(),
    graph: null,
    explosion: null,
    lengths: null,
    sound: false,
    cycles: cyclesOf(play).map(({ from, to }) => ({ from: names.get(from)!, to: names.get(to)! })),
  }
  if (!Object.hasOwn(resolved.scenes, resolved.start)) return seen
  const sound = withFallbacks(play)
  const live = liveReads(sound)
  const explored = explore(sound, limitsOf(sound), live)
  if (!explored.ok) return { ...seen, explosion: explosionOf(live, explored, names) }
  const { graph } = explored
  const watch = new Watch(resolved, names)
  const reached = new Set<string>()
  for (const node of graph.nodes.values()) {
    reached.add(names.get(node.scene)!)
    for (const moment of momentsOf(sound, node, live.get(node.scene)!)) watch.look(sound, sound.scenes[node.scene]!, moment)
  }
  const { faults, ...watched } = watch.seen()
  const targets = new Set([...Object.keys(resolved.scenes).map((id) => ids('scene', id)), END])
  const lost = [...graph.nodes.values()].some(({ edges }) => edges.some(({ to }) => !graph.nodes.has(to) && !targets.has(to)))
  const leadsOn = seen.cycles.length === 0 && !lost && !faults.some(({ fault }) => FATAL.has(fault))
  return { ...seen, ...watched, faults, reached, graph, sound: leadsOn, lengths: leadsOn ? lengthsOf(graph) : null }
}
const FATAL: ReadonlySet<string> = new Set(['no-act', 'several-acts', 'dead-end'])

/** Adds a fallback to every list of routes, so that a missing last route becomes a finding instead of an exception. */
function withFallbacks(play: Play): Play {
  const scenes = Object.entries(play.scenes).map(([id, scene]) => [
    id,
    {
      ...scene,
      decisions: scene.decisions.map((d) => ({
        ...d,
        options: d.options.map((o) => (o.to?.at(-1)?.when ? { ...o, to: [...o.to, { to: NOWHERE }] } : o)),
      })),
    },
  ])
  return { ...play, scenes: Object.fromEntries(scenes) as Play['scenes'] }
}

function explosionOf(live: Map<string, Set<string>>, { at, nodes }: Extract<GraphResult, { ok: false }>, names: Names) {
  return { scene: names.get(at)!, states: nodes, live: [...live.get(at)!].flatMap((id) => names.get(id) ?? []) }
}

function cyclesOf(play: Play): { from: string; to: string }[] {
  const finished = new Map(postorder(Object.keys(play.scenes), (id) => nextScenes(play, id)).map((id, i) => [id, i]))
  return Object.keys(play.scenes).flatMap((from) =>
    [...new Set(nextScenes(play, from))].filter((to) => finished.get(to)! >= finished.get(from)!).map((to) => ({ from, to })),
  )
}

function lengthsOf({ start, nodes }: Graph): [number, number] {
  const lengths = new Map<string, [number, number]>()
  for (const id of postorder([start], (node) => nodes.get(node)?.edges.map((e) => e.to) ?? [])) {
    const rest = nodes.get(id)?.edges.map(({ to }) => lengths.get(to)!)
    lengths.set(id, rest ? [1 + Math.min(...rest.map(([least]) => least)), 1 + Math.max(...rest.map(([, most]) => most))] : [0, 0])
  }
  return lengths.get(start)!
}
