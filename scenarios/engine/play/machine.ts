/**
 * The statechart of an attempt, for the player: `transition` says what an event leads to, the chart which phases follow each
 * other. Only this file and `room.ts` import XState (v6 will break v5 configs).
 */
import { type InspectionEvent, type SnapshotFrom, assign, setup } from 'xstate'
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

const to = (phase: Phase) => ({ target: phase, guard: { type: 'leadsTo', params: { phase } }, actions: 'take' }) as const

export const attemptMachine = setup({
  types: { context: {} as Context, events: {} as PlayEvent, input: {} as Input },
  guards: {
    leadsTo: ({ context, event }, { phase }: { phase: Phase }) => stepOf(context, event)?.after.phase === phase,
    isIn: ({ context }, { phase }: { phase: Phase }) => last(context).phase === phase,
  },
  actions: {
    take: assign(({ context, event }) => ({ steps: [...context.steps, stepOf(context, event)!] })),
  },
}).createMachine({
  id: 'attempt',
  context: ({ input: { play, events = [], state = begin(play) } }) => ({ play, start: state, steps: replay(play, events).steps }),
  initial: 'opening',
  states: {
    opening: {
      always: (['scene', 'consequence', 'judgement', 'debrief'] as const).map((phase) => ({
        target: phase,
        guard: { type: 'isIn', params: { phase } },
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

export type { InspectionEvent }
export type AttemptSnapshot = SnapshotFrom<typeof attemptMachine>

/** The state of an attempt as the plain function has it. The phase comes from the chart: a test checks that both agree. */
export const stateOf = ({ context, value }: AttemptSnapshot): PlayState => ({ ...last(context), phase: value as Phase })
