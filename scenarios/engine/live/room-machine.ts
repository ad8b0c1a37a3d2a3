/** A facilitator-led session as a statechart: what each command does to the room. `room.ts` keeps its history. */
import { type SnapshotFrom, assign, setup } from 'xstate'
import type { PlayEvent } from '../play/events'
import { type Play, type PlayState, begin, checkOffer, isAct, offered, sceneOf } from '../play/play'
import { transition } from '../play/transition'
import { type RoomCommand, type RoomState, FIRST_PART, partsOf } from './room-state'

interface Context {
  script: Play
  state: Omit<RoomState, 'phase'>
}
/** A command with its version in the log. */
type Logged = RoomCommand & { version: number }
type LoggedOf<T extends RoomCommand['type']> = Extract<Logged, { type: T }>

const arrived = (state: Context['state'], play: PlayState, version: number): Context['state'] => ({
  ...state,
  play,
  path: [...state.path, version],
  moment: version,
  round: 0,
  asked: 0,
  act: null,
  worded: 0,
  early: false,
  seen: false,
  until: null,
  chosen: null,
})

const moved = ({ state }: Context, { play, steps }: Pick<RoomState, 'play' | 'steps'>, version: number): Context['state'] => ({
  ...arrived(state, play, version),
  steps,
})

/** The play after an event, with the path; null if the event is not possible. */
function played({ script, state }: Context, event: PlayEvent): Pick<RoomState, 'play' | 'steps'> | null {
  const result = transition(script, state.play, event)
  return result.ok ? { play: result.state, steps: [...state.steps, { event, before: state.play, after: result.state }] } : null
}
type Played = ReturnType<typeof played>
/** The room tells, if it does, and nothing else yet. */
const told = (context: Context, { tell }: LoggedOf<'decide'>): Played => (tell ? played(context, { type: 'tell' }) : context.state)
function decided(context: Context, event: Logged): Played {
  if (event.type !== 'decide') return null
  const before = told(context, event)
  return before && played({ ...context, state: { ...context.state, ...before } }, { type: 'decide', choices: event.choices })
}
/** What the room reads next: what its act led to, or else only the reply to its telling. */
function submitted(context: Context, event: LoggedOf<'decide'>): Partial<Context['state']> {
  const led = decided(context, event)!
  return led.play.phase === 'consequence' ? led : { ...told(context, event)!, chosen: event.choices }
}
/** The act on offer with this id, if it sends sentences. */
const sending = ({ script, state: { play } }: Context, act: string): boolean =>
  play.phase === 'scene' &&
  offered(sceneOf(script, play), play)
    .filter(isAct)
    .some(({ options }) => options.some((o) => o.id === act && o.sends))
/** What the pause or the close took, if it is known when it began and ended. */
export const pauseOf = ({ since }: Context['state'], { at }: { at?: number }): number =>
  since !== null && at !== undefined ? Math.max(0, at - since) : 0
const onScreens = ({ state }: Context, part: string): Pick<RoomState, 'part' | 'reached'> => ({
  part,
  reached: state.reached.includes(part) ? state.reached : [...state.reached, part],
})
/** On to where the last act leads. */
const onward = (context: Context): Played =>
  played(context, context.state.chosen ? { type: 'decide', choices: context.state.chosen } : { type: 'continue' })

const START = { start: { target: 'moment', actions: 'begin' } } as const
const TALK = { discuss: { target: 'discussing', actions: 'discuss' } } as const
const VOTE = { vote: { target: 'voting', actions: 'openVote' } } as const
const REVEAL = { reveal: { target: 'revealed', actions: 'reveal' } } as const
const CHECK = { check: { guard: 'canCheck', target: 'reading', actions: 'check' } } as const
const ASK_CHECKS = { askChecks: { guard: 'hasChecks', target: 'checking', actions: 'askChecks' } } as const
const WORD = { word: { guard: 'sends', target: 'wording', actions: 'openWording' } } as const
const TIMER = { timer: { actions: 'setTimer' } } as const

export const roomMachine = setup({
  types: { context: {} as Context, events: {} as Logged, input: {} as { script: Play } },
  guards: {
    canCheck: ({ context, event }) => event.type === 'check' && played(context, { type: 'check', check: event.check }) !== null,
    hasChecks: ({ context: { script, state } }) =>
      state.play.phase === 'scene' && sceneOf(script, state.play).checks.some((c) => checkOffer(script, state.play, c) === 'offered'),
    hasNews: ({ context, event }) => {
      const led = decided(context, event)
      return led !== null && (led.play.phase === 'consequence' || (event as LoggedOf<'decide'>).tell)
    },
    isOffered: ({ context, event }) => decided(context, event) !== null,
    isJudgement: ({ context }) => context.state.play.phase === 'judgement',
    sends: ({ context, event }) => event.type === 'word' && sending(context, event.act),
    isPart: ({ context, event }) => event.type === 'show' && partsOf(context.state.steps).includes(event.part),
  },
  actions: {
    begin: assign(({ context: { script, state }, event }) => ({ state: arrived(state, begin(script), event.version) })),
    openVote: assign(({ context: { state }, event }) => ({
      state: { ...state, round: state.round + 1, until: (event as LoggedOf<'vote'>).until ?? null },
    })),
    askChecks: assign(({ context: { state }, event }) => ({ state: { ...state, asked: event.version } })),
    openWording: assign(({ context: { state }, event }) => ({
      state: { ...state, act: (event as LoggedOf<'word'>).act, worded: event.version },
    })),
    check: assign(({ context, event }) => ({
      state: { ...context.state, ...played(context, { type: 'check', check: (event as LoggedOf<'check'>).check })! },
    })),
    discuss: assign(({ context: { state }, event }) => ({ state: { ...state, until: (event as LoggedOf<'discuss'>).until } })),
    setTimer: assign(({ context: { state }, event }) => ({ state: { ...state, until: (event as LoggedOf<'timer'>).until } })),
    stopTimer: assign(({ context: { state } }) => ({ state: { ...state, until: null } })),
    reveal: assign(({ context: { state } }) => ({ state: { ...state, seen: true, early: state.early || state.round < 2 } })),
    submit: assign(({ context, event }) => ({ state: { ...context.state, ...submitted(context, event as LoggedOf<'decide'>) } })),
    arrive: assign(({ context, event }) => ({ state: moved(context, decided(context, event)!, event.version) })),
    goOn: assign(({ context, event }) => ({ state: moved(context, onward(context)!, event.version) })),
    conclude: assign(({ context }) => ({ state: { ...context.state, ...onScreens(context, FIRST_PART) } })),
    show: assign(({ context, event }) => ({ state: { ...context.state, ...onScreens(context, (event as LoggedOf<'show'>).part) } })),
    pause: assign(({ context: { state }, event }) => ({
      state: { ...state, paused: true, since: (event as LoggedOf<'pause'>).at ?? null },
    })),
    resume: assign(({ context: { state }, event }) => {
      const took = pauseOf(state, event as LoggedOf<'resume'>)
      const until = state.until === null ? null : state.until + took
      return { state: { ...state, paused: false, since: null, away: state.away + took, until } }
    }),
    close: assign(({ context: { state }, event }) => ({
      state: { ...state, paused: false, since: state.since ?? (event as LoggedOf<'close'>).at ?? null },
    })),
    attend: assign(({ context: { state }, event }) => ({ state: { ...state, attendance: (event as LoggedOf<'attendance'>).open } })),
    set: assign(({ context: { state } }, change: Pick<RoomState, 'locked'>) => ({ state: { ...state, ...change } })),
  },
}).createMachine({
  id: 'room',
  context: ({ input: { script } }) => ({
    script,
    state: {
      play: begin(script),
      steps: [],
      path: [],
      moment: 0,
      round: 0,
      asked: 0,
      act: null,
      worded: 0,
      early: false,
      seen: false,
      until: null,
      since: null,
      away: 0,
      chosen: null,
      part: FIRST_PART,
      reached: [],
      locked: false,
      attendance: false,
      paused: false,
      whatIf: false,
    },
  }),
  initial: 'lobby',
  on: {
    lock: { actions: { type: 'set', params: { locked: true } } },
    unlock: { actions: { type: 'set', params: { locked: false } } },
    attendance: { actions: 'attend' },
    pause: { actions: 'pause' },
    resume: { actions: 'resume' },
    close: { target: '.closed', actions: 'close' },
  },
  states: {
    lobby: { on: { introduce: 'opening', ...START } },
    opening: { on: START },
    moment: {
      initial: 'reading',
      // The facilitator moves on at will, whatever the room has done.
      on: {
        decide: [
          { guard: 'hasNews', target: 'consequence', actions: 'submit' },
          { guard: 'isOffered', target: '.reading', actions: 'arrive' },
        ],
        conclude: { guard: 'isJudgement', target: 'debrief', actions: 'conclude' },
      },
      states: {
        reading: { on: { ...VOTE, ...ASK_CHECKS, ...WORD } },
        checking: { on: { ...VOTE, ...CHECK, reveal: { target: 'weighed' } } },
        weighed: { on: { ...VOTE, ...CHECK, ...ASK_CHECKS } },
        voting: { exit: 'stopTimer', on: { ...TALK, ...REVEAL, ...TIMER } },
        discussing: { exit: 'stopTimer', on: { ...VOTE, ...REVEAL, ...TIMER } },
        revealed: { exit: 'stopTimer', on: { ...TALK, ...VOTE, ...WORD, ...TIMER } },
        wording: { on: VOTE },
      },
    },
    consequence: { on: { continue: { target: 'moment', actions: 'goOn' } } },
    debrief: { on: { show: { guard: 'isPart', actions: 'show' } } },
    closed: {},
  },
})

export type Snapshot = SnapshotFrom<typeof roomMachine>
