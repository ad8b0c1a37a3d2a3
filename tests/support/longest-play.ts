/** The longest journal that takes nothing back: every moment on the longest way, with everything done in it. */
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { nextScenes, submissionsOf } from '@/scenarios/engine/play/graph'
import { type Replay, goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import { type Play, sceneOf, shownSegments } from '@/scenarios/engine/play/play'

export function longestPlay(play: Play): PlayEvent[] {
  const ahead = thingsAhead(play)
  let so = replay(play, [])
  const add = (event: PlayEvent) => {
    const next = goOn(play, so, [event])
    if (!next.refused) so = next
  }
  while (!isFinished(so.state)) {
    const scene = sceneOf(play, so.state)
    if (so.state.phase === 'scene') {
      for (const { id } of scene.checks) add({ type: 'check', check: id })
      for (const { id } of shownSegments(scene, so.state)) add({ type: 'flag', segment: id })
      add({ type: 'report' })
      add(farthest(play, so, ahead))
    } else if (so.state.phase === 'consequence') add({ type: 'continue' })
    else add({ type: 'judge', looks: 'approach', sure: 'certain' })
  }
  return so.steps.map(({ event }) => event)
}

function farthest(play: Play, so: Replay, ahead: (scene: string) => number): PlayEvent {
  const scene = sceneOf(play, so.state)
  const ways = [...submissionsOf(scene, so.state)].map(
    (choices): PlayEvent => ({ type: 'decide', choices, ...(scene.rating && { rating: 5 }) }),
  )
  const worth = (event: PlayEvent): number => {
    const { state } = goOn(play, so, [event])
    return state.phase === 'judgement' ? 0 : ahead(state.next ?? state.scene)
  }
  return ways.reduce((most, way) => (worth(way) > worth(most) ? way : most))
}

function thingsAhead(play: Play): (scene: string) => number {
  const known = new Map<string, number>()
  const ahead = (id: string): number => {
    const before = known.get(id)
    if (before !== undefined) return before
    known.set(id, 0)
    const scene = play.scenes[id]
    if (!scene) return 0
    const own = scene.checks.length + shownSegments(scene, { facts: [], checks: [] }).length + scene.decisions.length + 2
    const found = own + Math.max(0, ...nextScenes(play, id).map(ahead))
    known.set(id, found)
    return found
  }
  return ahead
}
