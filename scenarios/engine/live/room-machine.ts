/**
 * A facilitator-led session as a statechart: which commands each phase has, which phases follow, and what a command changes. `room.ts`
 * works out once what a command does in the play, passes it along and keeps the history.
 */
import { type SnapshotFrom, assign, setup } from 'xstate'
import { type Play, begin, checkOffer, isAct, offered, sceneOf } from '../play/play'
import { type RoomCommand, type RoomState, FIRST_PART, partsOf } from './room-state'

type State = Omit<RoomState, 'phase'>
/** Where a command leads in the play; `chosen` is set while the room reads the reply to its report before the act. */
export type PlayProgress = Pick<RoomState, 'play' | 'steps' | 'chosen'>
interface Context {
  script: Play
  state: State
}
/** A command with its version in the log and where it leads in the play, which is null if it does not fit there or does nothing there. */
type Event = RoomCommand & { version: number; played: PlayProgress | null }
type EventOf<T extends RoomCommand['type']> = Extract<Event, { type: T }>

const change = <T extends RoomCommand['type']>(of: (state: State, event: EventOf<T>) => Partial<State>) =>
  assign<Context, Event, undefined, Event, never>(({ context: { state }, event }) => ({
    state: { ...state, ...of(state, event as EventOf<T>) },
  }))

const sending = ({ script, state: { play } }: Context, act: string): boolean =>
  play.phase === 'scene' &&
  offered(sceneOf(script, play), play)
    .filter(isAct)
    .some(({ options }) => options.some((o) => o.id === act && o.sends))
/** Milliseconds of the pause or the close, 0 if its beginning or end is not known. */
export const pauseOf = ({ since }: Pick<State, 'since'>, { at }: { at?: number }): number =>
  since !== null && at !== undefined ? Math.max(0, at - since) : 0
const onScreens = ({ reached }: State, part: string): Pick<State, 'part' | 'reached'> => ({
  part,
  reached: reached.includes(part) ? reached : [...reached, part],
})

const ARRIVED = { round: 0, asked: 0, act: null, worded: 0, early: false, seen: false, until: null, chosen: null } as const

const START = { start: { target: 'moment', actions: 'arrive' } } as const
const TALK = { discuss: { target: 'discussing', actions: 'setTimer' } } as const
const VOTE = { vote: { target: 'voting', actions: 'openVote' } } as const
const REVEAL = { reveal: { target: 'revealed', actions: 'reveal' } } as const
const CHECK = { check: { guard: 'fits', target: 'reading', actions: 'play' } } as const
const ASK_CHECKS = { askChecks: { guard: 'hasChecks', target: 'checking', actions: 'askChecks' } } as const
const WORD = { word: { guard: 'sends', target: 'wording', actions: 'openWording' } } as const
const TIMER = { timer: { actions: 'setTimer' } } as const

export const roomMachine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Context },
  guards: {
    fits: ({ event: { played } }) => played !== null,
    hasNews: ({ event: { played } }) => played !== null && (played.play.phase === 'consequence' || played.chosen !== null),
    hasChecks: ({ context: { script, state } }) =>
      state.play.phase === 'scene' && sceneOf(script, state.play).checks.some((c) => checkOffer(script, state.play, c) === 'offered'),
    isJudgement: ({ context }) => context.state.play.phase === 'judgement',
    sends: ({ context, event }) => event.type === 'word' && sending(context, event.act),
    isPart: ({ context, event }) => event.type === 'show' && partsOf(context.state.steps).includes(event.part),
  },
  actions: {
    play: change((_, { played }) => ({ ...played })),
    arrive: change(({ path }, { played, version }) => ({ ...ARRIVED, ...played, path: [...path, version], moment: version })),
    openVote: change<'vote'>(({ round }, { until = null }) => ({ round: round + 1, until })),
    askChecks: change((_, { version }) => ({ asked: version })),
    openWording: change<'word'>((_, { act, version }) => ({ act, worded: version })),
    setTimer: change<'timer' | 'discuss'>((_, { until }) => ({ until })),
    stopTimer: change(() => ({ until: null })),
    reveal: change(({ early, round }) => ({ seen: true, early: early || round < 2 })),
    conclude: change((state) => onScreens(state, FIRST_PART)),
    show: change<'show'>((state, { part }) => onScreens(state, part)),
    pause: change<'pause'>((_, { at = null }) => ({ paused: true, since: at })),
    resume: change<'resume'>((state, event) => {
      const took = pauseOf(state, event)
      return { paused: false, since: null, away: state.away + took, until: state.until === null ? null : state.until + took }
    }),
    close: change<'close'>(({ since }, { at = null }) => ({ paused: false, since: since ?? at })),
    attend: change<'attendance'>((_, { open }) => ({ attendance: open })),
    lock: change<'lock' | 'unlock'>((_, { type }) => ({ locked: type === 'lock' })),
  },
}).createMachine({
  id: 'room',
  // XState also calls it without an input, at every transition.
  context: ({ input }) => input,
  initial: 'lobby',
  on: {
    lock: { actions: 'lock' },
    unlock: { actions: 'lock' },
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
      // The facilitator may move on at any time, whatever the room has done.
      on: {
        decide: [
          { guard: 'hasNews', target: 'consequence', actions: 'play' },
          { guard: 'fits', target: '.reading', actions: 'arrive' },
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
    consequence: { on: { continue: { target: 'moment', actions: 'arrive' } } },
    debrief: { on: { show: { guard: 'isPart', actions: 'show' } } },
    closed: {},
  },
})

export type Snapshot = SnapshotFrom<typeof roomMachine>

export const inLobby = (script: Play): Snapshot =>
  roomMachine.resolveState({
    value: 'lobby',
    context: {
      script,
      state: {
        ...ARRIVED,
        play: begin(script),
        steps: [],
        path: [],
        moment: 0,
        since: null,
        away: 0,
        part: FIRST_PART,
        reached: [],
        locked: false,
        attendance: false,
        paused: false,
        whatIf: false,
      },
    },
  })
