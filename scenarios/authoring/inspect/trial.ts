import type { Edge, GraphNode } from '../../engine/play/graph'
import { type Decision, type Option, isAct, offered } from '../../engine/play/play'
import { type Scorer, counted, graveIn, reward, worthOfReporting } from '../../engine/score/attempt'
import { type PathScore, type PathStep, type Value, actLossOf, pathScore } from '../../engine/score/path'

export type Trial = readonly { node: GraphNode; edge: Edge }[]

const NOWHERE: Value = { hi: 0, lo: 0 }
export const valueAt = ({ values }: Scorer, to: string): Value => values.get(to) ?? NOWHERE

interface EdgeSteps {
  r: number
  silent: PathStep
  reporting: PathStep
}
const known = new WeakMap<Edge, EdgeSteps>()

function stepOf(scorer: Scorer, node: GraphNode, edge: Edge): EdgeSteps {
  const before = known.get(edge)
  if (before) return before
  const { key } = scorer
  const pairs = counted(edge.choices, edge.submission)
  const { act, sent } = edge.submission
  const canReportAfter = [act, ...sent.map((s) => s.option)].some((o) => o.consequence.length > 0)
  const r = reward(key, pairs)
  const step = (reported: boolean): PathStep => ({
    id: node.scene,
    r,
    before: valueAt(scorer, node.id),
    after: valueAt(scorer, edge.to),
    report: { worth: worthOfReporting(key, node.scene), reported },
    grave: graveIn(key, node.scene, pairs, !reported ? 'never' : canReportAfter ? 'after' : 'before'),
  })
  const found = { r, silent: step(false), reporting: step(true) }
  known.set(edge, found)
  return found
}

export const rewardOf = (scorer: Scorer, node: GraphNode, edge: Edge): number => stepOf(scorer, node, edge).r
export const lossAt = (scorer: Scorer, node: GraphNode, edge: Edge): number => actLossOf(stepOf(scorer, node, edge).silent)

/** @param reports whether the player reports in the n-th of so many moments */
export function scoreTrial(scorer: Scorer, trial: Trial, reports: (n: number, of: number) => boolean): PathScore {
  const steps = trial.map(({ node, edge }, n) => stepOf(scorer, node, edge)[reports(n, trial.length) ? 'reporting' : 'silent'])
  return pathScore(valueAt(scorer, scorer.graph.start), steps, { mustReport: scorer.key.variant === 'hostile' })
}
export const REPORTING = {
  always: () => true,
  late: (n: number, of: number) => n >= of / 2,
  once: (n: number, of: number) => n === Math.floor(of / 2),
  never: () => false,
} satisfies Record<string, (n: number, of: number) => boolean>

export function walk({ graph }: Scorer, choose: (node: GraphNode) => Edge): Trial {
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
function menuOf({ play }: Scorer, node: GraphNode) {
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
export const playUnchecked = (scorer: Scorer, pick: OptionPicker): Trial =>
  walk(scorer, (node) => {
    const { act, slots, edges } = menuOf(scorer, node)
    const option = pick(act)
    const chosen = [option, ...(option.sends ? slots.map(pick) : [])].map((o) => o.id)
    return edges.get(chosen.toSorted().join(' '))!
  })
