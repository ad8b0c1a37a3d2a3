import { replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { GraphNode } from '@/scenarios/engine/play/graph'
import { type Trial, rewardOf, valueAt, walk } from '@/scenarios/authoring/inspect/trial'
import type { Scorer } from '@/scenarios/engine/score/attempt'

type Reports = (node: GraphNode) => boolean

export function bestPlay(of: Scorer, pick: (among: number) => number, reports: Reports = () => true): PlayEvent[] {
  const trial = walk(of, (node) => {
    const worth = node.edges.map((edge) => rewardOf(of, node, edge) + valueAt(of, edge.to).hi)
    const best = node.edges.filter((_, i) => worth[i]! > Math.max(...worth) - 1e-9)
    return best[pick(best.length)]!
  })
  return journalOf(of, trial, reports)
}

export function worstPlay(of: Scorer, reports: Reports = () => false): PlayEvent[] {
  const trial = walk(of, (node) => {
    const worth = node.edges.map((edge) => rewardOf(of, node, edge) + valueAt(of, edge.to).lo)
    return node.edges[worth.indexOf(Math.min(...worth))]!
  })
  return journalOf(of, trial, reports)
}

function journalOf(of: Scorer, trial: Trial, reports: Reports): PlayEvent[] {
  const journal: PlayEvent[] = []
  for (const { node, edge } of trial) {
    journal.push(...edge.checks.map((check): PlayEvent => ({ type: 'check', check })))
    if (reports(node)) journal.push({ type: 'report' })
    journal.push({ type: 'decide', choices: edge.choices })
    if (replay(of.play, journal).state.phase === 'consequence') journal.push({ type: 'continue' })
  }
  return journal
}
