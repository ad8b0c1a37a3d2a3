/** Which outcomes a variant can reach, by walking everything reachable together with what the outcome depends on. */
import { type Outcome, OUTCOMES } from '../../engine/format/outcomes'
import type { Edge, GraphNode } from '../../engine/play/graph'
import { type Standing, outcomeIn, standingKey, startOf } from '../../engine/score/outcome'
import type { ProofStep } from './prove-texts'
import { type Explored, canReportAfter, decisionsAt, through } from './trial'

type Report = 'before' | 'after' | 'never'
interface Choice {
  node: GraphNode
  edge: Edge
  report: Report
}

/** A shortest way to each outcome that is reached, over the choices that are `allowed`. */
export function outcomesReached(of: Explored, allowed: (choice: Choice) => boolean = () => true): ReadonlyMap<Outcome, ProofStep | null> {
  const found = new Map<Outcome, ProofStep | null>()
  const met = new Set<string>()
  let queue: { id: string; standing: Standing; way: ProofStep | null }[] = []
  const reach = (id: string, standing: Standing, way: ProofStep | null) => {
    const key = `${id}|${standingKey(standing)}`
    if (met.has(key)) return
    met.add(key)
    if (of.graph.nodes.has(id)) queue.push({ id, standing, way })
    else {
      const outcome = outcomeIn(of.key, standing)
      if (!found.has(outcome)) found.set(outcome, way)
    }
  }
  reach(of.graph.start, startOf(of.key, of.play.start), null)
  while (queue.length > 0 && found.size < OUTCOMES.length) {
    const now = queue
    queue = []
    for (const { id, standing, way } of now) {
      const node = of.graph.nodes.get(id)!
      for (const edge of node.edges)
        for (const report of ['never', 'before', 'after'] as const) {
          if ((report === 'after' && !canReportAfter(edge)) || !allowed({ node, edge, report })) continue
          reach(edge.to, through(of, standing, node, edge, report), stepsOf(way, { node, edge, report }))
        }
    }
  }
  return found
}

function stepsOf(before: ProofStep | null, { node: { scene }, edge, report }: Choice): ProofStep {
  const told = { report: true } as const
  const did: ProofStep['did'][] = [
    ...edge.checks.map((check) => ({ check })),
    ...(report === 'before' ? [told] : []),
    { choose: edge.choices },
    ...(report === 'after' ? [told] : []),
  ]
  return did.reduce<ProofStep | null>((way, step) => ({ before: way, scene, did: step }), before)!
}

/** The outcomes of plays that earn all points: the best of what is offered, and a report wherever one is worth something. */
export const outcomesOfBestPlay = (of: Explored): ReadonlyMap<Outcome, ProofStep | null> =>
  outcomesReached(
    of,
    ({ node, edge, report }) =>
      (report === 'never') === (of.key.reports[node.scene]!.worth === 0) &&
      decisionsAt(of, node, edge).every(({ earned, possible }) => earned === possible),
  )
