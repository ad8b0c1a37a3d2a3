import { type Edge, nodeOf } from '../play/graph'
import { type Step, goOn } from '../play/journal'
import type { PlayEvent } from '../play/events'
import { type Play, type PlayState, begin, shownSegments } from '../play/play'
import { consequenceOf, leadOf } from '../play/prose'
import { type Scorer, counted, reward } from '../score/attempt'

export interface PathMoment {
  scene: string
  node: string
  best: Edge
  stake: number
}
/** The scenes of the best path from the start, as it enters them, with what is at stake in each: the best choice minus the worst. */
export function mainPath({ play, key, live, graph, values }: Scorer): PathMoment[] {
  const path: PathMoment[] = []
  const worth = (edge: Edge) => reward(key, counted(edge.choices, edge.submission)) + (values.get(edge.to)?.hi ?? 0)
  for (let at = nodeOf(live, { scene: play.start, facts: [], checks: [] }); graph.nodes.has(at); ) {
    const { scene, edges } = graph.nodes.get(at)!
    const best = edges.reduce((a, b) => (worth(b) > worth(a) + 1e-9 ? b : a))
    path.push({ scene, node: at, best, stake: worth(best) - Math.min(...edges.map(worth)) })
    at = best.to
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
