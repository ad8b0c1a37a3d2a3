/** The minutes are for planning; the facilitator moves on at any time. */
import { type Play, type StagedPlay, begin, shownSegments } from '../play/play'
import { MOST_STEPS } from './room-state'
import { type Graph, postorder } from '../play/graph'
import type { KeyedPlay } from '../play/compiled'
import { graphOf, mainPath, toldWords, wordsIn } from './main-path'
import type { Treatment, Treatments } from './treatments'

export interface RunSheetRow {
  scene: string
  title: string
  treatment: Treatment
  minutes: number
  takes: Record<Treatment, number>
}
export interface OtherMoment {
  scene: string
  title: string
  ways: { at: string; act: string }[]
}
/** In minutes, by the way the room takes: shortest and longest. */
export interface Span {
  least: number
  most: number
}
export interface RunSheet {
  rows: RunSheetRow[]
  others: OtherMoment[]
  around: { opening: number; judgement: number; debrief: number }
  least: number
  /** Minutes in all on the planned path, which exceed the request if even narrating takes longer. */
  total: number
  /** The whole session, and what is left of it from where the room enters a scene. */
  whole: Span
  left: Record<string, Span>
  /** What there is no time for: a vote on sentences, which the facilitator then chooses, and most parts of the debrief. */
  leavesOut: { sentences: boolean; debrief: boolean }
}

const WORDS_A_MINUTE = 130
interface Pace {
  /** Minutes for a treatment, in addition to reading. A moment that is told takes its question. */
  takes: Record<Treatment, number>
  sentences: number
  around: RunSheet['around']
}
const USUAL: Pace = {
  takes: { discuss: 7, vote: 2.5, narrate: 0.5 },
  sentences: 1,
  around: { opening: 2, judgement: 2, debrief: 7 },
}
/** For a session so short that the usual pace would narrate most moments. Its debrief leaves out most steps, too. */
const BRIEF: Pace = {
  takes: { discuss: 5, vote: 2, narrate: 0.5 },
  sentences: 0,
  around: { opening: 1, judgement: 1, debrief: 4 },
}
/** A session is brief if, at the usual pace, it has no time for this many votes besides the discussed moment. */
const BRIEFLY = 3
/** Minutes of talk at a step of the debrief: at least, and at most before the rest goes to discussion. */
const A_STEP = { least: 0.75, most: 2.5 }

/**
 * Plans a session of this many minutes. The moments with most at stake are discussed, those with least are narrated; more time never
 * means less discussion. What is left goes to the debrief, then to discussion.
 * @param chosen what the facilitator has settled, by scene
 */
export function runSheet(keyed: KeyedPlay, play: StagedPlay, minutes: number, chosen: Treatments = {}): RunSheet {
  const path = mainPath(keyed)
  const graph = graphOf(keyed.play)
  const told = toldWords({ play }, path)
  const rows = (treatments: Treatments, pace: Pace): RunSheetRow[] =>
    path.map(({ scene }) => {
      const treatment = treatments[scene]!
      const each = takesIn(play, scene, pace, told[scene])
      return { scene, title: play.scenes[scene]!.title, treatment, minutes: each[treatment], takes: each }
    })
  const total = (treatments: Treatments, pace: Pace) =>
    sum(rows(treatments, pace).map((row) => row.minutes)) + sum(Object.values(pace.around))
  const scenes = path.toSorted((a, b) => b.stake - a.stake).map(({ scene }) => scene)
  const settled = Object.fromEntries(scenes.flatMap((scene) => (chosen[scene] ? [[scene, chosen[scene]] as const] : [])))
  const steps = upgrades(scenes, settled)
  const most = Math.min(BRIEFLY, steps.length - 1)
  const brief = total(steps[most]!, USUAL) > minutes
  const pace = brief ? BRIEF : USUAL
  // Add steps as long as they fit; the first is the least for a session. A brief session gets no more than the usual pace starts with,
  // because otherwise more minutes would mean fewer votes.
  const possible = brief ? steps.slice(0, most + 1) : steps
  const over = possible.findIndex((treatments, i) => i > 0 && total(treatments, pace) > minutes)
  const treatments = possible.at(over < 0 ? -1 : over - 1)!

  const { around } = pace
  const spare = Math.max(0, minutes - total(treatments, pace))
  const more = Math.min(spare, Math.max(0, A_STEP.most * MOST_STEPS - around.debrief))
  const talks = Object.values(treatments).filter((treatment) => treatment === 'discuss').length
  // In half minutes; the debrief gets the remainder.
  const each = talks === 0 ? 0 : Math.floor((2 * (spare - more)) / talks) / 2
  const debrief = around.debrief + spare - each * talks
  const planned = rows(treatments, pace).map((row) => (row.treatment === 'discuss' ? { ...row, minutes: row.minutes + each } : row))
  const left = leftFrom(graph, around.judgement + debrief, (scene) => {
    return planned.find((row) => row.scene === scene)?.minutes ?? takesIn(play, scene, pace)[OFF_PATH]
  })
  return {
    rows: planned,
    left,
    whole: { least: around.opening + left[play.start]!.least, most: around.opening + left[play.start]!.most },
    others: otherMoments(graph, play, path),
    around: { ...around, debrief },
    least: sum(Object.values(around)),
    total: total(treatments, pace) + spare,
    leavesOut: { sentences: brief, debrief: debrief < A_STEP.least * MOST_STEPS },
  }
}
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

function leftFrom({ nodes }: Graph, end: number, minutesOf: (scene: string) => number): Record<string, Span> {
  const spans = new Map<string, Span>()
  const left: Record<string, Span> = {}
  const edgesOf = (id: string) =>
    nodes
      .get(id)
      ?.edges.map(({ to }) => to)
      .filter((to) => nodes.has(to)) ?? []
  for (const id of postorder(nodes.keys(), edgesOf)) {
    const { scene, edges } = nodes.get(id)!
    const next = edges.map(({ to }) => spans.get(to) ?? { least: end, most: end })
    const own = minutesOf(scene)
    const span = { least: own + Math.min(...next.map(({ least }) => least)), most: own + Math.max(...next.map(({ most }) => most)) }
    spans.set(id, span)
    const known = left[scene] ?? span
    left[scene] = { least: Math.min(known.least, span.least), most: Math.max(known.most, span.most) }
  }
  return left
}

function upgrades(scenes: readonly string[], chosen: Treatments): Treatments[] {
  const open = scenes.filter((scene) => !chosen[scene])
  const least: Treatments = { ...Object.fromEntries(open.map((scene) => [scene, 'narrate'] as const)), ...chosen }
  // Without one discussion, the session would be a lecture.
  const [first, ...others] = open
  if (first && !Object.values(chosen).includes('discuss')) least[first] = 'discuss'
  else if (first) others.unshift(first)
  const steps = [least]
  for (const treatment of ['vote', 'discuss'] as const) for (const scene of others) steps.push({ ...steps.at(-1)!, [scene]: treatment })
  return steps
}

/** For a moment off the main path. */
const OFF_PATH: Treatment = 'vote'
export const treatmentOf = ({ rows }: RunSheet, scene: string): Treatment => rows.find((row) => row.scene === scene)?.treatment ?? OFF_PATH

/** @param told how many words it has read aloud; only a moment of the path is told */
function takesIn(play: Play, scene: string, { takes: { discuss, vote, narrate }, sentences }: Pace, told = 0): Pace['takes'] {
  const read = inHalves(wordsIn(shownSegments(play.scenes[scene]!, begin(play)).map(({ text }) => text)) / WORDS_A_MINUTE)
  const word = play.scenes[scene]!.decisions.some(({ options }) => options.some((o) => o.sends)) ? sentences : 0
  return { discuss: read + discuss + word, vote: read + vote + word, narrate: inHalves(told / WORDS_A_MINUTE + narrate) }
}
const inHalves = (minutes: number): number => Math.max(1, Math.round(2 * minutes) / 2)

function otherMoments(graph: Graph, play: StagedPlay, path: readonly { scene: string }[]): OtherMoment[] {
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
