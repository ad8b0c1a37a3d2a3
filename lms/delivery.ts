import type { AppendResult, Delivery, Links } from '@/scenarios/engine/play/delivery'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Replay, goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import { type Attempt, type Timing, interactionsOf, outcomeOf, suspendedOf } from './attempt'
import type { Content } from './content'
import type { Outcome, Runtime } from './runtime'

/** A package never runs without script, so its links lead nowhere. */
export const NOWHERE: Links = { action: '#', home: '#', leave: '#', finish: '#' }

export interface PackageDelivery extends Delivery {
  journal(): Replay
  /** Sends the LMS whatever it does not have yet. @returns false if the LMS did not take it */
  save(): Promise<boolean>
}

interface Surroundings {
  content: Content
  attempt: Attempt
  runtime: Runtime
  now(): number
  /** Called after the judgement, and when the learner leaves; `unsaved` if the LMS did not take everything. */
  go(to: 'debrief' | 'left' | 'unsaved'): void
}

export function packageDelivery({ content, attempt, runtime, now, go }: Surroundings): PackageDelivery {
  let so = replay(attempt.play, attempt.events)
  const opened = now()
  let shown = opened
  const timing: Timing = {}
  const earlier = interactionsOf(content, attempt, so, timing, opened).length
  const events = () => so.steps.map(({ event }) => event)
  const spent = () => (now() - opened) / 1000

  /** A decision's time starts when its moment appears. */
  function note(more: readonly PlayEvent[]) {
    let n = so.state.submissions
    for (const event of more) {
      if (event.type === 'decide') timing[n++] = { at: now(), latency: (now() - shown) / 1000 }
      if (event.type === 'decide' || event.type === 'continue') shown = now()
    }
  }

  async function save(): Promise<boolean> {
    if (runtime.held.mode !== 'normal') return true
    try {
      await runtime.save({
        suspended: suspendedOf(content, attempt, events(), attempt.seconds + spent()),
        seconds: spent(),
        interactions: interactionsOf(content, attempt, so, timing, now()),
        earlier,
        outcome: outcomeToSend(outcomeOf(content, attempt, so), runtime),
      })
      return true
    } catch (fault) {
      console.warn(fault)
      return false
    }
  }

  return {
    open: () => ({
      attempt: `${content.scenario} ${content.hash} ${attempt.seed}`,
      play: attempt.play,
      events: attempt.events,
      again: false,
      links: NOWHERE,
    }),
    async append(seq, sent): Promise<AppendResult> {
      const known = so.steps.length
      // The player may send events again: skip those we have.
      const more = sent.slice(Math.max(0, known - seq))
      const next = goOn(attempt.play, so, more)
      if (next.refused) return { ok: false, reason: 'conflict' }
      note(more)
      so = next
      // A SCORM call blocks the page until the LMS answers, so show the next moment first.
      await painted()
      return (await save()) ? { ok: true, length: seq + sent.length } : { ok: false, reason: 'unreachable' }
    },
    finish: () => go('debrief'),
    leave(because) {
      if (because) return location.reload()
      void save().then((saved) => go(saved ? 'left' : 'unsaved'))
    },
    journal: () => so,
    save,
  }
}

const painted = (): Promise<void> => new Promise((done) => setTimeout(done))

/**
 * The mastery that the LMS sets wins. A result that it already has stays unless this one is better, so a learner who plays a new release
 * again loses nothing.
 */
export function outcomeToSend(outcome: Outcome | null, { held }: Pick<Runtime, 'held'>): Outcome | null {
  if (!outcome) return null
  const passed = outcome.passed === null || held.mastery === null ? outcome.passed : outcome.score >= held.mastery
  if (held.outcome && (held.outcome.score > outcome.score || (held.outcome.passed && !passed))) return null
  return { ...outcome, passed }
}

export const isOver = (delivery: PackageDelivery): boolean => isFinished(delivery.journal().state)
