/** The journal of somebody who loses nothing: the best acts, each told, and of several best acts the one that is picked. */
import { replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { rewardOf, valueAt, walk } from '@/scenarios/engine/inspect/trial'
import type { Scorer } from '@/scenarios/engine/score/attempt'

export function bestPlay(of: Scorer, pick: (among: number) => number): PlayEvent[] {
  const trial = walk(of, (node) => {
    const worth = node.edges.map((edge) => rewardOf(of, node, edge) + valueAt(of, edge.to).hi)
    const best = node.edges.filter((_, i) => worth[i]! > Math.max(...worth) - 1e-9)
    return best[pick(best.length)]!
  })
  const journal: PlayEvent[] = []
  for (const { edge } of trial) {
    journal.push(...edge.checks.map((check): PlayEvent => ({ type: 'check', check })), { type: 'tell' })
    journal.push({ type: 'decide', choices: edge.choices })
    if (replay(of.play, journal).state.phase === 'consequence') journal.push({ type: 'continue' })
  }
  return journal
}
