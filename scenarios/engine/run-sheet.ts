/**
 * What a session has time for: each scene of the main path is discussed, voted on, or told. The minutes are for planning;
 * the facilitator goes on at will.
 */
import { type Play, type Scene, type StagedPlay, begin, shownSegments } from './play'
import { type Edge, nodeOf } from './graph'
import { type Scorer, counted, reward } from './score/attempt'

/** `discuss`: vote, talk, vote again. `vote`: one vote. `tell`: the facilitator reads it out and decides. */
export type Treatment = 'discuss' | 'vote' | 'tell'

export interface RunSheetRow { scene: string; title: string; treatment: Treatment; minutes: number }
export interface RunSheet {
  rows: RunSheetRow[]
  /** Opening, judgement and debrief. */
  around: { opening: number; judgement: number; debrief: number }
  /** Minutes in all. It is above what was asked for where even telling takes longer. */
  total: number
}

const WORDS_A_MINUTE = 130
/** What a treatment takes beside the reading. */
const TAKES: Record<Treatment, number> = { discuss: 7, vote: 2.5, tell: 0.5 }
const AROUND = { opening: 2, judgement: 2, debrief: 5 }
/** The lengths on offer. */
export const SESSION_MINUTES = [20, 30, 45, 60, 90] as const

/** Plans a session of so many minutes. What is most at stake is talked about, what is least is told. */
export function runSheet(scorer: Scorer, play: StagedPlay, minutes: number): RunSheet {
  const path = mainPath(scorer)
  const byStake = [...path].sort((a, b) => b.stake - a.stake)
  const treatments = new Map<string, Treatment>(path.map(({ scene }) => [scene, 'vote']))
  const total = () => sum(path.map(({ scene }) => minutesOf(play, play.scenes[scene]!, treatments.get(scene)!))) + sum(Object.values(AROUND))
  for (const { scene } of [...byStake].reverse()) if (total() > minutes) treatments.set(scene, 'tell')
  // At least one moment is talked about: without one a session is a lecture.
  for (const [i, { scene }] of byStake.entries()) {
    const before = treatments.get(scene)!
    treatments.set(scene, 'discuss')
    if (i > 0 && total() > minutes) treatments.set(scene, before)
  }
  for (const { scene } of [...byStake].reverse()) if (total() > minutes && treatments.get(scene) === 'vote') treatments.set(scene, 'tell')
  return {
    rows: path.map(({ scene }) => {
      const treatment = treatments.get(scene)!
      return { scene, title: play.scenes[scene]!.title, treatment, minutes: minutesOf(play, play.scenes[scene]!, treatment) }
    }),
    around: AROUND, total: total(),
  }
}
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

export const treatmentsOf = ({ rows }: RunSheet): Record<string, Treatment> =>
  Object.fromEntries(rows.map(({ scene, treatment }) => [scene, treatment]))
/** Off the main path one vote is planned. */
export const treatmentOf = (treatments: Record<string, Treatment>, scene: string): Treatment => treatments[scene] ?? 'vote'

function minutesOf(play: Play, scene: Scene, treatment: Treatment): number {
  const words = shownSegments(scene, begin(play)).reduce((n, { text }) => n + text.split(/\s+/).length, 0)
  return Math.max(1, Math.round((2 * words) / WORDS_A_MINUTE) / 2) + TAKES[treatment]
}

/** The scenes of the best path from the start, with what is at stake in each: the best choice against the worst. */
export function mainPath({ play, key, live, graph, values }: Scorer): { scene: string; stake: number }[] {
  const path: { scene: string; stake: number }[] = []
  const worth = (edge: Edge) => reward(key, counted(edge.choices, edge.submission)) + (values.get(edge.to)?.hi ?? 0)
  for (let at = nodeOf(live, { scene: play.start, facts: [], checks: [] }); graph.nodes.has(at); ) {
    const { scene, edges } = graph.nodes.get(at)!
    const best = edges.reduce((a, b) => (worth(b) > worth(a) + 1e-9 ? b : a))
    path.push({ scene, stake: worth(best) - Math.min(...edges.map(worth)) })
    at = best.to
  }
  return path
}
