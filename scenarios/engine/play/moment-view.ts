import { type Artefact, type PlayFacts, type PlayState, type Scene, type Segment, holds, segmentsOf } from './play'

/** A profile stands beside the first of the other artefacts, and is read after them. */
export function momentView(scene: Pick<Scene, 'show'>, state: PlayFacts): { main: Artefact[]; aside: Artefact | undefined } {
  const shown = scene.show.filter((a) => holds(a.when, state))
  const aside = shown.length > 1 ? shown.find((a) => a.kind === 'profile') : undefined
  return { main: shown.filter((a) => a !== aside), aside }
}

/** What is flagged in a moment, in reading order. A sentence's position here is its number in the text and in the notebook. */
export function flaggedOn(scene: Scene, state: PlayState): Segment[] {
  const { main, aside } = momentView(scene, state)
  return segmentsOf([...main, aside ?? []], state).filter(({ id }) => state.flags.includes(id))
}
