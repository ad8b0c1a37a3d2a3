import { type Report, type Result, timeless } from '../../runtime'
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
  isSent(report: Report): boolean
  /** Whether this session has said whether somebody passed. */
  hasJudged(): boolean
  /** Whether there is nothing to write. At the debrief only the time changes, which no longer counts. */
  isKept(report: Report): boolean
  /** @throws LmsUnreachable if the LMS does not take it */
  send(report: Report): Promise<void>
  outcome(): Result | null
}
interface SenderContext {
  ask: LrsClient
  session: Session
  document: Document
  had: Cmi5State
  tab: { sent: Record<string, Verb> }
  note(): void
  language: string
  now(): number
}

export function sender({ ask, session, document, had, tab, note, language, now }: SenderContext): Sender {
  let { outcome } = had
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
    hasJudged: () => judgements(session).some((id) => id in tab.sent),
    isKept: (report) => report.isOver && timeless(report.suspended) === timeless(kept.suspended) && unsent(report).length === 0,
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

/** An LMS may refuse statements that cmi5 only allows. They are then missing from its reports, but the learner still gets the debrief. */
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
 * Whether the session may not send this statement any more, or whether it is nothing new, because a learner reads a debrief again or
 * starts a completed course again.
 */
function isMoot(verb: Verb, session: Session, { outcome }: Report, sent: Record<string, Verb>, before: Result | null): boolean {
  if (verb === 'progressed') return completion(session) in sent
  if (!isJudgement(verb)) return false
  return (
    judgements(session).some((id) => id in sent) || (before !== null && outcome?.passed === before.passed && outcome.score === before.score)
  )
}

function statementsOf(
  session: Session,
  { attempt, interactions, outcome, progress = 0 }: Report,
  { at, seconds, language }: { at: number; seconds: number; language: string },
): Statement[] {
  const answers = interactions.map((interaction) => answered(session, attempt, interaction, language))
  if (!outcome) return [...answers, ...progressed(session, progress, at)]
  const { passed } = outcome
  const judgement = passed === null ? [] : [judged(session, { ...outcome, passed }, at, seconds)]
  return [...answers, ...judgement, completed(session, at, seconds)]
}
