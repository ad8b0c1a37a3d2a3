/**
 * What remains of a session: votes before and after discussion, flags, reports, time. Only totals, and of what the room has not seen no
 * number of one or two (`safe-counts.ts`); nothing about any individual.
 */
import type { Outcome } from '../format/outcomes'
import { isCounted } from '../play/compiled'
import { outcomeOf } from '../score/outcome'
import { actOf, sentencesOf } from './ballot'
import { type FlagTotals, flagsShown, isSeen } from './flags'
import { type VoteSummary, type SafeCount, type SeenVote, voteSummary } from './safe-counts'
import type { Rating } from '../play/events'
import { offered, sceneOf, shownSegments } from '../play/play'
import { type RoomHistory, roomState } from './room'
import { type SeenNumbers, seenNumbers } from './seen-numbers'
import { chancesOn, isChance } from './telling'
import { momentState } from './totals'
import { lastOnOwnPath } from './facilitator'
import { type MomentTotals, roomRatingOf } from './shown-totals'
import type { RoomScript } from './script'
import { type RoomLog, type RoomDecision, type Turn, decidedIn, stands, turnsIn } from './summary-path'
import { type Looked, lookedIn, type SummaryQuestion, JUDGED, checksIn, questionSummary, withSent } from './summary-questions'
import { type Gain, gain } from '../score/agreement'

export type { SummaryQuestion }

export interface SummaryFlag {
  quote: string
  /** What kind of sign it is; the sentence itself if it is none. */
  label: string
  sign: boolean
  /** Worth a check in either variant: neither a sign nor harmless. */
  question: boolean
  /** How many flagged it; null below three. */
  flagged: number | null
  /** At least three people and a quarter of those who flagged anything in the moment flagged it; of tables, a quarter. */
  seen: boolean | null
}
export interface SummaryMoment {
  moment: number
  /** Null for the judgement. */
  title: string | null
  when: string | null
  /** What the room was asked; null for the judgement. */
  asked: string | null
  whatIf: boolean
  minutes: number
  voted: (number | null)[]
  questions: SummaryQuestion[]
  /** The last vote on what to check, and what the room then found out. Absent if there was none. */
  checks?: SummaryQuestion
  checked?: string[]
  sound: (SafeCount | null)[]
  /** Totals were shown before the second vote. */
  early: boolean
  /** The effect of discussion; null if totals were shown before the second vote, or a vote has no number. */
  gain: Gain | null
  decided: RoomDecision | null
  /** Null for a vote that is not kept, or in which nobody could say that they would report. */
  reported: (SafeCount | null)[]
  chance: boolean
  /** Hands were counted in a vote. */
  hands: boolean
  /** The room's rating, to the nearest step; null if too few rated, or nobody was asked. */
  rating: Rating | null
  /** How it looked to the room, as shares. Absent if too few rated, nobody was asked, or in a summary of before. */
  looked?: Looked
  /** Empty if fewer than five flagged anything. */
  flags: SummaryFlag[]
  /** How many flagged anything; null if too few did, or the room was not shown it. */
  flaggedBy: number | null
  /** Flags on where somebody comes from were left out. */
  withheld: boolean
  note: string
  /** Sentences saying why that the facilitator let through to the wall. */
  whys?: string[]
}
export interface RoomSummary {
  name: string
  title: string
  /** What the story is about. */
  plot: string
  /** The account that opened it, as long as that exists; never stored. */
  ledBy?: string
  variant: 'hostile' | 'genuine'
  /** The day it was held, as YYYY-MM-DD. */
  day: string
  audience: 'phones' | 'tables' | 'hands'
  /** How many took part. */
  joined: number
  rehearsal: boolean
  /** For all moments and the debrief, without pauses. */
  minutes: number
  /** Null if reports were not counted, the room did not reach an ending, or the scenario names no outcome. */
  outcome: Outcome | null
  /** Its title; null if reports were not counted, or the room did not reach one. */
  ending: string | null
  /** Whether reports were counted. */
  measured: boolean
  moments: SummaryMoment[]
  turns: Turn[]
}

interface RoomRecord extends RoomLog {
  times: readonly number[]
  totals: (moment: number) => MomentTotals
  notes: Record<number, string>
  whys?: Record<number, string[]>
  /** Everybody who joined, except those who were removed before any of their answers counted. */
  joined: number
  audience: RoomSummary['audience']
  createdAt: number
  rehearsal: boolean
  name: string
}

export function roomSummary(record: RoomRecord): RoomSummary {
  const { script, history, times, joined, audience, createdAt, rehearsal, name } = record
  const own = roomState(history, lastOnOwnPath(history))
  const entered = history.map((_, v) => roomState(history, v)).flatMap(({ path }) => path)
  const moments = [...new Set(entered)].sort((a, b) => a - b).filter((moment) => own.path.includes(moment) || wasUsed(record, moment))
  const spent = minutesByMoment(history, times)
  const { key } = script.compiled
  const outcome = script.measured && own.play.phase === 'judgement' ? outcomeOf(script.compiled, own.steps) : null
  const ending = outcome && key.endings[outcome]
  const { chances } = chancesOn(script, own, record.totals)
  const listed = new Set(script.measured ? chances.map(({ moment }) => moment) : [])
  const all = moments.map((moment) => momentSummary(record, moment, round1(spent.get(moment) ?? 0), listed.has(moment)))
  // People can raise a hand without having joined.
  const present = Math.max(joined, ...all.flatMap(({ voted }) => voted.map((n) => n ?? 0)))
  return {
    name,
    title: script.title,
    plot: script.plot,
    variant: key.variant,
    rehearsal,
    day: new Date(times[0] ?? createdAt).toISOString().slice(0, 10),
    audience,
    joined: present,
    minutes: round1([...spent.values()].reduce((a, b) => a + b, 0)),
    outcome: isCounted(script.compiled) ? outcome : null,
    ending: ending ? script.fill(ending.title) : null,
    measured: script.measured,
    moments: all,
    turns: turnsIn(record, own.path),
  }
}
/** A moment entered by mistake and undone, or only looked at in a what-if, is left out, unless something came of it. */
const wasUsed = ({ history, log, totals, notes }: RoomRecord, moment: number): boolean =>
  (roomState(history, moment).whatIf &&
    log.some((given, i) => given.type === 'decide' && roomState(history, i).moment === moment && stands(log, i))) ||
  [...totals(moment).rounds, totals(moment).words].some((r) => r.voted > 0) ||
  totals(moment).flags.by > 0 ||
  Boolean(notes[moment])
const round2 = (number: number): number => Math.round(number * 100) / 100
const round1 = (number: number): number => Math.round(number * 10) / 10

/** Excludes pauses, and the time before the start and after the close. The debrief is not part of a moment: its key is 0. */
function minutesByMoment(history: RoomHistory, times: readonly number[]): Map<number, number> {
  const spent = new Map<number, number>()
  for (let v = 1; v < times.length; v++) {
    const { moment, paused, phase } = roomState(history, v)
    if (paused || phase === 'lobby' || phase === 'closed') continue
    const where = phase === 'debrief' ? 0 : moment
    spent.set(where, (spent.get(where) ?? 0) + (times[v]! - times[v - 1]!) / 60_000)
  }
  return spent
}

function momentSummary(
  { script, history, log, totals, notes, whys = {} }: RoomRecord,
  moment: number,
  minutes: number,
  isListed: boolean,
): SummaryMoment {
  const state = momentState(history, moment)!
  const scene = state.play.phase === 'scene' ? sceneOf(script.play, state.play) : null
  const decisions = scene ? offered(scene, state.play) : []
  const { crowd } = script
  const { rounds, words, flags } = totals(moment)
  const seen = seenNumbers(history, moment, isListed)
  const votes = rounds.map((round, i) => voteSummary(round, crowd, seenVote(seen, i + 1, rounds.length)))
  const shown = scene && flagsShown(script, flags)
  const sound = votes.map((vote) => vote?.sound ?? null)
  const decided = decidedIn({ script, history, log }, moment, totals(moment), votes.at(-1), seen.sent)
  const sentences = words.voted > 0 ? sentencesOf(decisions) : []
  const rating = roomRatingOf({ rounds }, crowd)
  const looked = lookedIn(totals(moment), crowd)
  const asked = scene ? actOf(decisions) : JUDGED
  // Even if a what-if went back and reopened the first vote.
  const early = history.some((_, v) => roomState(history, v).moment === moment && roomState(history, v).early)
  return {
    moment,
    title: scene?.title ?? null,
    when: scene?.when ?? null,
    asked: scene && asked.ask,
    minutes,
    whatIf: roomState(history, moment).whatIf,
    voted: votes.map((vote) => vote?.voted ?? null),
    questions: [
      ...(votes.length > 0 ? [questionSummary(asked, votes)] : []),
      ...sentences.map((one, i) => withSent(questionSummary(one, [voteSummary(words, crowd)]), decided?.sent?.parts[i])),
    ],
    ...checksIn(state, scene, totals(moment).checks, crowd, seen.checks),
    sound,
    early,
    gain: early ? null : gainOf(votes),
    decided,
    reported: scene ? votes.map((vote) => vote?.reported ?? null) : [],
    chance: scene !== null && script.measured && isChance(script.compiled.key, state.play.scene),
    hands: rounds.some(({ hands }) => hands !== undefined),
    // The exact mean of five ratings could reveal one of them.
    rating: rating && (Math.round(rating.mean) as Rating),
    ...(looked && { looked }),
    flags: shown ? flagsOf(script, shownSegments(scene, state.play), shown) : [],
    flaggedBy: shown && seen.flags ? shown.by : null,
    withheld: shown?.withheld ?? false,
    note: notes[moment] ?? '',
    ...(whys[moment]?.length && { whys: whys[moment] }),
  }
}

const seenVote = ({ rounds, sound, reported }: SeenNumbers, round: number, last: number): SeenVote => ({
  options: rounds.has(round),
  sound: sound && (round === 1 || round === last),
  reported: reported && round === last,
})

function gainOf(votes: readonly (VoteSummary | null)[]): Gain | null {
  const [first, last] = [votes[0], votes.at(-1)]
  if (votes.length < 2 || typeof first?.sound !== 'number' || typeof last?.sound !== 'number') return null
  const { p1, p2, gain: gained, normalised } = gain(first.sound / first.voted, last.sound / last.voted)
  return { p1: round2(p1), p2: round2(p2), gain: round2(gained), normalised: normalised === null ? null : round2(normalised) }
}

/** All signs, and what else was flagged; never a detail of origin. */
function flagsOf(
  { compiled: { key }, indicators }: RoomScript,
  segments: { id: string; text: string }[],
  { by, counts }: FlagTotals,
): SummaryFlag[] {
  return segments.flatMap(({ id, text }): SummaryFlag[] => {
    const { cue, indicator, about } = key.segments[id]!
    const flagged = counts[id] ?? null
    if (about === 'origin' || (cue !== 'sign' && flagged === null)) return []
    const label = (cue === 'sign' && indicator && indicators[indicator]?.label) || text
    return [{ quote: text, label, sign: cue === 'sign', question: cue === 'ambiguous', flagged, seen: isSeen(flagged, by) }]
  })
}
