/** Scores a finished attempt: its replayed steps against the key. */
import type { Key } from '../play/compile'
import { type Edge, type Graph, explore, liveReads, nodeOf } from '../play/graph'
import type { Step } from '../play/journal'
import { type Choices, type Play, type PlayState, type Submission, isAct, offered, sceneOf, shownSegments, submission } from '../play/play'
import { COMPETENCIES } from '../format/competencies'
import { type Stated, probability } from './confidence'
import type { Trials } from './noticing'
import { type PathScore, type PathStep, type Value, type ValueNode, lossOf, pathScore, values } from './path'
import { type ProfileItem, localQuality } from './profile'

/** Everything that scoring needs of a compiled scenario, worked out once. */
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

export function valueNodes(graph: Graph, key: Key): Map<string, ValueNode> {
  const nodes = new Map<string, ValueNode>()
  for (const { id, edges } of graph.nodes.values()) {
    nodes.set(id, { type: 'decision', options: edges.map((edge) => ({ r: edgeReward(key, edge), to: edge.to })) })
  }
  return nodes
}
const edgeReward = (key: Key, edge: Edge): number => reward(key, counted(edge.choices, edge.submission))

/** The decisions of a submission that count: the act, and the sentences it sent. */
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

export interface SubmissionScore {
  /** The state in which it was made, including checks and flags. */
  at: PlayState
  /** The graph node at which its scene was entered. */
  entered: string
  counted: [decision: string, option: string][]
  sure?: Stated
  loss: number
}
export interface AttemptScore extends PathScore {
  submissions: SubmissionScore[]
  items: ProfileItem[]
  flags: Trials
  /** Segments shown, and whether they were flagged when their scene was submitted. */
  segments: { id: string; scene: string; flagged: boolean }[]
  /** The case itself as one trial of judgement. */
  judgement: { right: boolean; sure: Stated } | null
}

export function scoreAttempt(scorer: Scorer, steps: Step[]): AttemptScore {
  const { play, key } = scorer
  const path: PathStep[] = []
  const submissions: SubmissionScore[] = []
  const items: ProfileItem[] = []
  const segments: AttemptScore['segments'] = []
  let judgement: AttemptScore['judgement'] = null
  let entered = nodeOf(scorer.live, { scene: play.start, facts: [], checks: [] })

  for (const { event, before, after } of steps) {
    if (event.type === 'judge') {
      const right = (event.looks === 'approach') === (key.nature === 'hostile')
      judgement = { right, sure: { p: probability(event.sure, 2), o: right ? 1 : 0 } }
    }
    if (event.type !== 'decide') continue
    const read = submission(play, before, event.choices) as Submission
    const pairs = counted(event.choices, read)
    const to = after.next ?? after.ending ?? after.scene
    const led = play.scenes[to] ? nodeOf(scorer.live, { ...after, scene: to }) : null
    const step: PathStep = {
      id: before.scene,
      r: reward(key, pairs),
      before: scorer.values.get(entered)!,
      after: led ? scorer.values.get(led)! : { hi: 0, lo: 0 },
      critical: pairs.filter(([d, o]) => key.options[d]![o]!.critical).map((p) => p.join('.')),
      repairs: pairs.flatMap(([d, o]) => key.options[d]![o]!.repairs),
    }
    path.push(step)
    const loss = lossOf(step)
    const options = offered(sceneOf(play, before), before).find(isAct)!.options.length
    submissions.push({
      at: before,
      entered,
      counted: pairs,
      loss,
      sure: event.sure && { p: probability(event.sure, options), o: loss === 0 ? 1 : 0 },
    })
    items.push(...pairs.flatMap(([d, o]) => profileItems(key, d, o)))
    for (const { id } of shownSegments(sceneOf(play, before), before)) {
      segments.push({ id, scene: before.scene, flagged: before.flags.includes(id) })
    }
    if (led) entered = led
  }
  return {
    ...pathScore(scorer.values.get(scorer.graph.start)!, path),
    submissions,
    items: [...items, ...originFlags(key, segments)],
    segments,
    judgement,
    flags: trials(key, segments),
  }
}

function profileItems(key: Key, decision: string, option: string): ProfileItem[] {
  const options = Object.values(key.options[decision]!)
  const chosen = key.options[decision]![option]!
  return COMPETENCIES.flatMap((k) => {
    if (!options.some((o) => k in o.rubric)) return []
    const q = localQuality(
      chosen.rubric[k] ?? 0,
      options.map((o) => o.rubric[k] ?? 0),
    )
    return q === null ? [] : [{ k, q, w: key.weights[decision]! }]
  })
}

/** Flagging a detail about origin counts against fairness. Leaving it alone earns nothing. */
const originFlags = (key: Key, segments: AttemptScore['segments']): ProfileItem[] =>
  segments.filter((s) => s.flagged && key.segments[s.id]!.about === 'origin').map(() => ({ k: 'fair', q: 0, w: 1 }))

function trials(key: Key, segments: AttemptScore['segments']): Trials {
  const signs = segments.filter((s) => key.segments[s.id]!.cue === 'sign')
  const noise = segments.filter((s) => key.segments[s.id]!.cue !== 'sign')
  const flagged = (list: typeof segments) => list.filter((s) => s.flagged).length
  return { H: flagged(signs), S: signs.length, F: flagged(noise), N: noise.length }
}
