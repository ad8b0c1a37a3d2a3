/** What a facilitator would usually do next, and what else the phase allows. */
import { type Tally, leaders } from '@/scenarios/engine/live/ballot'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import { placeAmong } from '@/scenarios/engine/live/debrief-steps'
import type { RoomView } from '@/scenarios/engine/live/view'
import { isJudgement } from '../shared/place'
import { type NextCommand, wayOn } from './next-command'

export type NextStep =
  | { kind: 'send'; command: AskedCommand }
  | { kind: 'choose'; among: 'ways' | 'sentences' | 'checks' }
  /** Ends the session, after confirmation. */
  | { kind: 'close' }
  | { kind: 'summary' }

const TALK_SECONDS = 180

const send = (command: AskedCommand): NextStep => ({ kind: 'send', command })
const DISCUSS: AskedCommand = { type: 'discuss', seconds: TALK_SECONDS }

/** The number of the vote on this moment, from 1; 0 before the first. */
export const roundOf = ({ vote }: Pick<RoomView, 'vote'>, counts: Counts | null): number =>
  vote?.startsWith('round-') ? Number(vote.slice('round-'.length)) : (counts?.facilitator?.totals.rounds.length ?? 0)

/**
 * @param way how the room would go on with the current choices in the cockpit
 * @param early if the facilitator chooses the way on before the usual time: whether they have marked one
 */
export function usualNext(
  view: RoomView,
  counts: Counts | null,
  way: NextCommand = wayOn(view, counts),
  early: 'marked' | 'open' | null = null,
): NextStep {
  if (view.paused) return send({ type: 'resume' })
  // A clicker must not open a vote that the facilitator has just decided to do without, nor go on with what nobody marked.
  if (early) return early === 'marked' ? onward(way) : { kind: 'choose', among: 'ways' }
  switch (view.phase) {
    case 'lobby':
      return send({ type: view.you ? 'introduce' : 'start' })
    case 'opening':
      return send({ type: 'start' })
    case 'reading':
      return isChosen(view) ? onward(way) : send({ type: 'vote' })
    case 'checking':
      return send({ type: 'reveal' })
    case 'weighed': {
      const offered = view.question?.kind === 'check' ? view.question.checks : []
      const led = leaders(counts?.facilitator?.totals.checks.counts.check).filter((id) => offered.some((c) => c.id === id))
      return led.length === 1 ? send({ type: 'check', check: led[0]! }) : { kind: 'choose', among: 'checks' }
    }
    case 'voting':
      return send(roundOf(view, counts) === 1 && view.facilitator?.treatment === 'discuss' ? DISCUSS : { type: 'reveal' })
    case 'discussing':
      return send({ type: 'vote' })
    case 'wording':
      return onward(way)
    case 'revealed':
      return isJudgement(view) ? send({ type: 'conclude' }) : onward(way)
    case 'consequence':
      return send({ type: 'continue' })
    case 'debrief': {
      const parts = view.debrief?.parts ?? []
      const part = parts[placeAmong(parts, view.part) + 1]
      return part ? send({ type: 'show', part }) : { kind: 'close' }
    }
    case 'closed':
      return { kind: 'summary' }
  }
}
const onward = (way: NextCommand): NextStep => (way.ok ? send(way.command) : { kind: 'choose', among: way.branch ? 'sentences' : 'ways' })

/** Whether the facilitator chooses how this moment goes on: it is narrated or a what-if, so a vote is not usual. */
export const isChosen = (view: Pick<RoomView, 'phase' | 'scene' | 'whatIf' | 'facilitator'>): boolean =>
  view.phase === 'reading' && !isJudgement(view) && (view.whatIf || view.facilitator?.treatment === 'narrate')

/** @param early whether the facilitator chooses the way on before the usual time: the usual step is then one of the others */
export function otherSteps(view: RoomView, counts: Counts | null, early = false): AskedCommand[] {
  if (view.paused) return []
  const usual = early ? usualNext(view, counts) : null
  return [...(usual?.kind === 'send' ? [usual.command] : []), ...othersIn(view, counts)]
}

function othersIn(view: RoomView, counts: Counts | null): AskedCommand[] {
  const checks: AskedCommand[] = view.facilitator?.canCheck ? [{ type: 'askChecks' }] : []
  switch (view.phase) {
    case 'reading':
      if (isJudgement(view)) return [{ type: 'conclude' }]
      return isChosen(view) ? [{ type: 'vote' }, ...checks] : checks
    case 'checking':
      return [{ type: 'vote' }]
    case 'weighed':
      return [{ type: 'askChecks' }, { type: 'vote' }]
    case 'voting': {
      const usual = usualNext(view, counts)
      return usual.kind === 'send' && usual.command.type === 'discuss' ? [{ type: 'reveal' }] : [DISCUSS]
    }
    case 'discussing':
      return [{ type: 'reveal' }]
    case 'revealed':
      // No `discuss`: the room talks while the totals are shown, and they have their own clock.
      return [{ type: 'vote' }]
    case 'closed':
      return [{ type: 'reopen' }]
    default:
      return []
  }
}

const NOBODY: Tally = { voted: 0, counts: {} }
export function tallyNow(view: Pick<RoomView, 'phase' | 'vote'>, counts: Counts | null): Tally {
  const { checks = NOBODY, words = NOBODY, rounds = [] } = counts?.facilitator?.totals ?? {}
  if (view.phase === 'checking' || view.phase === 'weighed') return checks
  return view.phase === 'wording' ? words : (rounds[roundOf(view, counts) - 1] ?? NOBODY)
}

/** Somebody who has just dealt with a reason may press Undo to take it back, and an undo takes the room back. */
export const isUndoAsked = ({ whys }: Pick<RoomView, 'whys'>): boolean => whys?.list.some(({ state }) => state !== 'waiting') ?? false

/**
 * Whether a command needs confirmation: a reveal that would show nothing, or more answers than there can be.
 * @param most how many people can have answered, if hands are counted
 */
export const isAskedFirst = ({ type }: AskedCommand, tally: Tally, most = Number.POSITIVE_INFINITY): boolean =>
  type === 'reveal' && (tally.voted === 0 || tally.few === true || tally.voted > most)
