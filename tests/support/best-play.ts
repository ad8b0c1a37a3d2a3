import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { Edge, GraphNode } from '@/scenarios/engine/play/graph'
import { replay } from '@/scenarios/engine/play/journal'
import { type Explored, type Trial, lossAt, walk } from '@/scenarios/authoring/inspect/trial'

type Reports = (node: GraphNode) => boolean

export const bestPlay = (of: Explored, pick: (among: number) => number, reports: Reports = () => true): PlayEvent[] =>
  journalOf(
    of,
    walk(of, (node) => {
      const best = node.edges.filter((edge) => lossAt(of, node, edge) === 0)
      return best[pick(best.length)]!
    }),
    reports,
  )

export function worstPlay(of: Explored, reports: Reports = () => false): PlayEvent[] {
  const most = (node: GraphNode): Edge => node.edges.reduce((a, b) => (lossAt(of, node, b) > lossAt(of, node, a) ? b : a))
  return journalOf(of, walk(of, most), reports)
}

function journalOf(of: Explored, trial: Trial, reports: Reports): PlayEvent[] {
  const journal: PlayEvent[] = []
  for (const { node, edge } of trial) {
    journal.push(...edge.checks.map((check): PlayEvent => ({ type: 'check', check })))
    if (reports(node)) journal.push({ type: 'report' })
    journal.push({ type: 'decide', choices: edge.choices })
    if (replay(of.play, journal).state.phase === 'consequence') journal.push({ type: 'continue' })
  }
  return journal
}
