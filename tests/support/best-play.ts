/** The journals of somebody who loses nothing, and of somebody who loses all there is. */
import { replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Trial, rewardOf, valueAt, walk } from '@/scenarios/engine/inspect/trial'
import type { Scorer } from '@/scenarios/engine/score/attempt'

/** The best acts, each told, and of several best acts the one that is picked. */
export function bestPlay(of: Scorer, pick: (among: number) => number): PlayEvent[] {
  const trial = walk(of, (node) => {
    const worth = node.edges.map((edge) => rewardOf(of, node, edge) + valueAt(of, edge.to).hi)
    const best = node.edges.filter((_, i) => worth[i]! > Math.max(...worth) - 1e-9)
    return best[pick(best.length)]!
  })
  return journalOf(of, trial, [{ type: 'tell' }])
}

/** The worst acts, and nobody is told. */
export function worstPlay(of: Scorer): PlayEvent[] {
  const trial = walk(of, (node) => {
    const worth = node.edges.map((edge) => rewardOf(of, node, edge) + valueAt(of, edge.to).lo)
    return node.edges[worth.indexOf(Math.min(...worth))]!
  })
  return journalOf(of, trial, [])
}

function journalOf(of: Scorer, trial: Trial, each: PlayEvent[]): PlayEvent[] {
  const journal: PlayEvent[] = []
  for (const { edge } of trial) {
    journal.push(...edge.checks.map((check): PlayEvent => ({ type: 'check', check })), ...each)
    journal.push({ type: 'decide', choices: edge.choices })
    if (replay(of.play, journal).state.phase === 'consequence') journal.push({ type: 'continue' })
  }
  return journal
}
