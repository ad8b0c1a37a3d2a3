import { OUTCOMES } from '../format/outcomes'
import type { KeyedPlay } from '../play/compiled'
import { type Edge, type Graph, explore } from '../play/graph'
import { type Step, goOn } from '../play/journal'
import type { PlayEvent } from '../play/events'
import { type Play, type PlayState, begin, offered, shownSegments, withFacts } from '../play/play'
import { consequenceOf, leadOf } from '../play/prose'
import { type Points, counted, scoreDecision, sumOf } from '../score/attempt'
import { type Happening, type Standing, after as happened, outcomeIn, setBy, standingKey, startOf } from '../score/outcome'

export interface PathMoment {
  scene: string
  node: string
  best: Edge
  /** The points that can be earned in it, by decisions and by a report. */
  stake: number
}

const graphs = new WeakMap<Play, Graph>()
/** Every way through a play, worked out once. */
export function graphOf(play: Play): Graph {
  const known = graphs.get(play)
  if (known) return known
  const explored = explore(play)
  if (!explored.ok) throw new Error('the scenario has too many ways')
  graphs.set(play, explored.graph)
  return explored.graph
}

const paths = new WeakMap<KeyedPlay, PathMoment[]>()
/**
 * The moments of best play, with every report that is worth something: the best outcome, then the fewest points lost, then the most
 * earned, then the fewest checks.
 */
export function mainPath(keyed: KeyedPlay): PathMoment[] {
  const path = paths.get(keyed) ?? pathThrough(keyed)
  paths.set(keyed, path)
  return path
}

/** What is left of a play from somewhere on, better if it comes first in the order of its numbers. */
type Rest = readonly [outcome: number, lost: number, notEarned: number, checks: number]
const isLess = (a: Rest, b: Rest): boolean => {
  const at = a.findIndex((n, i) => n !== b[i])
  return at >= 0 && a[at]! < b[at]!
}
interface Way {
  edge: Edge
  points: Points
  standing: Standing
}

function pathThrough({ play, key }: KeyedPlay): PathMoment[] {
  const { start, nodes } = graphOf(play)
  const known = new Map<string, { rest: Rest; way: Way | null }>()
  const isReported = (scene: string) => key.reports[scene]!.worth > 0

  function bestFrom(id: string, standing: Standing): { rest: Rest; way: Way | null } {
    const node = nodes.get(id)
    if (!node) return { rest: [OUTCOMES.indexOf(outcomeIn(key, standing)), 0, 0, 0], way: null }
    const name = `${id} ${standingKey(standing)}`
    const found = known.get(name)
    if (found) return found
    let best: { rest: Rest; way: Way } | null = null
    for (const edge of node.edges) {
      const points = pointsOf(node, edge)
      const next = standingAt(node.scene, edge, standing)
      const { rest } = bestFrom(edge.to, next)
      const all: Rest = [rest[0], rest[1] + points.possible - points.earned, rest[2] - points.earned, rest[3] + edge.checks.length]
      if (!best || isLess(all, best.rest)) best = { rest: all, way: { edge, points, standing: next } }
    }
    known.set(name, best!)
    return best!
  }

  function pointsOf(
    { scene, facts, checks }: { scene: string; facts: string[]; checks: string[] },
    { checks: made, choices, submission }: Edge,
  ) {
    const sets = play.scenes[scene]!.checks.filter(({ id }) => made.includes(id)).map((check) => check.sets)
    const decisions = offered(play.scenes[scene]!, { facts: withFacts(facts, ...sets), checks: [...checks, ...made] })
    return sumOf(counted(choices, submission).map((pair) => scoreDecision(key, decisions, pair)))
  }

  function standingAt(scene: string, { checks, submission, to }: Edge, from: Standing): Standing {
    const found = play.scenes[scene]!.checks.filter(({ id }) => checks.includes(id)).flatMap(({ sets }) => Object.keys(sets))
    const happenings: Happening[] = [
      ...found.map((set) => ({ set })),
      ...(isReported(scene) ? [{ report: true as const }] : []),
      ...setBy(submission).map((set) => ({ set })),
      ...(nodes.has(to) ? [{ entered: nodes.get(to)!.scene }] : []),
    ]
    return happenings.reduce((now, happening) => happened(key, now, happening), from)
  }

  const path: PathMoment[] = []
  let standing = startOf(key, play.start)
  for (let at = start; nodes.has(at); ) {
    const { scene } = nodes.get(at)!
    const { edge, points, standing: next } = bestFrom(at, standing).way!
    path.push({ scene, node: at, best: edge, stake: points.possible + key.reports[scene]!.worth })
    at = edge.to
    standing = next
  }
  return path
}

/** Where a room is on its way. */
export interface RoomPlace {
  state: PlayState
  steps: readonly Step[]
}
export function after({ play }: { play: Play }, { state, steps }: RoomPlace, { checks, choices }: Edge): RoomPlace {
  const decide: PlayEvent = { type: 'decide', choices }
  const decided = goOn(play, { state, steps, refused: null }, [...checks.map((check): PlayEvent => ({ type: 'check', check })), decide])
  const on = decided.state.phase === 'consequence' ? goOn(play, decided, [{ type: 'continue' }]) : decided
  if (on.refused) throw new Error(`the planned way does not fit: ${on.refused.reason}`)
  return on
}

/** How many words somebody reads aloud who tells each moment of the path: what happens, what is shown, and what follows. */
export function toldWords({ play }: { play: Play }, path: readonly PathMoment[]): Record<string, number> {
  let here: RoomPlace = { state: begin(play), steps: [] }
  return Object.fromEntries(
    path.map(({ scene, best }) => {
      const { state, steps } = here
      here = after({ play }, here, best)
      const made = here.steps.findLast(({ event }) => event.type === 'decide')!
      const texts = [
        leadOf(play, steps, state),
        ...shownSegments(play.scenes[scene]!, state).map(({ text }) => text),
        consequenceOf(play, here.steps.slice(0, here.steps.indexOf(made) + 1), made),
      ]
      return [scene, wordsIn(texts)] as const
    }),
  )
}
export const wordsIn = (texts: readonly string[]): number => texts.flatMap((text) => text.split(/\s+/).filter(Boolean)).length
