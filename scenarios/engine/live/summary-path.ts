import { actOf, leaders, shown } from './ballot'
import { type VoteSummary, voteSummary } from './safe-counts'
import type { Choices } from '../play/events'
import { type Play, type PlayState, type Submission, offered, sceneOf, submission } from '../play/play'
import { type RoomCommand, isInMoment } from './room-state'
import { type RoomHistory, roomState } from './room'
import { lastOnOwnPath } from './facilitator'
import type { MomentTotals } from './shown-totals'
import type { RoomScript } from './script'

export interface RoomLog {
  script: RoomScript
  history: RoomHistory
  log: readonly RoomCommand[]
}

/** Whose choice it was; null if saying so would reveal more about a vote than is kept. */
type DecidingParty = 'majority' | 'facilitator' | null
export interface RoomDecision {
  text: string
  by: DecidingParty
  reported: boolean
  /**
   * Sentences of a reply, or the fields of a form with their labels. Absent if the act sends nothing. `n` of `of` voted for each; null if
   * the room was not shown that.
   */
  sent?: { parts: { ask: string | null; text: string; n: number | null }[]; of: number | null; by: DecidingParty }
}
/** A what-if: another act than the room's own, in one of its moments. */
export interface Turn {
  title: string
  text: string
}

export const stands = (log: readonly RoomCommand[], i: number): boolean => log[i + 1]?.type !== 'undo'

export function turnsIn({ script: { play }, history, log }: RoomLog, own: readonly number[]): Turn[] {
  const turns = log.flatMap((given, i) => {
    const { whatIf, moment, play: state } = roomState(history, i)
    if (given.type !== 'decide' || !whatIf || !own.includes(moment) || !stands(log, i)) return []
    return [{ title: sceneOf(play, state).title, text: actOfChoices(play, state, given.choices) }]
  })
  return turns.filter(({ title, text }, i) => turns.findIndex((one) => one.title === title && one.text === text) === i)
}
function actOfChoices(play: Play, state: PlayState, choices: Choices): string {
  const act = actOf(offered(sceneOf(play, state), state))
  return act.options.find((o) => o.id === choices[act.id])!.text
}

/** The last decision that was not undone, ignoring what-ifs that went back into a moment of the room's own path. */
export function decidedIn(
  { script, history, log }: RoomLog,
  moment: number,
  { words }: MomentTotals,
  last: VoteSummary | null | undefined,
  isSent: boolean,
): RoomDecision | null {
  const { play, crowd } = script
  const own = roomState(history, lastOnOwnPath(history))
  if (own.moment === moment && isInMoment(own.phase)) return null
  const { whatIf } = roomState(history, moment)
  const at = log.findLastIndex(
    (given, i) => given.type === 'decide' && roomState(history, i).moment === moment && roomState(history, i).whatIf === whatIf,
  )
  const given = log[at]
  if (given?.type !== 'decide') return null
  const before = roomState(history, at).play
  const { act, sent } = submission(play, before, given.choices) as Submission
  const asked = actOf(offered(sceneOf(play, before), before))
  const votes = isSent && roomState(history, at + 1).act === act.id ? shown(words) : null
  const parts = sent.map(({ decision: { id, as, ask }, option }) => ({
    ...{ ask: as === 'form' ? ask : null, text: option.text },
    n: votes && (votes.counts[id]?.[option.id] ?? 0),
  }))
  const slots = sent.map(({ decision, option }) => [decision.id, option.id] as const)
  return {
    text: act.text,
    by: chosenBy([[asked.id, act.id]], last),
    reported: given.report,
    ...(parts.length > 0 && {
      sent: { parts, of: votes?.voted ?? null, by: chosenBy(slots, words.voted > 0 ? voteSummary(words, crowd) : undefined) },
    }),
  }
}

/** Whether each choice is the majority's; null if the vote has neither numbers nor a majority. Without a vote it is the facilitator's. */
function chosenBy(chosen: readonly (readonly [string, string])[], kept: VoteSummary | null | undefined): DecidingParty {
  if (kept === undefined) return 'facilitator'
  const rows = chosen.map(([asked]) => kept?.row(asked))
  if (!rows.every((row) => row?.counts || row?.most)) return null
  const led = chosen.every(([, option], i) => {
    const { counts, most } = rows[i]!
    const first = counts ? leaders(counts) : [most!]
    return first.length === 1 && first[0] === option
  })
  return led ? 'majority' : 'facilitator'
}
