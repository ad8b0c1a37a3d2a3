/**
 * A participant's answers in flight. The newest answer to each question stays in this browser's storage until the server has
 * acknowledged it, so a reload, a closed tab or a lost network loses nothing; acknowledged answers are never sent again.
 */
import type { AnswerBody } from '@/scenarios/engine/live/answer-form'
import type { SentAnswer as Answer } from '@/scenarios/engine/live/ballot'
import type { OwnAnswers } from '@/scenarios/engine/live/wire'
import { type BrowserStorage, kept } from '../../play/browser-storage'
import { retryQueue } from '../../play/retry-queue'
import { backoff } from '../shared/backoff'
import { goneBy, isJson, reasonOf } from '../shared/merge'

/** `waiting`: not delivered yet, will be retried. `closed`, `unfit`: not accepted, and dropped. */
export type AnswerState = 'sending' | 'waiting' | 'saved' | 'closed' | 'unfit'
export interface Entry {
  answer: Answer
  standing: AnswerState
  counted: Answer | null
}
/** By `moment/about`. */
export type Entries = Readonly<Record<string, Entry>>
export const nameOf = ({ moment, about }: Pick<Answer, 'moment' | 'about'>): string => `${moment}/${about}`

export const currentOf = (entry: Entry | undefined): Answer | null => (entry && (isRefused(entry) ? entry.counted : entry.answer)) ?? null
export const isRefused = ({ standing }: Entry): boolean => standing === 'closed' || standing === 'unfit'

export function fromServer({ moment, flags, votes, whys = {} }: OwnAnswers): Entries {
  const ballots = Object.entries(votes).map(([about, ballot]) => ({ about, ballot }))
  const sentences = Object.entries(whys).map(([about, why]) => ({ about, why }))
  const answers = [{ about: 'flags', flags }, ...ballots, ...sentences].map((sent) => ({ moment, seq: 0, ...sent }) as Answer)
  return Object.fromEntries(answers.map((answer) => [nameOf(answer), { answer, standing: 'saved', counted: answer }]))
}

export interface Answers {
  send(moment: number, sent: AnswerBody): void
  /** An answer from another tab, and its state. This tab shows it too if it is newer. */
  hear(answer: Answer, standing: AnswerState): void
  hurry(): void
  stop(): void
}
export interface AnswersOptions {
  base: string
  mine: OwnAnswers
  storage: BrowserStorage | null
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** `gone`: this browser is not in the session, or no longer. */
  onChange(entries: Entries, gone: boolean): void
  onSet?(answer: Answer, standing: AnswerState): void
  now?: () => number
  random?: () => number
}

const PATIENCE = 8_000
interface StoredAnswers {
  last: number
  answers: Answer[]
}
type Reply = 'taken' | 'closed' | 'unfit' | 'gone' | { again: number }

/** The name of a session's answers in storage, and of the channel between tabs. */
export const keyOf = (base: string): string => `answers:${base.split('/').at(-1)}`

export function openAnswers({
  base,
  mine,
  storage,
  fetch,
  onChange,
  onSet,
  now = Date.now,
  random = Math.random,
}: AnswersOptions): Answers {
  const store = kept<StoredAnswers>(storage, keyOf(base))
  let { last, answers: waiting } = read(store)
  let entries: Entries = fromServer(mine)
  let gone = false
  let stopped = false

  /** Another tab may have written meanwhile, so its answers stay. */
  const keep = (change: (answers: Answer[]) => Answer[]) => {
    const { last: lastKept, answers } = read(store)
    last = Math.max(last, lastKept)
    store.write({ last, answers: change(answers) })
  }
  const set = (answer: Answer, standing: AnswerState) => {
    entries = withStanding(entries, answer, standing)
    onSet?.(answer, standing)
  }
  const isNewest = ({ seq, ...answer }: Answer) => entries[nameOf(answer)]?.answer.seq === seq

  async function send(retry: number): Promise<number | null> {
    const answer = waiting.reduce((a, b) => (b.seq < a.seq ? b : a))
    const reply = await post(`${base}/answers`, answer, fetch)
    if (stopped) return null
    if (typeof reply !== 'object') {
      settle(answer, reply)
      return null
    }
    if (isNewest(answer)) set(answer, 'waiting')
    onChange(entries, gone)
    return reply.again + backoff(retry, random())
  }
  const loop = retryQueue(() => waiting.length > 0, send)

  function settle(answer: Answer, reply: Exclude<Reply, object>) {
    if (reply === 'gone') {
      waiting = []
      gone = true
      store.write(null)
    } else {
      waiting = without(answer)(waiting)
      keep(without(answer))
      if (isNewest(answer)) set(answer, reply === 'taken' ? 'saved' : reply)
      else if (reply === 'taken') entries = withCounted(entries, answer)
    }
    onChange(entries, gone)
  }

  for (const answer of waiting) set(answer, 'sending')
  if (waiting.length > 0) onChange(entries, gone)
  loop.start()

  return {
    send(moment, sent) {
      if (gone) return
      last = Math.max(now(), last + 1, read(store).last + 1)
      const answer: Answer = { moment, seq: last, ...sent }
      waiting = [...without(answer)(waiting), answer]
      set(answer, 'sending')
      keep((answers) => [...without(answer)(answers), answer])
      onChange(entries, gone)
      loop.hurry()
      loop.start()
    },
    hear(answer, standing) {
      const known = entries[nameOf(answer)]
      if (gone || (known && known.answer.seq > answer.seq)) return
      entries = withStanding(entries, answer, standing)
      onChange(entries, gone)
    },
    hurry: loop.hurry,
    stop() {
      stopped = true
      loop.stop()
    },
  }
}

function withStanding(entries: Entries, answer: Answer, standing: AnswerState): Entries {
  const counted = standing === 'saved' ? answer : (entries[nameOf(answer)]?.counted ?? null)
  return { ...entries, [nameOf(answer)]: { answer, standing, counted } }
}
/** This answer counts until the newer one in flight arrives. */
const withCounted = (entries: Entries, answer: Answer): Entries => ({
  ...entries,
  [nameOf(answer)]: { ...entries[nameOf(answer)]!, counted: answer },
})
const without =
  ({ seq, ...answer }: Answer) =>
  (answers: Answer[]): Answer[] =>
    answers.filter((a) => nameOf(a) !== nameOf(answer) || a.seq > seq)

async function post(url: string, answer: Answer, fetch: AnswersOptions['fetch']): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(answer),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      // The request outlives the page, so leaving at once loses nothing.
      keepalive: true,
      // A hotel's sign-in page or a proxy's error page is not an acknowledgement.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.ok && isJson(response)) return 'taken'
    const { status } = response
    const reason = await reasonOf(response)
    if (status === 409) return reason === 'closed' ? 'closed' : 'unfit'
    if (reason !== 'forbidden' && goneBy(status, reason)) return 'gone'
    if (reason !== undefined && status >= 400 && status < 500 && status !== 429) return 'unfit'
    return { again: 1000 * (Number(response.headers.get('retry-after')) || 0) }
  } catch {
    return { again: 0 }
  }
}

function read(store: { read(): StoredAnswers | null }): StoredAnswers {
  const found = store.read()
  const isAnswer = (a: Answer | null) => typeof a?.moment === 'number' && typeof a.seq === 'number' && typeof a.about === 'string'
  if (!Array.isArray(found?.answers) || !found.answers.every(isAnswer)) return { last: 0, answers: [] }
  return { last: Number(found.last) || 0, answers: found.answers }
}
