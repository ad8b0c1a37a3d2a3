/**
 * The graph of (scene, facts) that a play can reach, and what its scenes read and lead to. Facts that nothing later reads are dropped, so
 * the graph grows with what matters and never with the number of paths.
 */
import type { Choices } from './events'
import {
  type Decision,
  type Guard,
  type Play,
  type PlayFacts,
  type PlayState,
  type Scene,
  type Submission,
  checkOffer,
  begin,
  isAct,
  offered,
  effectOf,
  submissionAmong,
  withFacts,
} from './play'

/** Children before parents, without recursion, so a chain of 10,000 nodes is fine. Cycles are cut where they close. */
export function postorder(roots: Iterable<string>, next: (id: string) => Iterable<string>): string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const stack: { id: string; todo: string[] }[] = []
  const open = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    stack.push({ id, todo: [...new Set(next(id))] })
  }
  for (const root of roots) {
    open(root)
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const child = top.todo.pop()
      if (child === undefined) order.push(stack.pop()!.id)
      else open(child)
    }
  }
  return order
}

/** The scenes each act option of a scene can lead to, one entry per option and route, without endings. */
export const nextScenes = (play: Play, id: string): string[] => nextPlaces(play.scenes[id]!).filter((to) => play.scenes[to])

/** The same with endings. */
export const nextPlaces = (scene: Scene): string[] =>
  scene.decisions.filter(isAct).flatMap((d) => d.options.flatMap((o) => (o.to ?? []).map((r) => r.to)))

export const scenesLeavesFirst = (play: Play): string[] => postorder(Object.keys(play.scenes), (id) => nextScenes(play, id))

/** Averaged over its options, each equally likely. Used only for "moment 3 of about 7". */
export function submissionsAhead(play: Play): Map<string, number> {
  const ahead = new Map<string, number>()
  for (const id of scenesLeavesFirst(play)) {
    const rest = nextPlaces(play.scenes[id]!).map((to) => ahead.get(to) ?? 0)
    ahead.set(id, 1 + (rest.length ? rest.reduce((a, b) => a + b, 0) / rest.length : 0))
  }
  return ahead
}

export function readsOf(guard: Guard | undefined, into: Set<string>): void {
  if (!guard) return
  if ('fact' in guard) into.add(guard.fact)
  else if ('check' in guard) into.add(guard.check)
  else if ('all' in guard) for (const g of guard.all) readsOf(g, into)
  else if ('any' in guard) for (const g of guard.any) readsOf(g, into)
  else readsOf(guard.not, into)
}

/**
 * The guards of a scene on what it offers and where it leads, each with the id of what it guards. The guards of artefacts and sentences
 * are left out, because what is shown does not affect what follows.
 */
export function guardsOf(scene: Scene): { of: string; guard: Guard }[] {
  const all: { of: string; guard?: Guard }[] = [
    ...scene.checks.map((c) => ({ of: c.id, guard: c.when })),
    ...scene.decisions.map((d) => ({ of: d.id, guard: d.when })),
    ...scene.decisions.flatMap((d) => d.options.map((o) => ({ of: o.id, guard: o.when }))),
    ...scene.decisions.flatMap((d) => d.options.flatMap((o) => (o.to ?? []).map((r) => ({ of: o.id, guard: r.when })))),
  ]
  return all.filter((g): g is { of: string; guard: Guard } => g.guard !== undefined)
}

/**
 * For each scene, the facts and checks that it or a later scene reads and that may have been set by then. Works back from each reader to
 * the first setter, so a long scenario with a short memory costs no more than its length.
 */
export function liveReads(play: Play, also: ReadonlyMap<string, ReadonlySet<string>> = new Map()): Map<string, Set<string>> {
  /** Later scenes have lower ranks. */
  const ranks = new Map(scenesLeavesFirst(play).map((id, rank) => [id, rank]))
  const earlier = new Map<string, string[]>()
  const readers = new Map<string, string[]>()
  const firstSet = new Map<string, number>()
  for (const [id, rank] of ranks) {
    const scene = play.scenes[id]!
    for (const next of new Set(nextScenes(play, id))) push(earlier, next, id)
    const reads = new Set<string>()
    for (const { guard } of guardsOf(scene)) readsOf(guard, reads)
    for (const read of also.get(id) ?? []) reads.add(read)
    for (const read of reads) push(readers, read, id)
    for (const set of setBy(scene)) firstSet.set(set, Math.max(rank, firstSet.get(set) ?? 0))
  }
  const live = new Map([...ranks.keys()].map((id) => [id, new Set<string>()]))
  for (const [read, scenes] of readers) {
    const first = firstSet.get(read) ?? -1
    const stack = [...scenes]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      const reads = live.get(id)!
      if (ranks.get(id)! > first || reads.has(read)) continue
      reads.add(read)
      stack.push(...(earlier.get(id) ?? []))
    }
  }
  return live
}
const push = (map: Map<string, string[]>, key: string, value: string): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
const setBy = ({ checks, decisions }: Scene): string[] => [
  ...checks.flatMap((c) => [c.id, ...Object.keys(c.sets)]),
  ...decisions.flatMap((d) => d.options.flatMap((o) => Object.keys(o.sets))),
]

export interface GraphNode {
  id: string
  scene: string
  facts: string[]
  checks: string[]
  edges: Edge[]
}
/** One way through a scene: the checks that matter, then one submission. `to` is a node or an ending. */
export interface Edge {
  checks: string[]
  choices: Choices
  submission: Submission
  to: string
}
export interface Graph {
  start: string
  nodes: Map<string, GraphNode>
}
export type GraphResult = { ok: true; graph: Graph } | { ok: false; at: string; nodes: number; edges: number }

export const nodeId = (scene: string, facts: string[], checks: string[]): string => [scene, ...facts, '/', ...checks].join(' ')

const kept = (ids: string[], live: Set<string>): string[] => ids.filter((id) => live.has(id)).sort()

export const nodeOf = (live: Map<string, Set<string>>, state: Pick<PlayState, 'scene' | 'facts' | 'checks'>): string => {
  const reads = live.get(state.scene)!
  return nodeId(state.scene, kept(state.facts, reads), kept(state.checks, reads))
}

/** Explores everything reachable, and gives up beyond the limits rather than run out of memory. */
export function explore(play: Play, limits = { nodes: 50_000, edges: 500_000 }, live = liveReads(play)): GraphResult {
  const nodes = new Map<string, GraphNode>()
  const queue: GraphNode[] = []
  let edges = 0
  const reach = (scene: string, facts: string[], checks: string[]): string => {
    if (!play.scenes[scene]) return scene
    const reads = live.get(scene)!
    const [f, c] = [kept(facts, reads), kept(checks, reads)]
    const id = nodeId(scene, f, c)
    if (!nodes.has(id)) {
      const node: GraphNode = { id, scene, facts: f, checks: c, edges: [] }
      nodes.set(id, node)
      queue.push(node)
    }
    return id
  }
  const start = reach(play.start, [], [])
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const moment of momentsOf(play, node, live.get(node.scene)!)) {
      const decisions = offered(play.scenes[node.scene]!, moment)
      for (const choices of choicesAmong(decisions)) {
        if (++edges > limits.edges || nodes.size > limits.nodes) return { ok: false, at: node.scene, nodes: nodes.size, edges }
        const read = submissionAmong(decisions, choices)
        if (typeof read === 'string') continue
        const { facts, route } = effectOf(moment, read)
        const made = moment.checks.filter((id) => !node.checks.includes(id))
        node.edges.push({ checks: made, choices, submission: read, to: reach(route.to, facts, moment.checks) })
      }
    }
  }
  return { ok: true, graph: { start, nodes } }
}

/** The states a scene can be in after the checks that matter, one per distinct outcome. */
export function momentsOf(play: Play, node: GraphNode, reads: Set<string>): PlayState[] {
  const first: PlayState = { ...begin(play), scene: node.scene, facts: node.facts, checks: node.checks }
  const matters = play.scenes[node.scene]!.checks.filter((c) => reads.has(c.id) || Object.keys(c.sets).some((f) => reads.has(f)))
  const keyOf = ({ checks, facts }: PlayState) => `${checks.toSorted().join(' ')}/${facts.join(' ')}`
  const seen = new Map<string, PlayState>([[keyOf(first), first]])
  for (const state of seen.values()) {
    for (const check of matters) {
      if (checkOffer(play, state, check) !== 'offered') continue
      const next = { ...state, checks: [...state.checks, check.id], facts: withFacts(state.facts, check.sets) }
      if (!seen.has(keyOf(next))) seen.set(keyOf(next), next)
    }
  }
  return [...seen.values()]
}

export const submissionsOf = (scene: Scene, state: PlayFacts): Generator<Choices> => choicesAmong(offered(scene, state))

function* choicesAmong(decisions: Decision[]): Generator<Choices> {
  const act = decisions.find(isAct)
  if (!act) return
  const slots = decisions.filter((d) => d !== act)
  for (const option of act.options) {
    const choices: Choices = { [act.id]: option.id }
    if (option.sends) yield* combinations(slots, choices)
    else yield choices
  }
}
function* combinations([first, ...rest]: Scene['decisions'], choices: Choices): Generator<Choices> {
  if (!first) yield choices
  else for (const option of first.options) yield* combinations(rest, { ...choices, [first.id]: option.id })
}
