import type { Key } from '../play/key'
import { type Edge, type Graph, type GraphNode, explore, liveReads, nodeOf } from '../play/graph'
import type { Step } from '../play/journal'
import type { Choices, Rating, JudgementChoice } from '../play/events'
import { type Play, type PlayState, type Submission, END, sceneOf, shownSegments, submission } from '../play/play'
import { type Competency, COMPETENCIES } from '../format/competencies'
import { type Forecast, RATINGS, SURE } from './confidence'
import {
  type PathScore,
  type PathStep,
  type Points,
  type Value,
  type ValueNode,
  ROUNDING,
  actLossOf,
  pathScore,
  pointsLost,
  values,
} from './path'
import { type ProfileItem, localQuality } from './profile'

export interface Scorer {
  play: Play
  key: Key
  live: Map<string, Set<string>>
  graph: Graph
  values: Map<string, Value>
}

/** @throws if the scenario has too many states: `inspect` refuses those before they get here. */
export function scorer(play: Play, key: Key): Scorer {
  const explored = explore(play)
  if (!explored.ok) throw new Error(`the scenario has too many states at ${explored.at}`)
  const { graph } = explored
  return { play, key, live: liveReads(play), graph, values: values(valueNodes(graph, key), graph.start) }
}

function valueNodes(graph: Graph, key: Key): Map<string, ValueNode> {
  const nodes = new Map<string, ValueNode>()
  for (const { id, scene, edges } of graph.nodes.values()) {
    nodes.set(id, {
      type: 'decision',
      options: edges.map((edge) => ({ r: edgeReward(key, edge), to: edge.to })),
      report: worthOfReporting(key, scene),
    })
  }
  return nodes
}
export const worthOfReporting = (key: Key, scene: string): number => key.reportWeight * key.reports[scene]!.worth
const edgeReward = (key: Key, edge: Edge): number => reward(key, counted(edge.choices, edge.submission))

export function counted(choices: Choices, { sent, act }: Submission): [decision: string, option: string][] {
  const actDecision = Object.keys(choices).find((d) => choices[d] === act.id)!
  return [...sent.map((s): [string, string] => [s.decision.id, s.option.id]), [actDecision, act.id]]
}

/** r = Σ w · Σ_k q_k over what counts. */
export const reward = (key: Key, pairs: [string, string][]): number =>
  pairs.reduce((sum, [decision, option]) => {
    const { rubric } = key.options[decision]![option]!
    return sum + key.weights[decision]! * Object.values(rubric).reduce((a, b) => a + b, 0)
  }, 0)

/** H of the S signs shown were flagged, and F of the N harmless segments. */
interface Trials {
  H: number
  S: number
  F: number
  N: number
}
export interface SubmissionScore {
  at: PlayState
  /** The graph node at which its scene was entered. */
  entered: string
  counted: [decision: string, option: string][]
  /** What the act lost, without the loss of a missing report. */
  loss: number
  reported: boolean
  rating?: Rating
}
export interface AttemptScore extends PathScore {
  submissions: SubmissionScore[]
  points: Points
  items: ProfileItem[]
  flags: Trials
  /** Segments shown, and whether they were flagged when their scene was submitted. */
  segments: { id: string; scene: string; flagged: boolean }[]
  reporting: ReportingScore
  /** The last judgement of the case. A learner who is unsure is neither right nor wrong. */
  judgement: { looks: JudgementChoice; right: boolean | null } | null
  /** The ratings on the way and the judgement, as probabilities of an approach. */
  ratings: Forecast[]
}
export interface ReportingScore {
  chances: number
  reported: number
  /** The first chance that was used, from 1; null if none was. */
  first: number | null
}

export function scoreAttempt(scorer: Scorer, steps: readonly Step[]): AttemptScore {
  const { play, key } = scorer
  const o = key.variant === 'hostile' ? 1 : 0
  const path: PathStep[] = []
  const submissions: SubmissionScore[] = []
  const items: ProfileItem[] = []
  const segments: AttemptScore['segments'] = []
  const ratings: Forecast[] = []
  const reportAt = new Map(steps.flatMap(({ event, before }, i) => (event.type === 'report' ? [[before.scene, i] as const] : [])))
  let judgement: AttemptScore['judgement'] = null
  let entered = nodeOf(scorer.live, { scene: play.start, facts: [], checks: [] })

  for (const [i, { event, before, after }] of steps.entries()) {
    if (event.type === 'judge') {
      judgement = judged(event, key)
      ratings.push({ p: approachOf(event), o })
    }
    if (event.type !== 'decide') continue
    const read = submission(play, before, event.choices) as Submission
    const pairs = counted(event.choices, read)
    const to = after.next ?? (after.phase === 'judgement' ? END : after.scene)
    const led = play.scenes[to] ? nodeOf(scorer.live, { ...after, scene: to }) : null
    const reported = reportAt.get(before.scene)
    const step: PathStep = {
      id: before.scene,
      r: reward(key, pairs),
      before: scorer.values.get(entered)!,
      after: led ? scorer.values.get(led)! : { hi: 0, lo: 0 },
      report: { worth: worthOfReporting(key, before.scene), reported: reported !== undefined },
      grave: graveIn(key, before.scene, pairs, reported === undefined ? 'never' : reported < i ? 'before' : 'after'),
    }
    path.push(step)
    const rating = sceneOf(play, before).rating ? event.rating : undefined
    if (rating) ratings.push({ p: RATINGS[rating], o })
    submissions.push({ at: before, entered, counted: pairs, loss: actLossOf(step), reported: reported !== undefined, rating })
    const best = bestOptions(scorer, scorer.graph.nodes.get(entered)!, pairs)
    items.push(...pairs.flatMap(([d, option], n) => profileItems(key, d, option, best[n]!)))
    for (const { id } of shownSegments(sceneOf(play, before), before)) {
      segments.push({ id, scene: before.scene, flagged: before.flags.includes(id) })
    }
    if (led) entered = led
  }
  const start = scorer.values.get(scorer.graph.start)!
  const scored = pathScore(start, path, { mustReport: key.variant === 'hostile' })
  return {
    ...scored,
    points: pointsLost(start, path, scored),
    submissions,
    items: [...items, ...reportItems(path), ...originFlags(key, segments)],
    segments,
    judgement,
    ratings,
    reporting: reportingOf(path),
    flags: trials(key, segments),
  }
}

type JudgeEvent = Extract<Step['event'], { type: 'judge' }>
function judged(event: JudgeEvent, key: Key): NonNullable<AttemptScore['judgement']> {
  const { looks } = event
  return { looks, right: looks === 'unsure' ? null : (looks === 'approach') === (key.variant === 'hostile') }
}
function approachOf(event: JudgeEvent): number {
  if (event.looks === 'unsure') return 0.5
  const p = SURE[event.sure]
  return event.looks === 'approach' ? p : 1 - p
}

export function graveIn(key: Key, scene: string, pairs: [string, string][], report: 'before' | 'after' | 'never'): PathStep['grave'] {
  const byReporting = key.reports[scene]!.repairs.map((repairs) => ({ repairs }))
  return [
    ...(report === 'before' ? byReporting : []),
    ...pairs.flatMap(([d, option]) => key.options[d]![option]!.repairs.map((repairs) => ({ repairs }))),
    ...pairs.filter(([d, option]) => key.options[d]![option]!.critical).map((pair) => ({ critical: pair.join('.') })),
    ...(report === 'after' ? byReporting : []),
  ]
}

function reportingOf(path: readonly PathStep[]): ReportingScore {
  const chances = path.filter((step) => step.report.worth > 0)
  const first = chances.findIndex((step) => step.report.reported)
  return { chances: chances.length, reported: chances.filter((step) => step.report.reported).length, first: first < 0 ? null : first + 1 }
}

const reportItems = (path: readonly PathStep[]): ProfileItem[] =>
  path.filter((step) => step.report.worth > 0).map(({ report: { reported, worth } }) => ({ k: 'report', q: reported ? 1 : 0, w: worth }))

/**
 * For each decision of a submission, the options that the best play here would choose: several if they are equally good. If best play
 * would not send a reply at all, the best that could be sent.
 */
function bestOptions({ key, values }: Scorer, { edges }: GraphNode, pairs: [string, string][]): string[][] {
  const ways = edges.map((edge) => {
    const chosen = counted(edge.choices, edge.submission)
    return { chosen: new Map(chosen), worth: reward(key, chosen) + (values.get(edge.to)?.hi ?? 0) }
  })
  return pairs.map(([decision]) => {
    const among = ways.filter(({ chosen }) => chosen.has(decision))
    const most = Math.max(...among.map(({ worth }) => worth))
    return [...new Set(among.filter(({ worth }) => worth > most - ROUNDING).map(({ chosen }) => chosen.get(decision)!))]
  })
}

export const bestIn = (scorer: Scorer, { entered, counted }: Pick<SubmissionScore, 'entered' | 'counted'>): string[][] =>
  bestOptions(scorer, scorer.graph.nodes.get(entered)!, counted)

/**
 * Compares the choice with the best act, and if there are several best acts, with the one that asks least. So a learner who loses nothing
 * has nothing to practise.
 */
function profileItems(key: Key, decision: string, option: string, best: string[]): ProfileItem[] {
  const options = key.options[decision]!
  const points = (k: Competency, id: string) => options[id]!.rubric[k] ?? 0
  return COMPETENCIES.flatMap((k) => {
    const worst = Math.min(...Object.keys(options).map((id) => points(k, id)))
    const asked = Math.min(...best.map((id) => points(k, id)))
    const q = localQuality(Math.min(asked, points(k, option)), [worst, asked])
    return q === null ? [] : [{ k, q, w: key.weights[decision]! }]
  })
}

/** Flagging a detail about origin counts against fairness. Leaving it alone earns nothing. */
const originFlags = (key: Key, segments: AttemptScore['segments']): ProfileItem[] =>
  segments.filter((s) => s.flagged && key.segments[s.id]!.about === 'origin').map(() => ({ k: 'fair', q: 0, w: 1 }))

function trials(key: Key, segments: AttemptScore['segments']): Trials {
  const signs = segments.filter((s) => key.segments[s.id]!.cue === 'sign')
  const noise = segments.filter((s) => ['decoy', 'plain'].includes(key.segments[s.id]!.cue))
  const flagged = (list: typeof segments) => list.filter((s) => s.flagged).length
  return { H: flagged(signs), S: signs.length, F: flagged(noise), N: noise.length }
}
