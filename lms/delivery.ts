import type { AppendResult, Delivery, Links } from '@/scenarios/engine/play/delivery'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Replay, goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import { type Attempt, type Timing, codeOf, idOf, interactionsOf, outcomeOf, suspendedOf } from './attempt'
import type { Content } from './content'
import type { LmsState, Outcome, Report } from './runtime'
import type { Saving } from './saving'

/** A package never runs without script, so its links lead nowhere. */
export const NOWHERE: Links = { action: '#', home: '#', leave: '#', finish: '#' }

export interface PackageDelivery extends Delivery {
  journal(): Replay
  /** The journal as it is suspended. */
  code(): string
  /** Null before the debrief. */
  outcome(): Outcome | null
  /** With the outcome of this attempt, even if the LMS has a better one: see `reportTo`. */
  report(): Report
}

interface Surroundings {
  content: Content
  attempt: Attempt
  saving: Pick<Saving, 'changed' | 'now' | 'state'>
  now(): number
  /** Called after the judgement, and when the learner leaves; `unsaved` if the LMS did not take everything. */
  go(to: 'debrief' | 'left' | 'unsaved'): void
}

/**
 * The journal is in the page, which also holds the key: what the learner does is acknowledged at once, and the debrief waits for no LMS.
 * `saving` sends it on.
 */
export function packageDelivery({ content, attempt, saving, now, go }: Surroundings): PackageDelivery {
  let so = replay(attempt.play, attempt.events)
  let isFinishing = false
  const opened = now()
  let shown = opened
  const timing: Timing = {}
  const earlier = interactionsOf(content, attempt, so, timing, opened).length

  /** A decision's time starts when its moment appears. */
  function note(more: readonly PlayEvent[]) {
    let n = so.state.submissions
    for (const event of more) {
      if (event.type === 'decide') timing[n++] = { at: now(), latency: (now() - shown) / 1000 }
      if (event.type === 'decide' || event.type === 'continue') shown = now()
    }
  }
  const once = <T>(of: (journal: Replay) => T): (() => T) => {
    let last: { journal: Replay; made: T } | null = null
    return () => {
      if (last?.journal !== so) last = { journal: so, made: of(so) }
      return last.made
    }
  }
  const code = once((journal) => codeOf(content, attempt, journal))
  const outcome = once((journal) => outcomeOf(content, attempt, journal))
  function finish() {
    isFinishing = true
    if (isFinished(so.state)) go('debrief')
  }

  return {
    open: () => ({
      attempt: idOf(content, attempt),
      play: attempt.play,
      events: so.steps.map(({ event }) => event),
      again: false,
      links: NOWHERE,
    }),
    async append(seq, sent): Promise<AppendResult> {
      // The player may send events again: skip those we have.
      const more = sent.slice(Math.max(0, so.steps.length - seq))
      const next = goOn(attempt.play, so, more)
      if (next.refused) return { ok: false, reason: 'conflict' }
      note(more)
      so = next
      saving.changed()
      if (isFinishing) finish()
      return { ok: true, length: seq + sent.length }
    },
    saving: chipOf(saving),
    finish,
    leave(because) {
      if (because) return location.reload()
      void saving.now().then((saved) => go(saved ? 'left' : 'unsaved'))
    },
    journal: () => so,
    code,
    outcome,
    report: () => ({
      suspended: suspendedOf(content, attempt, code(), attempt.seconds + (now() - opened) / 1000),
      seconds: (now() - opened) / 1000,
      attempt: idOf(content, attempt),
      isOver: isFinished(so.state),
      interactions: interactionsOf(content, attempt, so, timing, now()),
      earlier,
      outcome: outcome(),
    }),
  }
}

export function chipOf({ state }: Pick<Saving, 'state'>): NonNullable<Delivery['saving']> {
  const saved = () => {
    const now = state.read()
    return now === 'stuck' || now === 'elsewhere' ? 'waiting' : now
  }
  return { saved, subscribe: state.subscribe }
}

/** What the LMS gets of it. */
export const reportTo = (held: LmsState, report: Report): Report => ({ ...report, outcome: outcomeToSend(report.outcome, held) })

/**
 * The mastery that the LMS sets wins. A result that it already has stays unless this one is better, so a learner who plays a new release
 * again loses nothing.
 */
function outcomeToSend(outcome: Outcome | null, held: LmsState): Outcome | null {
  if (!outcome) return null
  const passed = passedBy(held, outcome)
  if (held.outcome && (held.outcome.score > outcome.score || (held.outcome.passed && !passed))) return null
  return { ...outcome, passed }
}

const passedBy = ({ mastery }: LmsState, { passed, score }: Outcome): boolean | null =>
  passed === null || mastery === null ? passed : score >= mastery

/** Whether the LMS still waits for somebody to pass. */
export const isFailed = (held: LmsState, outcome: Outcome | null): boolean =>
  held.mode === 'normal' && outcome !== null && !held.outcome?.passed && passedBy(held, outcome) === false

export const isOver = (delivery: PackageDelivery): boolean => isFinished(delivery.journal().state)
