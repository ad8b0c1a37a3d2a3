/**
 * What a package keeps of a registration, as a document of its own in the LMS's State API: where the learner is, and which statements the
 * LMS has. cmi5 answers no question about the latter, and takes some of them only once.
 */
import type { Outcome } from '../../runtime'
import { LmsUnreachable } from '../../runtime'
import { type Launch, isObject, objectIn } from './launch'
import { type Answer, type LrsClient, isDone, answerInWords } from './lrs'
import { type Verb, VERBS } from './statements'

export interface Cmi5State {
  suspended: string
  /** In all sessions so far. */
  seconds: number
  /** As the LMS was told. */
  outcome: Outcome | null
  /** The statements that the LMS has, by id. */
  sent: Record<string, Verb>
}
export const NOTHING: Cmi5State = { suspended: '', seconds: 0, outcome: null, sent: {} }

export interface Document {
  read(): Promise<Cmi5State>
  /** @throws Unreached if the LMS does not take it */
  write(kept: Cmi5State): Promise<void>
}

const PATH = 'activities/state'
/** Where LMS and package look for a document: an agent, an activity and a registration have many. */
export const placeOf = ({ activityId, agent, registration }: Launch, stateId: string): Record<string, string> => ({
  ...{ activityId, agent, registration, stateId },
})

export function stateDocument(ask: LrsClient, launch: Launch): Document {
  const at = { path: PATH, query: placeOf(launch, 'second-look') }
  /**
   * Whether this LMS wants to be told which version is replaced. Most do not, and in a page on another site many do not let that header
   * pass: so it is only sent once it was asked for.
   */
  let isVersioned = false

  async function get(): Promise<Answer> {
    const answer = await ask({ method: 'GET', ...at })
    if (!isDone(answer) && answer.status !== 404) throw new LmsUnreachable(answerInWords(PATH, answer))
    return answer
  }
  /** The version to be replaced; and of what another page has sent, nothing is forgotten. */
  async function over(kept: Cmi5State): Promise<{ body: Cmi5State; headers: Record<string, string> }> {
    if (!isVersioned) return { body: kept, headers: {} }
    const { status, etag, text } = await get()
    const before = keptOf(text)
    return {
      body: { ...kept, outcome: kept.outcome ?? before.outcome, sent: { ...before.sent, ...kept.sent } },
      // In a page on another site the version cannot be read unless the LMS says so: then it is whichever there is.
      headers: status === 404 ? { 'if-none-match': '*' } : { 'if-match': etag ?? '*' },
    }
  }

  return {
    read: async () => keptOf((await get()).text),
    async write(kept) {
      // Once to be told that versions matter, and twice more against a page that is writing at the same time.
      for (let attempt = 0; ; attempt++) {
        const answer = await ask({ method: 'PUT', ...at, ...(await over(kept)) })
        if (isDone(answer)) return
        if (attempt === 3 || (answer.status !== 409 && answer.status !== 412)) throw new LmsUnreachable(answerInWords(PATH, answer))
        isVersioned = true
      }
    },
  }
}

/** Whatever cannot be read counts as not there: a statement that was sent is recognised by its id all the same. */
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

function outcomeOf(value: unknown): Outcome | null {
  if (!isObject(value)) return null
  const { passed, score } = value
  if (typeof score !== 'number' || (passed !== null && typeof passed !== 'boolean')) return null
  // Of each competency nobody asks again.
  return { passed, score, objectives: [] }
}
