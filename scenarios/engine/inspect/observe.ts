/**
 * Plays a scenario through every reachable state and notes what the graph rules need. A single pass, because a scenario may
 * have tens of thousands of states.
 */
import type { Compiled, Ids } from '../play/compile'
import { type Explored, type Graph, explore, liveReads, momentsOf, nextScenes, postorder } from '../play/graph'
import type { Play } from '../play/play'
import type { Scenario } from '../format/schema'
import type { Path } from './finding'
import { NOWHERE, Watch, type Watched } from './watch'

export interface Observation extends Watched {
  /** Authored ids. */
  reached: ReadonlySet<string>
  /** Act options that end the story too soon, with the number of submissions. */
  early: { path: Path; submissions: number; ending: string }[]
  /** Edges between scenes that close a cycle. */
  cycles: { from: string; to: string }[]
  /** Null if the start is unknown or the scenario has too many states. */
  graph: Graph | null
  explosion: { scene: string; states: number; live: string[] } | null
}

/** A scenario beyond these limits is refused. A typical one has a few hundred states. */
const limitsOf = (play: Play) => {
  const scenes = Object.keys(play.scenes).length
  return { nodes: 5_000 + 10 * scenes, edges: 100_000 + 100 * scenes }
}

export const LEAST_SUBMISSIONS = 4

export function observe(scenario: Scenario, { play }: Pick<Compiled, 'play'>, ids: Ids): Observation {
  const names = nameIds(scenario, ids)
  const seen: Observation = {
    faults: [],
    guards: [],
    routes: [],
    reached: new Set(),
    early: [],
    graph: null,
    explosion: null,
    cycles: cyclesOf(play).map(({ from, to }) => ({ from: names.get(from)!, to: names.get(to)! })),
  }
  if (!Object.hasOwn(scenario.scenes, scenario.start)) return seen
  const sound = withFallbacks(play)
  const live = liveReads(sound)
  const explored = explore(sound, limitsOf(sound), live)
  if (!explored.ok) return { ...seen, explosion: explosionOf(live, explored, names) }
  const watch = new Watch(scenario, names)
  const reached = new Set<string>()
  for (const node of explored.graph.nodes.values()) {
    reached.add(names.get(node.scene)!)
    for (const { to } of node.edges) if (!explored.graph.nodes.has(to) && names.has(to)) reached.add(names.get(to)!)
    const scene = sound.scenes[node.scene]!
    for (const moment of momentsOf(sound, node, live.get(node.scene)!)) watch.look(sound, scene, moment)
  }
  return { ...seen, ...watch.seen(), reached, early: earlyEnds(explored.graph, names), graph: explored.graph }
}

/** From the opaque id of a scene, ending, option, fact or check to the authored id. */
function nameIds(scenario: Scenario, ids: Ids): Map<string, string> {
  const names = new Map<string, string>()
  for (const id of Object.keys(scenario.endings)) names.set(ids('ending', id), id)
  const facts = (sets: Record<string, boolean>) => {
    for (const fact of Object.keys(sets)) names.set(ids('fact', fact), fact)
  }
  for (const [id, scene] of Object.entries(scenario.scenes)) {
    names.set(ids('scene', id), id)
    for (const check of scene.checks) {
      names.set(ids('check', check.id), check.id)
      facts(check.sets)
    }
    for (const decision of scene.decisions) for (const option of decision.options) facts(option.sets)
  }
  return names
}

/** Adds a fallback to every list of routes, so that a missing last route is found instead of throwing. */
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

function explosionOf(live: Map<string, Set<string>>, { at, nodes }: Extract<Explored, { ok: false }>, names: Map<string, string>) {
  return { scene: names.get(at)!, states: nodes, live: [...live.get(at)!].flatMap((id) => names.get(id) ?? []) }
}

/** Edges that lead back to a scene not yet finished: each closes a cycle. */
function cyclesOf(play: Play): { from: string; to: string }[] {
  const finished = new Map(postorder(Object.keys(play.scenes), (id) => nextScenes(play, id)).map((id, i) => [id, i]))
  return Object.keys(play.scenes).flatMap((from) =>
    [...new Set(nextScenes(play, from))].filter((to) => finished.get(to)! >= finished.get(from)!).map((to) => ({ from, to })),
  )
}

/** Breadth first, so that each state is reached with as few submissions as possible. */
function earlyEnds({ start, nodes }: Graph, names: Map<string, string>): Observation['early'] {
  const found = new Map<string, Observation['early'][number]>()
  const met = new Set([start])
  let ring = [start]
  for (let submissions = 1; submissions < LEAST_SUBMISSIONS; submissions++) {
    const next: string[] = []
    for (const id of ring) {
      const { scene, edges } = nodes.get(id)!
      for (const { to } of edges) {
        if (nodes.has(to)) {
          if (!met.has(to)) next.push(to)
          met.add(to)
        } else if (names.has(to)) {
          const [from, ending] = [names.get(scene)!, names.get(to)!]
          if (!found.has(`${from} ${ending}`)) found.set(`${from} ${ending}`, { path: ['scenes', from], submissions, ending })
        }
      }
    }
    ring = next
  }
  return [...found.values()]
}
