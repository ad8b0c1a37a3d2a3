/**
 * cmi5 (Quartz): a package sends statements and a document to the LMS over HTTP.
 *
 * A save writes the learner's place before it sends what they did. If the page dies in between, the LMS hears of the decision later; it
 * never has a statement about a decision that the learner then makes differently.
 *
 * A page that goes away cannot know whether it will be loaded again, and the LMS takes nothing after `terminated`. So while something is
 * still to be sent, the page leaves the session open. Loaded again, it continues with the token that this tab keeps. If the tab was
 * closed, the LMS records `abandoned`, as cmi5 intends for an interrupted session. Once everything is sent, the page terminates the
 * session; loaded again, it shows what it kept and writes nothing.
 */
import { type BrowserStorage, kept } from '@/components/play/browser-storage'
import { type LmsState, type Outcome, type Report, type Runtime, LmsUnreachable } from '../runtime'
import { type Launch, type LaunchData, fetchToken, launchDataOf, launchOf } from './cmi5/launch'
import { type LrsClient, asking, isDone, send, answerInWords } from './cmi5/lrs'
import { NOTHING, placeOf, stateDocument } from './cmi5/state'
import { type Session, type Verb, initialized, terminated } from './cmi5/statements'
import { type Sender, sender } from './cmi5/sender'

interface Tab {
  /** The LMS gives it out only once. */
  token: string
  /** When the session began, in milliseconds since 1970; null until the learner can begin. */
  began: number | null
  sent: Record<string, Verb>
  /** Set once the session is over: what can still be shown. */
  over: { held: LmsState; isWhole: boolean; returns: string | null } | null
}

export interface Surroundings {
  search: string
  storage: BrowserStorage | null
  now(): number
  language: string
}

function browser(): Surroundings {
  let storage: BrowserStorage | null = null
  try {
    storage = sessionStorage
  } catch {
    // Storage is forbidden, so a page that is loaded again has no token.
  }
  return { search: location.search, storage, now: Date.now, language: document.documentElement.lang || 'und' }
}

/** @throws LmsUnreachable if the LMS does not answer, or the session is over */
export async function cmi5Runtime(from: Surroundings = browser()): Promise<Runtime> {
  const launch = launchOf(from.search)
  const place = kept<Tab>(from.storage, `cmi5:${launch.fetch}`)
  const before = place.read()
  if (before?.over) return shownAgain(before.over)
  const tab: Tab = before ?? { token: await fetchToken(launch.fetch), began: null, sent: {}, over: null }
  const note = () => place.write(tab)
  note()
  const ask = asking(launch, tab.token)
  const data = await launchData(ask, launch)
  await preferences(ask, launch)
  const document = stateDocument(ask, launch)
  const had = data.mode === 'browse' ? NOTHING : await document.read()
  const session: Session = { ...launch, ...data }
  tab.began ??= from.now()
  note()
  const first = initialized(session, tab.began)
  if (!tab.sent[first.id]) await send(ask, first, before !== null)
  tab.sent = { ...had.sent, ...tab.sent, [first.id]: 'initialized' }
  note()
  const { language, now } = from
  const held: LmsState = { suspended: had.suspended, mode: data.mode, mastery: session.mastery, outcome: had.outcome }
  const copy = { key: `${launch.activityId} ${launch.registration} ${launch.agent}`, readAt: Number.POSITIVE_INFINITY, distrust() {} }
  const own = { now, ask, tab, note, session }
  return running({ ...own, sender: sender({ ...own, document, had, language }), held, copy, returns: data.returns })
}

async function launchData(ask: LrsClient, launch: Launch): Promise<LaunchData> {
  const path = 'activities/state'
  const answer = await ask({ method: 'GET', path, query: placeOf(launch, 'LMS.LaunchData') })
  if (!isDone(answer)) throw new LmsUnreachable(answerInWords(path, answer))
  return launchDataOf(answer.text)
}

/** cmi5 requires us to read them first. A package has no sound and only one language, so we ignore the answer. */
async function preferences(ask: LrsClient, { agent }: Launch): Promise<void> {
  await ask({ method: 'GET', path: 'agents/profile', query: { agent, profileId: 'cmi5LearnerPreferences' } })
}

/** A page that is loaded again after the end of its session. If everything was sent, it can be shown, but nothing is written. */
function shownAgain({ held, isWhole, returns }: NonNullable<Tab['over']>): Runtime {
  if (!isWhole) throw new LmsUnreachable('the session is over: it goes on when the LMS opens it again')
  return { held, copy: null, returns, save: async () => 'seen', leave: async () => {}, mayPlayAgain: () => false }
}

/**
 * cmi5 allows a score only with `passed` or `failed`. Where there is nothing to pass, people who have done everything have passed, unless
 * the LMS has set a mastery.
 */
const judgedBy = ({ mastery }: Session, outcome: Outcome): Outcome =>
  outcome.isScored ? { ...outcome, passed: outcome.passed ?? (mastery === null || outcome.score >= mastery) } : outcome

interface Cmi5Context extends Pick<Runtime, 'held' | 'copy' | 'returns'> {
  now(): number
  ask: LrsClient
  tab: Tab
  note(): void
  session: Session
  sender: Sender
}

function running({ now, ask, tab, note, session, sender, held, copy, returns }: Cmi5Context): Runtime {
  let last: Report | null = null
  let saving: Promise<void> = Promise.resolve()
  let underWay = 0
  return {
    held,
    copy,
    returns,
    // A session says only once whether somebody passed, but a registration hears that they did after they failed.
    mayPlayAgain: () => held.mode === 'normal' && held.outcome?.passed === false && !sender.hasJudged(),
    save(asked) {
      if (tab.over) return Promise.reject(new LmsUnreachable('the session is over'))
      const report = { ...asked, outcome: asked.outcome && judgedBy(session, asked.outcome) }
      last = report
      if (underWay === 0 && sender.isKept(report)) return Promise.resolve('seen')
      underWay++
      // One after the other, so that an older save cannot overtake a newer one.
      saving = saving
        .catch(() => {})
        .then(() => sender.send(report))
        .finally(() => void underWay--)
      return saving.then(() => 'seen')
    },
    async leave(how) {
      if (tab.over) return
      const { mode } = held
      const isWhole = mode !== 'normal' || (last?.isOver === true && sender.isSent(last))
      // A request under way could arrive after the end, which cmi5 forbids, and a page that goes away cannot wait for it.
      if (how === 'closing' && (!isWhole || underWay > 0)) return
      const shown: LmsState = {
        ...held,
        suspended: last?.suspended ?? held.suspended,
        outcome: sender.outcome(),
        mode: mode === 'normal' ? 'review' : mode,
      }
      tab.over = { held: shown, isWhole, returns }
      note()
      // If the learner is waiting, let the requests under way arrive before the end.
      if (how === 'left') await saving.catch(() => {})
      const end = now()
      await send(ask, terminated(session, end, (end - tab.began!) / 1000)).catch((fault) => console.warn(fault))
    },
  }
}
