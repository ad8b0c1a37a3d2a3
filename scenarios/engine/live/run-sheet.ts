/**
 * What a session has time for: each scene of the main path is discussed, voted on, or summarised. The minutes are for planning;
 * the facilitator moves on at will.
 */
import { type Play, type Scene, type StagedPlay, begin, shownSegments } from '../play/play'
import { PARTS } from './room-state'
import { type Edge, nodeOf } from '../play/graph'
import { type Scorer, counted, reward } from '../score/attempt'

/** `discuss`: vote, talk, vote again. `vote`: one vote. `narrate`: the facilitator summarises and decides. */
export type Treatment = 'discuss' | 'vote' | 'narrate'

export interface RunSheetRow {
  scene: string
  title: string
  treatment: Treatment
  minutes: number
}
/** A moment that the planned path leaves out, and the acts that lead to it. */
export interface OtherMoment {
  scene: string
  title: string
  ways: { at: string; act: string }[]
}
export interface RunSheet {
  rows: RunSheetRow[]
  others: OtherMoment[]
  /** Opening, judgement and debrief. */
  around: { opening: number; judgement: number; debrief: number }
  /** Minutes in all, which exceed the request if even summarising takes longer. */
  total: number
}

const WORDS_A_MINUTE = 130
/** Minutes for a treatment, in addition to reading, which a summary does not need. */
const TAKES: Record<Treatment, number> = { discuss: 7, vote: 2.5, narrate: 1 }
/** For a session so short that only one moment is discussed, and the others are summarised. */
const AROUND_BRIEFLY: RunSheet['around'] = { opening: 1, judgement: 1, debrief: 5 }
/** Minutes for a part of the debrief: at least, and at most before the rest goes to the talk. */
const A_PART = { least: 0.5, most: 1.5 }
/** The lengths on offer. */
export const SESSION_MINUTES = [20, 30, 45, 60, 90] as const

/**
 * Plans a session of this many minutes. The moments with most at stake are discussed, those with least are summarised; more
 * time never means less discussion. What is left goes to the debrief, then to the talk.
 */
export function runSheet(scorer: Scorer, play: StagedPlay, minutes: number): RunSheet {
  const path = mainPath(scorer)
  const [first, ...others] = path.toSorted((a, b) => b.stake - a.stake).map(({ scene }) => scene)
  // At least one moment is discussed: otherwise a session would be a lecture.
  const treatments = new Map<string, Treatment>(path.map(({ scene }) => [scene, scene === first ? 'discuss' : 'narrate']))
  const parts = PARTS.length + path.length
  const usual: RunSheet['around'] = { opening: 2, judgement: 2, debrief: Math.ceil(A_PART.least * parts) }
  const rows = (): RunSheetRow[] =>
    path.map(({ scene }) => {
      const treatment = treatments.get(scene)!
      return { scene, title: play.scenes[scene]!.title, treatment, minutes: minutesOf(play, play.scenes[scene]!, treatment) }
    })
  const total = (around: RunSheet['around']) => sum(rows().map((r) => r.minutes)) + sum(Object.values(around))
  const planned = (around: RunSheet['around']): RunSheet => {
    const spare = Math.max(0, minutes - total(around))
    const more = Math.min(spare, Math.max(0, A_PART.most * parts - around.debrief))
    const talks = [...treatments.values()].filter((treatment) => treatment === 'discuss').length
    // In half minutes; what does not divide stays with the debrief.
    const each = Math.floor((2 * (spare - more)) / talks) / 2
    return {
      rows: rows().map((row) => (row.treatment === 'discuss' ? { ...row, minutes: row.minutes + each } : row)),
      others: otherMoments(scorer, play, path),
      around: { ...around, debrief: around.debrief + spare - each * talks },
      total: total(around) + spare,
    }
  }
  if (total(usual) > minutes) return planned(AROUND_BRIEFLY)

  for (const [scene, treatment] of (['vote', 'discuss'] as const).flatMap((t) => others.map((scene) => [scene, t] as const))) {
    const before = treatments.get(scene)!
    treatments.set(scene, treatment)
    if (total(usual) <= minutes) continue
    treatments.set(scene, before)
    break
  }
  return planned(usual)
}
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

export const treatmentsOf = ({ rows }: RunSheet): Record<string, Treatment> =>
  Object.fromEntries(rows.map(({ scene, treatment }) => [scene, treatment]))
/** Off the main path one vote is planned. */
export const treatmentOf = (treatments: Record<string, Treatment>, scene: string): Treatment => treatments[scene] ?? 'vote'

function minutesOf(play: Play, scene: Scene, treatment: Treatment): number {
  if (treatment === 'narrate') return TAKES.narrate
  const words = shownSegments(scene, begin(play)).reduce((n, { text }) => n + text.split(/\s+/).length, 0)
  return Math.max(1, Math.round((2 * words) / WORDS_A_MINUTE) / 2) + TAKES[treatment]
}

/** Every other moment that some way leads to. */
function otherMoments({ graph }: Scorer, play: StagedPlay, path: readonly { scene: string }[]): OtherMoment[] {
  const edges = [...graph.nodes.values()].flatMap(({ scene, edges }) =>
    edges.flatMap((edge) => {
      const to = graph.nodes.get(edge.to)?.scene
      return to === undefined ? [] : [{ from: scene, to, act: edge.submission.act.id }]
    }),
  )
  const planned = new Set(path.map(({ scene }) => scene))
  return Object.keys(play.scenes)
    .filter((scene) => !planned.has(scene) && edges.some(({ to }) => to === scene))
    .map((scene) => {
      const ways = new Map(edges.filter(({ to }) => to === scene).map((way) => [`${way.from} ${way.act}`, way]))
      return {
        scene,
        title: play.scenes[scene]!.title,
        ways: [...ways.values()].map(({ from, act }) => ({
          at: play.scenes[from]!.title,
          act: play.scenes[from]!.decisions.flatMap((d) => d.options).find((o) => o.id === act)!.text,
        })),
      }
    })
}

/** The scenes of the best path from the start, with what is at stake in each: the best choice minus the worst. */
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
