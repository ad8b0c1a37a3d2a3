/**
 * The statechart of an attempt, for the player: which events each phase has, and which phases follow. `transition` works out the result
 * of an event once, and the event carries it. Only this file, `room.ts` and `room-machine.ts` import XState (v6 will break v5 configs).
 */
import { type SnapshotFrom, assign, createMachine, transition as follow } from 'xstate'
import { type Step, replay } from './journal'
import type { PlayEvent } from './events'
import { type Play, type PlayState, begin } from './play'
import { transition } from './transition'

type Phase = PlayState['phase']
interface Input {
  play: Play
  events?: readonly PlayEvent[]
  /** Where to start, if not at the beginning, when the events that lead there are unknown. */
  state?: PlayState
}
/** Only what has happened: the current position is where the last step led. */
interface Context {
  play: Play
  start: PlayState
  steps: readonly Step[]
}
interface Event {
  type: PlayEvent['type']
  step: Step
}

const last = ({ start, steps }: Pick<Context, 'start' | 'steps'>): PlayState => steps.at(-1)?.after ?? start

const take = assign<Context, Event, undefined, Event, never>(({ context: { steps }, event: { step } }) => ({ steps: [...steps, step] }))
const to = (phase: Phase) => ({ target: phase, guard: ({ event }: { event: Event }) => event.step.after.phase === phase, actions: take })

/** Without `setup`, which would load other kinds of actions that we do not need. */
const attemptMachine = createMachine({
  types: {} as { context: Context; events: Event; input: Context },
  id: 'attempt',
  // XState also calls it without an input, at every transition.
  context: ({ input }) => input,
  initial: 'scene',
  states: {
    scene: {
      on: {
        flag: to('scene'),
        unflag: to('scene'),
        check: to('scene'),
        report: to('scene'),
        decide: [to('consequence'), to('scene'), to('judgement')],
      },
    },
    consequence: { on: { report: to('consequence'), continue: [to('scene'), to('judgement')] } },
    judgement: { on: { judge: to('debrief') } },
    debrief: { type: 'final' },
  },
})

export type AttemptSnapshot = SnapshotFrom<typeof attemptMachine>

/** The state of an attempt as the plain function has it. The phase comes from the chart: a test checks that both agree. */
export const stateOf = ({ context, value }: AttemptSnapshot): PlayState => ({ ...last(context), phase: value as Phase })

export function openAt({ play, events = [], state = begin(play) }: Input): AttemptSnapshot {
  const context = { play, start: state, steps: replay(play, events).steps }
  return attemptMachine.resolveState({ value: last(context).phase, context })
}
/** The snapshot after an event, or the same one if the event is not possible. A snapshot is plain data, so no actor has to run. */
export function playOn(snapshot: AttemptSnapshot, event: PlayEvent): AttemptSnapshot {
  const { context } = snapshot
  const before = last(context)
  const result = transition(context.play, before, event)
  return result.ok ? follow(attemptMachine, snapshot, { type: event.type, step: { event, before, after: result.state } })[0] : snapshot
}
