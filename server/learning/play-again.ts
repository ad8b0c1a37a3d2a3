import 'server-only'
import { eventsAlike, eventsBefore, isFinished, replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { libraryIn } from '../library/library'
import { hashToken } from '../platform/tokens'
import { type Attempt, readAttempt, startAttempt } from './attempts'

/** The id of the only attempt that may continue another. It is always the same, and as hard to guess as its parent's. */
export const successorOf = (id: string): string => hashToken(`successor ${id}`).slice(0, id.length)

function handedOn({ header, learner, id }: Attempt) {
  const { scenario, variant, names, locale } = header
  return { learner, scenario, variant, names, locale, parent: id }
}

/** From the last event that is still valid. If only words have changed, the attempt goes on with its own. */
export async function continueOnCurrent(attempt: Attempt): Promise<{ id: string; lost: number } | null> {
  const { header, events, learner, id } = attempt
  const current = (await libraryIn(header.locale)).compiled(header.scenario, header.variant)
  if (!current || current.identity.structure === header.identity.structure || isFinished(attempt.replay.state)) return null
  // At most one successor, whatever the version: a later visit must not fork what was played on it.
  const successor = successorOf(id)
  const { steps } = replay(current.play, events)
  const lost = events.length - steps.length
  if (await readAttempt(learner, successor)) return { id: successor, lost }
  const next = await startAttempt({
    id: successor,
    ...handedOn(attempt),
    // A repeat still belongs to the first attempt.
    ...(header.purpose === 'repeat' && { parent: header.parent! }),
    purpose: header.purpose,
    events: events.slice(0, steps.length),
  })
  return next === null ? null : { id: next, lost }
}

/** Drops flags that were removed, and their removal. Otherwise each replay could copy a thousand of them. */
function withoutTakenBack(events: readonly PlayEvent[]): PlayEvent[] {
  const standing = new Map<string, number>()
  const gone = new Set<number>()
  events.forEach((event, i) => {
    if (event.type === 'flag') standing.set(event.segment, i)
    if (event.type !== 'unflag') return
    gone.add(i).add(standing.get(event.segment)!)
    standing.delete(event.segment)
  })
  return events.filter((_, i) => !gone.has(i))
}

/** A practice attempt that starts at the n-th decision (from 0). */
export async function replayFrom(attempt: Attempt, submission: number): Promise<string | null> {
  const { header } = attempt
  // Plays the current text, from the decision or from the last event that is still valid.
  const current = (await libraryIn(header.locale)).compiled(header.scenario, header.variant)
  if (!current) return null
  const wanted = withoutTakenBack(attempt.events.slice(0, eventsBefore(attempt.replay.steps, submission)))
  const { steps } = replay(current.play, wanted)
  return startAttempt({
    ...handedOn(attempt),
    purpose: 'practice',
    events: wanted.slice(0, steps.length),
  })
}

/**
 * The scenario's other variant, with the same people and acts up to the first moment that differs. It is only practice, because the learner
 * knows by elimination which one it is.
 */
export async function startOther(attempt: Attempt): Promise<string | null> {
  const { header } = attempt
  const variant = header.variant === 'hostile' ? 'genuine' : 'hostile'
  const other = (await libraryIn(header.locale)).compiled(header.scenario, variant)
  if (!other) return null
  const alike = attempt.events.slice(0, eventsAlike(attempt.replay.steps, attempt.compiled.play, other.play))
  const { steps } = replay(other.play, withoutTakenBack(alike))
  return startAttempt({ ...handedOn(attempt), variant, purpose: 'practice', events: steps.map(({ event }) => event) })
}
