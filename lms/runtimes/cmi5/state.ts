/**
 * What a package keeps for a registration, in a document of its own in the LMS's State API: the learner's place, and which statements the
 * LMS has. A cmi5 package may not query statements freely, and the LMS takes some of them only once.
 */
import { type Result, LmsUnreachable } from '../../runtime'
import { type Launch, isObject, objectIn } from './launch'
import { type Answer, type LrsClient, isDone, answerInWords } from './lrs'
import { type Verb, VERBS } from './statements'

export interface Cmi5State {
  suspended: string
  seconds: number
  outcome: Result | null
  sent: Record<string, Verb>
}
export const NOTHING: Cmi5State = { suspended: '', seconds: 0, outcome: null, sent: {} }

export interface Document {
  read(): Promise<Cmi5State>
  /** @throws LmsUnreachable if the LMS does not take it */
  write(kept: Cmi5State): Promise<void>
}

const PATH = 'activities/state'
/** The key of a document, because an agent, an activity and a registration can have many. */
export const placeOf = ({ activityId, agent, registration }: Launch, stateId: string): Record<string, string> => ({
  ...{ activityId, agent, registration, stateId },
})

export function stateDocument(ask: LrsClient, launch: Launch): Document {
  const at = { path: PATH, query: placeOf(launch, 'second-look') }
  /**
   * Whether this LMS insists on the version that is replaced. Most do not, and many do not allow that header from a page on another site,
   * so we only send it once the LMS has asked for it.
   */
  let isVersioned = false

  async function get(): Promise<Answer> {
    const answer = await ask({ method: 'GET', ...at })
    if (!isDone(answer) && answer.status !== 404) throw new LmsUnreachable(answerInWords(PATH, answer))
    return answer
  }
  async function over(kept: Cmi5State): Promise<{ body: Cmi5State; headers: Record<string, string> }> {
    if (!isVersioned) return { body: kept, headers: {} }
    const { status, etag, text } = await get()
    const before = keptOf(text)
    return {
      body: { ...kept, outcome: kept.outcome ?? before.outcome, sent: { ...before.sent, ...kept.sent } },
      // A page on another site cannot read the version unless the LMS exposes it. `*` then replaces any version.
      headers: status === 404 ? { 'if-none-match': '*' } : { 'if-match': etag ?? '*' },
    }
  }

  return {
    read: async () => keptOf((await get()).text),
    async write(kept) {
      // The first attempt may show that versions matter; the others are for a page that writes at the same time.
      for (let attempt = 0; ; attempt++) {
        const answer = await ask({ method: 'PUT', ...at, ...(await over(kept)) })
        if (isDone(answer)) return
        if (attempt === 3 || (answer.status !== 409 && answer.status !== 412)) throw new LmsUnreachable(answerInWords(PATH, answer))
        isVersioned = true
      }
    },
  }
}

/** Counts anything unreadable as missing. The LMS still recognises a statement that was sent by its id. */
function keptOf(text: string): Cmi5State {
  const { suspended, seconds, outcome, sent } = objectIn(text) ?? {}
  return {
    suspended: typeof suspended === 'string' ? suspended : '',
    seconds: typeof seconds === 'number' && seconds >= 0 ? seconds : 0,
    outcome: outcomeOf(outcome),
    sent: isObject(sent)
      ? (Object.fromEntries(Object.entries(sent).filter(([, verb]) => (verb as string) in VERBS)) as Cmi5State['sent'])
      : {},
  }
}

function outcomeOf(value: unknown): Result | null {
  if (!isObject(value)) return null
  const { passed, score } = value
  if (typeof score !== 'number' || (passed !== null && typeof passed !== 'boolean')) return null
  return { passed, score }
}
