/**
 * The statechart of an attempt, for the player: `transition` says what an event leads to, the chart which phases follow each
 * other. Only this file and `room.ts` import XState (v6 will break v5 configs).
 */
import { type SnapshotFrom, assign, createMachine, initialTransition, transition as follow } from 'xstate'
import { type Step, replay } from './journal'
import type { PlayEvent } from './events'
import { type Play, type PlayState, begin } from './play'
import { transition } from './transition'

type Phase = PlayState['phase']
interface Input {
  play: Play
  /** The journal so far. */
  events?: readonly PlayEvent[]
  /** Where to start, if not at the beginning and the events that lead there are unknown. */
  state?: PlayState
}
/** Only what has happened: the current position is where the last step led. */
interface Context {
  play: Play
  start: PlayState
  steps: readonly Step[]
}

const last = ({ start, steps }: Context): PlayState => steps.at(-1)?.after ?? start

function stepOf(context: Context, event: PlayEvent): Step | null {
  const before = last(context)
  const result = transition(context.play, before, event)
  return result.ok ? { event, before, after: result.state } : null
}

type At = { context: Context; event: PlayEvent }
const take = assign<Context, PlayEvent, undefined, PlayEvent, never>(({ context, event }) => ({
  steps: [...context.steps, stepOf(context, event)!],
}))
const to = (phase: Phase) => ({
  target: phase,
  guard: ({ context, event }: At) => stepOf(context, event)?.after.phase === phase,
  actions: take,
})

/** Without `setup`, whose other kinds of actions would be loaded with it. */
export const attemptMachine = createMachine({
  types: {} as { context: Context; events: PlayEvent; input: Input },
  id: 'attempt',
  context: ({ input: { play, events = [], state = begin(play) } }) => ({ play, start: state, steps: replay(play, events).steps }),
  initial: 'opening',
  states: {
    opening: {
      always: (['scene', 'consequence', 'judgement', 'debrief'] as const).map((phase) => ({
        target: phase,
        guard: ({ context }: { context: Context }) => last(context).phase === phase,
      })),
    },
    scene: {
      on: {
        flag: to('scene'),
        unflag: to('scene'),
        check: to('scene'),
        tell: to('scene'),
        decide: [to('consequence'), to('scene'), to('judgement')],
      },
    },
    consequence: { on: { tell: to('consequence'), continue: [to('scene'), to('judgement')] } },
    judgement: { on: { judge: to('debrief') } },
    debrief: { type: 'final' },
  },
})

export type AttemptSnapshot = SnapshotFrom<typeof attemptMachine>

/** The state of an attempt as the plain function has it. The phase comes from the chart: a test checks that both agree. */
export const stateOf = ({ context, value }: AttemptSnapshot): PlayState => ({ ...last(context), phase: value as Phase })

/** Where an attempt is after the journal so far. */
export const openAt = (input: Input): AttemptSnapshot => initialTransition(attemptMachine, input)[0]
/** Where an event leads; an event that is not possible leads nowhere. A reducer: a snapshot is plain data, and no actor has to run. */
export const playOn = (snapshot: AttemptSnapshot, event: PlayEvent): AttemptSnapshot => follow(attemptMachine, snapshot, event)[0]
