import fc from 'fast-check'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import { type PlayEvent, RATINGS, SURENESS } from '@/scenarios/engine/play/events'
import { type Play, type PlayState, begin, canReport, checkOffer, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'

export function fittingEvents(play: Play, state: PlayState): PlayEvent[] {
  const report: PlayEvent[] = canReport(state) ? [{ type: 'report' }] : []
  if (state.phase === 'consequence') return [{ type: 'continue' }, ...report]
  if (state.phase === 'judgement') return JUDGEMENTS
  if (state.phase === 'debrief') return []
  const scene = sceneOf(play, state)
  return [
    ...shownSegments(scene, state).map(({ id }): PlayEvent => ({ type: state.flags.includes(id) ? 'unflag' : 'flag', segment: id })),
    ...scene.checks.filter((c) => checkOffer(play, state, c) === 'offered').map((c): PlayEvent => ({ type: 'check', check: c.id })),
    ...report,
    ...[...submissionsOf(scene, state)].flatMap((choices) =>
      scene.rating ? RATINGS.map((rating): PlayEvent => ({ type: 'decide', choices, rating })) : [{ type: 'decide' as const, choices }],
    ),
  ]
}

const JUDGEMENTS: PlayEvent[] = [
  ...(['genuine', 'approach'] as const).flatMap((looks) => SURENESS.map((sure): PlayEvent => ({ type: 'judge', looks, sure }))),
  { type: 'judge', looks: 'unsure' },
]

export function playBy(play: Play, pick: () => number): PlayEvent[] {
  const events: PlayEvent[] = []
  for (let state = begin(play); state.phase !== 'debrief'; ) {
    const fitting = fittingEvents(play, state)
    // Move on half of the time, so that flags and checks do not take for ever.
    const onward = pick() % 2 === 0 ? fitting.filter((e) => e.type === 'decide') : []
    const from = onward.length > 0 ? onward : fitting
    const event = from[pick() % from.length]!
    const result = transition(play, state, event)
    if (!result.ok) throw new Error(`${event.type} was refused: ${result.reason}`)
    events.push(event)
    state = result.state
  }
  return events
}

export const attempts = (play: Play): fc.Arbitrary<PlayEvent[]> =>
  fc.infiniteStream(fc.nat()).map((picks) => playBy(play, () => picks.next().value as number))
