/**
 * The connection of a screen as a table: events by state, each with what to do. `stream.ts` carries it out. Three machines run side by side
 * and hear every event: the stream, the polling if no stream gets through, and the status on the screen.
 */

/** Each timer is armed at most once, and is an event when it fires. */
export const TIMERS = ['watchdog', 'reopen', 'silence', 'question', 'doubt'] as const
export type Timer = (typeof TIMERS)[number]

export type LinkEvent =
  | Timer
  /** The stream said something, whatever it was. */
  | 'heard'
  | 'failed'
  | 'answered'
  | 'unanswered'
  /** The page or its network is back: open the stream at once. */
  | 'again'
  | 'hidden'
  | 'offline'
  | 'end'

export type Effect = 'open' | 'close' | 'ask' | `arm ${Timer}` | `disarm ${Timer}`
/** From polling to the status on the screen. */
type Signal = 'trust' | 'doubt in it'

type Table<State extends string, E extends string, Out extends string = Effect> = Record<State, { [event in E]?: [State, ...Out[]] }>

const OPEN: ['opening', ...Effect[]] = ['opening', 'disarm reopen', 'open', 'arm watchdog']
const CLOSE: ['closed', ...Effect[]] = ['closed', 'close', 'disarm watchdog', 'arm reopen']

export const STREAM: Table<'opening' | 'speaking' | 'closed' | 'asleep' | 'over', LinkEvent> = {
  opening: { heard: ['speaking', 'arm watchdog'], failed: CLOSE, watchdog: CLOSE, again: OPEN, hidden: ['asleep', 'close'] },
  speaking: { heard: ['speaking', 'arm watchdog'], failed: CLOSE, watchdog: CLOSE, again: OPEN, hidden: ['asleep', 'close'] },
  closed: { reopen: OPEN, again: OPEN },
  // A browser does not keep a page with an open stream for the back button.
  asleep: { watchdog: CLOSE, again: OPEN },
  over: {},
}

/** `waiting`: for the stream to speak, before polling starts. `resting`: until the next poll. */
export const QUESTIONS: Table<'none' | 'waiting' | 'asking' | 'resting' | 'over', LinkEvent, Effect | Signal> = {
  none: {
    heard: ['none', 'trust'],
    failed: ['waiting', 'arm silence', 'doubt in it'],
    watchdog: ['waiting', 'arm silence', 'doubt in it'],
    again: ['waiting', 'arm silence'],
  },
  waiting: {
    heard: ['none', 'disarm silence', 'trust'],
    failed: ['waiting', 'doubt in it'],
    watchdog: ['waiting', 'doubt in it'],
    silence: ['asking', 'ask'],
  },
  // As long as polls are answered, a failing stream loses nothing.
  asking: {
    heard: ['none', 'trust'],
    answered: ['resting', 'arm question', 'trust'],
    unanswered: ['resting', 'arm question', 'doubt in it'],
  },
  resting: { heard: ['none', 'disarm question', 'trust'], question: ['asking', 'ask'] },
  over: {},
}

/** `doubted`: not shown yet, because the connection may soon be back. */
export const WORD: Table<'live' | 'doubted' | 'lost' | 'over', LinkEvent | Signal> = {
  live: { 'doubt in it': ['doubted', 'arm doubt'], offline: ['lost'] },
  doubted: { trust: ['live', 'disarm doubt'], doubt: ['lost'], offline: ['lost', 'disarm doubt'] },
  lost: { trust: ['live'] },
  over: {},
}

export interface LinkState {
  stream: keyof typeof STREAM
  questions: keyof typeof QUESTIONS
  word: keyof typeof WORD
  retries: number
}
/** Before the first `again`. */
export const BEGIN: LinkState = { stream: 'closed', questions: 'none', word: 'live', retries: 0 }
const END: LinkState = { stream: 'over', questions: 'over', word: 'over', retries: 0 }

const isSignal = (out: Effect | Signal): out is Signal => out === 'trust' || out === 'doubt in it'

export function step(state: LinkState, event: LinkEvent): { state: LinkState; effects: Effect[] } {
  if (event === 'end') return { state: END, effects: ['close', ...TIMERS.map((timer): Effect => `disarm ${timer}`)] }
  const [stream, ...streamed] = STREAM[state.stream][event] ?? [state.stream]
  const [questions, ...out] = QUESTIONS[state.questions][event] ?? [state.questions]
  const [word, ...said] = WORD[state.word][out.find(isSignal) ?? event] ?? [state.word]
  const effects = [...streamed, ...out.filter((effect) => !isSignal(effect)), ...said]
  const fresh = event === 'heard' || event === 'again'
  return { state: { stream, questions, word, retries: fresh ? 0 : state.retries + Number(effects.includes('arm reopen')) }, effects }
}
