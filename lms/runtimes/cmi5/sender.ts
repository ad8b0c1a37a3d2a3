/** What of a report the LMS has not been told yet, and telling it: where the learner is first, then what they did. */
import { type Outcome, type Report, timeless } from '../../runtime'
import { type LrsClient, LmsRefusal, send } from './lrs'
import type { Document, Cmi5State } from './state'
import {
  type Session,
  type Statement,
  type Verb,
  answered,
  completed,
  completion,
  isDefined,
  judged,
  judgements,
  progressed,
} from './statements'

export interface Sender {
  /** Whether the LMS has every statement that it makes. */
  isSent(report: Report): boolean
  /** Whether nothing is to be written: at the debrief only time goes by, which counts no more. */
  isKept(report: Report): boolean
  /** @throws Unreached if the LMS does not take it */
  send(report: Report): Promise<void>
  /** As the LMS was told. */
  outcome(): Outcome | null
}
interface SenderContext {
  ask: LrsClient
  session: Session
  document: Document
  /** What was kept when the page was opened. */
  had: Cmi5State
  /** Statements that the LMS has, by id. */
  tab: { sent: Record<string, Verb> }
  /** After each that it took. */
  note(): void
  /** Of the texts, BCP 47. */
  language: string
  /** Milliseconds since 1970. */
  now(): number
}

export function sender({ ask, session, document, had, tab, note, language, now }: SenderContext): Sender {
  let { outcome } = had
  /** What the document holds. */
  let kept = had
  const unwanted = new Set<string>()

  function unsent(report: Report): Statement[] {
    const all = statementsOf(session, report, { at: now(), seconds: had.seconds + report.seconds, language })
    return all.filter(
      ({ id, verb }) => !(id in tab.sent) && !unwanted.has(id) && !isMoot(verb.display.en, session, report, tab.sent, outcome),
    )
  }
  async function keep({ suspended, seconds }: Report): Promise<void> {
    const next: Cmi5State = { suspended, seconds: had.seconds + seconds, outcome, sent: tab.sent }
    await document.write(next)
    kept = next
  }

  return {
    isSent: (report) => unsent(report).length === 0,
    isKept: (report) =>
      report.outcome !== null &&
      kept.outcome !== null &&
      timeless(report.suspended) === timeless(kept.suspended) &&
      unsent(report).length === 0,
    async send(report) {
      await keep(report)
      const statements = unsent(report)
      for (const statement of statements) {
        if (await isTaken(ask, statement)) tab.sent = { ...tab.sent, [statement.id]: statement.verb.display.en }
        else unwanted.add(statement.id)
        note()
      }
      const concluded = statements.map(({ verb }) => verb.display.en).filter(isDefined)
      if (concluded.length === 0) return
      if (outcome === null || concluded.some(isJudgement)) outcome = report.outcome
      await keep(report)
    },
    outcome: () => outcome,
  }
}

/** What cmi5 only allows and the LMS will not have is missing from its reports, and keeps nobody from their debrief. */
async function isTaken(ask: LrsClient, statement: Statement): Promise<boolean> {
  const isCounted = isDefined(statement.verb.display.en)
  try {
    await send(ask, statement, isCounted)
    return true
  } catch (fault) {
    if (!(fault instanceof LmsRefusal) || isCounted) throw fault
    console.warn(fault)
    return false
  }
}

const isJudgement = (verb: Verb): boolean => verb === 'passed' || verb === 'failed'

/**
 * Whether this session may not say it any more, or it would be nothing new: a debrief is read again another day, a course is begun anew
 * after its completion.
 */
function isMoot(verb: Verb, session: Session, { outcome }: Report, sent: Record<string, Verb>, before: Outcome | null): boolean {
  if (verb === 'progressed') return completion(session) in sent
  if (!isJudgement(verb)) return false
  return (
    judgements(session).some((id) => id in sent) || (before !== null && outcome?.passed === before.passed && outcome.score === before.score)
  )
}

/** Everything a report says, in order. @param seconds of all sessions */
function statementsOf(
  session: Session,
  { interactions, outcome, progress = 0 }: Report,
  { at, seconds, language }: { at: number; seconds: number; language: string },
): Statement[] {
  const answers = interactions.map((interaction) => answered(session, interaction, language))
  if (!outcome) return [...answers, ...progressed(session, progress, at)]
  const { passed } = outcome
  const judgement = passed === null ? [] : [judged(session, { ...outcome, passed }, at, seconds)]
  return [...answers, ...judgement, completed(session, at, seconds)]
}
