/**
 * The statechart of an attempt, for the player. This file and `room.ts` alone import XState (v6 will break v5 configs).
 */
import { assign, setup, type SnapshotFrom } from 'xstate'
import {
  type Play,
  type PlayEvent,
  type PlayState,
  type Submission,
  begin,
  checkOffer,
  consequences,
  outcome,
  sceneOf,
  shownSegments,
  submission,
  withFacts,
} from './play'

/** The phase is the machine's own state value; `resumeAt` only says where a resumed attempt begins. */
interface Context {
  play: Play
  state: Omit<PlayState, 'phase'>
  resumeAt: PlayState['phase']
}
type EventOf<T extends PlayEvent['type']> = Extract<PlayEvent, { type: T }>

const inScene = ({ state }: Context): PlayState => ({ ...state, phase: 'scene' })
const isShown = (context: Context, segment: string) =>
  shownSegments(sceneOf(context.play, context.state), context.state).some((s) => s.id === segment)

function read(context: Context, event: PlayEvent): (Submission & ReturnType<typeof outcome>) | null {
  if (event.type !== 'decide') return null
  const submitted = submission(context.play, inScene(context), event.choices)
  return typeof submitted === 'string' ? null : { ...submitted, ...outcome(context.state, submitted) }
}

export const attemptMachine = setup({
  types: { context: {} as Context, events: {} as PlayEvent, input: {} as { play: Play; state?: PlayState } },
  guards: {
    isFlaggable: ({ context, event }) => {
      const { segment } = event as EventOf<'flag'>
      return isShown(context, segment) && !context.state.flags.includes(segment)
    },
    isFlagged: ({ context, event }) => {
      const { segment } = event as EventOf<'unflag'>
      return isShown(context, segment) && context.state.flags.includes(segment)
    },
    isCheckable: ({ context, event }) => {
      const check = sceneOf(context.play, context.state).checks.find((c) => c.id === (event as EventOf<'check'>).check)
      return !!check && checkOffer(context.play, inScene(context), check) === 'offered'
    },
    hasConsequence: ({ context, event }) => {
      const submitted = read(context, event)
      return !!submitted && consequences(submitted, submitted.route).length > 0
    },
    isOffered: ({ context, event }) => read(context, event) !== null,
    endsStory: ({ context }) => context.state.ending !== null,
    resumesAt: ({ context }, params: { phase: PlayState['phase'] }) => context.resumeAt === params.phase,
  },
  actions: {
    flag: assign(({ context: { state }, event }) => ({
      state: { ...state, flags: [...state.flags, (event as EventOf<'flag'>).segment] },
    })),
    unflag: assign(({ context: { state }, event }) => ({
      state: { ...state, flags: state.flags.filter((f) => f !== (event as EventOf<'unflag'>).segment) },
    })),
    check: assign(({ context: { play, state }, event }) => {
      const check = sceneOf(play, state).checks.find((c) => c.id === (event as EventOf<'check'>).check)!
      return { state: { ...state, checks: [...state.checks, check.id], facts: withFacts(state.facts, check.sets) } }
    }),
    submit: assign(({ context, event }) => {
      const { facts, route } = read(context, event)!
      const { state } = context
      return {
        state: { ...state, facts, submissions: state.submissions + 1, submitted: (event as EventOf<'decide'>).choices, next: route.to },
      }
    }),
    arrive: assign(({ context: { play, state } }) => {
      const to = state.next!
      const there = { ...state, submitted: null, next: null }
      return { state: play.scenes[to] ? { ...there, scene: to } : { ...there, ending: to } }
    }),
  },
}).createMachine({
  id: 'attempt',
  context: ({ input }) => {
    const { phase: resumeAt, ...state } = input.state ?? begin(input.play)
    return { play: input.play, state, resumeAt }
  },
  initial: 'resuming',
  states: {
    resuming: {
      always: [
        { guard: { type: 'resumesAt', params: { phase: 'consequence' } }, target: 'consequence' },
        { guard: { type: 'resumesAt', params: { phase: 'judgement' } }, target: 'judgement' },
        { guard: { type: 'resumesAt', params: { phase: 'debrief' } }, target: 'debrief' },
        { target: 'scene' },
      ],
    },
    scene: {
      on: {
        flag: { guard: 'isFlaggable', actions: 'flag' },
        unflag: { guard: 'isFlagged', actions: 'unflag' },
        check: { guard: 'isCheckable', actions: 'check' },
        decide: [
          { guard: 'hasConsequence', target: 'consequence', actions: 'submit' },
          { guard: 'isOffered', target: 'arriving', actions: 'submit' },
        ],
      },
    },
    consequence: { on: { continue: { target: 'arriving' } } },
    arriving: {
      entry: 'arrive',
      always: [{ guard: 'endsStory', target: 'judgement' }, { target: 'scene' }],
    },
    judgement: { on: { judge: { target: 'debrief' } } },
    debrief: { type: 'final' },
  },
})

export type AttemptSnapshot = SnapshotFrom<typeof attemptMachine>

/** The state of an attempt as the plain function knows it. */
export const stateOf = (snapshot: AttemptSnapshot): PlayState => ({
  ...snapshot.context.state,
  phase: snapshot.value as PlayState['phase'],
})
