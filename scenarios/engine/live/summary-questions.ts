/** What a summary keeps of each question that a room was asked. */
import type { Crowd, Tally } from './ballot'
import { type VoteSummary, voteSummary } from './safe-counts'
import { LOOKS } from '../play/events'
import { type MomentTotals, lookedOf } from './shown-totals'
import type { Decision, Scene } from '../play/play'
import type { RoomState } from './room-state'

export interface SummaryQuestion {
  ask: string
  /** How many answered each time it was asked; null below five if the room was not shown it, and then nothing of that vote is kept. */
  voted: (number | null)[]
  /** By vote, all numbers or none. Of a sentence that was sent, its own number at least, if the room saw it. */
  options: { text: string; counts: (number | null)[] }[]
  most: (string | null)[]
}
/** How it looked to the room: all numbers or none, and what more than half thought. */
export interface Looked {
  of: number
  counts: Record<string, number> | null
  most: string | null
}
/** The last vote on what to check, and what the room then found out. */
export function checksIn(
  { steps, play }: RoomState,
  scene: Scene | null,
  cast: Tally,
  crowd: Crowd,
  options: boolean,
): { checks?: SummaryQuestion; checked?: string[] } {
  const done = steps.flatMap(({ event, before }) => (event.type === 'check' && before.scene === play.scene ? [event.check] : []))
  const vote = voteSummary(cast, crowd, { options, sound: options, reported: options })
  const all = scene?.checks ?? []
  return {
    ...(cast.voted > 0 && { checks: questionSummary({ id: 'check', ask: '', options: all }, [vote]) }),
    ...(done.length > 0 && { checked: all.filter(({ id }) => done.includes(id)).map(({ text }) => text) }),
  }
}

/** @param sent how many chose the option that was sent; null if the room did not see that */
export const withSent = (question: SummaryQuestion, sent: { text: string; n: number | null } | undefined): SummaryQuestion => ({
  ...question,
  options: question.options.map((option) => (sent?.n != null && option.text === sent.text ? { ...option, counts: [sent.n] } : option)),
})

type Asked = Pick<Decision, 'id' | 'ask'> & { options: readonly { id: string; text: string }[] }
export const JUDGED = { id: 'looks', ask: '', options: LOOKS.map((looks) => ({ id: looks, text: looks })) }
export function questionSummary({ id, ask, options }: Asked, votes: readonly (VoteSummary | null)[]): SummaryQuestion {
  const rows = votes.map((vote) => vote?.row(id))
  return {
    ask,
    voted: votes.map((vote) => vote?.voted ?? null),
    options: options.map(({ id: option, text }) => ({
      text,
      counts: rows.map((row) => (row?.counts ? (row.counts[option] ?? 0) : null)),
    })),
    most: rows.map((row) => options.find((one) => one.id === row?.most)?.text ?? null),
  }
}

/** In the last vote that enough rated. */
export function lookedIn(totals: MomentTotals, crowd: Crowd): Looked | undefined {
  const looked = lookedOf(totals, crowd)
  const vote = looked && voteSummary(looked, crowd)
  return vote ? { of: vote.voted, ...vote.row('looks') } : undefined
}
