/** The best play that acts the same in both variants. If it passes both, a learner can act well without knowing the variant. */
import { type Edge, type GraphNode, postorder } from '../../engine/play/graph'
import type { Scorer } from '../../engine/score/attempt'
import { type OptionPicker, REPORTING, playUnchecked, rewardOf, scoreTrial, valueAt } from './trial'

export interface FixedPlay {
  chosen: Readonly<Record<string, string>>
  hostile: { final: number; passed: boolean }
  genuine: { final: number; passed: boolean }
}

const WEIGHTS = Array.from({ length: 21 }, (_, i) => i / 20)

export function bestFixedPlay(hostile: Scorer, genuine: Scorer): FixedPlay {
  const edges = pairs(hostile, genuine)
  const plays = WEIGHTS.map((weight) => fixedPlay(hostile, genuine, weight, edges))
  const worst = (play: FixedPlay) => Math.min(play.hostile.final, play.genuine.final)
  return plays.reduce((best, play) => (worst(play) > worst(best) ? play : best))
}

/** The best in the weighted mean of both. Once the variants part, each continues by itself. */
function fixedPlay(hostile: Scorer, genuine: Scorer, weight: number, edges: ReturnType<typeof pairs>): FixedPlay {
  const scale = ({ values, graph }: Scorer) => {
    const { hi, lo } = values.get(graph.start)!
    return hi > lo ? 1 / (hi - lo) : 0
  }
  const [h, g] = [weight * scale(hostile), (1 - weight) * scale(genuine)]
  const start = pairId(hostile.graph.start, genuine.graph.start)
  const best = new Map<string, { worth: number; edge: Edge }>()
  for (const id of postorder([start], (pair) => edges(pair).map((e) => e.to))) {
    let top: { worth: number; edge: Edge } | null = null
    for (const { own, other, nodes, to } of edges(id)) {
      const rest = best.get(to)?.worth ?? partedWorth(hostile, genuine, to, h, g)
      const worth = h * rewardOf(hostile, nodes[0], own) + g * rewardOf(genuine, nodes[1], other) + rest
      if (!top || worth > top.worth + 1e-12) top = { worth, edge: own }
    }
    if (top) best.set(id, top)
  }
  const chosen: Record<string, string> = {}
  for (let id = start; best.has(id); ) {
    const { edge } = best.get(id)!
    Object.assign(chosen, edge.choices)
    id = edges(id).find((e) => e.own === edge)!.to
  }
  const pick: OptionPicker = ({ id, options }) => options.find((o) => o.id === chosen[id]) ?? options[0]!
  const result = (scorer: Scorer) => {
    const { final, passed } = scoreTrial(scorer, playUnchecked(scorer, pick), REPORTING.always)
    return { final, passed }
  }
  return { chosen, hostile: result(hostile), genuine: result(genuine) }
}

const pairId = (a: string, b: string): string => `${a}\n${b}`
const partedWorth = (hostile: Scorer, genuine: Scorer, pair: string, h: number, g: number): number => {
  const [a, b] = pair.split('\n') as [string, string]
  return h * valueAt(hostile, a).hi + g * valueAt(genuine, b).hi
}

interface Pair {
  own: Edge
  other: Edge
  nodes: readonly [GraphNode, GraphNode]
  to: string
}
function pairs(hostile: Scorer, genuine: Scorer): (pair: string) => Pair[] {
  const known = new Map<string, Pair[]>()
  const find = (pair: string): Pair[] => {
    const [a, b] = pair.split('\n') as [string, string]
    const nodes = [hostile.graph.nodes.get(a), genuine.graph.nodes.get(b)] as const
    if (!nodes[0] || !nodes[1] || nodes[0].scene !== nodes[1].scene) return []
    const unchecked = (node: GraphNode) => node.edges.filter((e) => e.checks.length === 0)
    const others = new Map(unchecked(nodes[1]).map((e) => [chosenIn(e), e]))
    return unchecked(nodes[0]).flatMap((own): Pair[] => {
      const other = others.get(chosenIn(own))
      return other ? [{ own, other, nodes: nodes as [GraphNode, GraphNode], to: pairId(own.to, other.to) }] : []
    })
  }
  return (pair) => {
    const found = known.get(pair) ?? find(pair)
    known.set(pair, found)
    return found
  }
}
const chosenIn = (edge: Edge): string => Object.values(edge.choices).toSorted().join(' ')
