/** Plays over everything that a scenario can reach, and how they end. */
import type { Outcome } from '../../engine/format/outcomes'
import type { KeyedPlay } from '../../engine/play/compiled'
import { type Edge, type Graph, type GraphNode, explore, liveReads } from '../../engine/play/graph'
import { type Decision, type Option, type PlayFacts, isAct, offered, withFacts } from '../../engine/play/play'
import { type DecisionScore, type Points, counted, scoreDecision, sumOf } from '../../engine/score/attempt'
import { type Standing, after, outcomeIn, setBy, startOf } from '../../engine/score/outcome'

export interface Explored extends KeyedPlay {
  live: Map<string, Set<string>>
  graph: Graph
  /** The scene whose report matters most, in the genuine variant as well. */
  matters?: string
}
/** @throws if the scenario has too many states: `inspect` refuses those before they get here. */
export function exploredOf({ play, key }: KeyedPlay, matters?: string): Explored {
  const found = explore(play)
  if (!found.ok) throw new Error(`the scenario has too many states at ${found.at}`)
  return { play, key, live: liveReads(play), graph: found.graph, matters }
}

/** What is known in a node after the checks of an edge. */
export function knownAt({ play }: KeyedPlay, node: GraphNode, { checks }: Pick<Edge, 'checks'>): PlayFacts {
  const made = play.scenes[node.scene]!.checks.filter((c) => checks.includes(c.id))
  return { facts: withFacts(node.facts, ...made.map((c) => c.sets)), checks: [...node.checks, ...checks] }
}

const scored = new WeakMap<Edge, DecisionScore[]>()
export function decisionsAt(of: KeyedPlay, node: GraphNode, edge: Edge): DecisionScore[] {
  const before = scored.get(edge)
  if (before) return before
  const decisions = offered(of.play.scenes[node.scene]!, knownAt(of, node, edge))
  const found = counted(edge.choices, edge.submission).map((pair) => scoreDecision(of.key, decisions, pair))
  scored.set(edge, found)
  return found
}
/** The points that a submission leaves on the table. */
export function lossAt(of: KeyedPlay, node: GraphNode, edge: Edge): number {
  const { earned, possible } = sumOf(decisionsAt(of, node, edge))
  return possible - earned
}

export const canReportAfter = ({ submission: { act, sent } }: Edge): boolean =>
  [act, ...sent.map((s) => s.option)].some((o) => o.consequence.length > 0)

/** The standing when a scene is left, with a report at the time at which it repairs most. */
export function through(
  { key }: KeyedPlay,
  standing: Standing,
  node: GraphNode,
  edge: Edge,
  report: 'before' | 'after' | 'never',
): Standing {
  const told = { report: true } as const
  const sets = setBy(edge.submission).map((set) => ({ set }))
  const here = [{ entered: node.scene }, ...(report === 'before' ? [told] : []), ...sets, ...(report === 'after' ? [told] : [])]
  return here.reduce((now, happening) => after(key, now, happening), standing)
}

export type Trial = readonly { node: GraphNode; edge: Edge }[]

/** Whether a player reports in the n-th moment, from 0. */
export type ReportingHabit = 'always' | 'matters' | 'start' | 'never'
export const REPORTING: Readonly<Record<ReportingHabit, (of: Explored, scene: string, n: number) => boolean>> = {
  always: () => true,
  matters: ({ matters }, scene) => scene === matters,
  start: (_, __, n) => n === 0,
  never: () => false,
}
export const REPORTING_HABITS = Object.keys(REPORTING) as ReportingHabit[]

export interface TrialScore extends Points {
  outcome: Outcome
}
export function scoreTrial(of: Explored, trial: Trial, habit: ReportingHabit): TrialScore {
  let standing = startOf(of.key, of.play.start)
  const items: Points[] = []
  for (const [n, { node, edge }] of trial.entries()) {
    const reports = REPORTING[habit](of, node.scene, n)
    standing = through(of, standing, node, edge, !reports ? 'never' : canReportAfter(edge) ? 'after' : 'before')
    const { worth } = of.key.reports[node.scene]!
    items.push(...decisionsAt(of, node, edge), { earned: reports ? worth : 0, possible: worth })
  }
  return { outcome: outcomeIn(of.key, standing), ...sumOf(items) }
}

export function walk({ graph }: Explored, choose: (node: GraphNode) => Edge): Trial {
  const trial: { node: GraphNode; edge: Edge }[] = []
  for (let node = graph.nodes.get(graph.start); node; ) {
    const edge = choose(node)
    trial.push({ node, edge })
    node = graph.nodes.get(edge.to)
  }
  return trial
}

export type OptionPicker = (decision: Decision) => Option

const menus = new WeakMap<GraphNode, { act: Decision; slots: Decision[]; edges: Map<string, Edge> }>()
function menuOf({ play }: KeyedPlay, node: GraphNode) {
  const before = menus.get(node)
  if (before) return before
  const decisions = offered(play.scenes[node.scene]!, node)
  const act = decisions.find(isAct)!
  const unchecked = node.edges.filter((e) => e.checks.length === 0)
  const edges = new Map(unchecked.map((edge) => [Object.values(edge.choices).toSorted().join(' '), edge]))
  const found = { act, slots: decisions.filter((d) => d !== act), edges }
  menus.set(node, found)
  return found
}
export const playUnchecked = (of: Explored, pick: OptionPicker): Trial =>
  walk(of, (node) => {
    const { act, slots, edges } = menuOf(of, node)
    const option = pick(act)
    const chosen = [option, ...(option.sends ? slots.map(pick) : [])].map((o) => o.id)
    return edges.get(chosen.toSorted().join(' '))!
  })
