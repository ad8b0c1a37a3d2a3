/**
 * What a session leaves: agreement before and after discussion, flags, where the room split, time. Totals alone, small
 * options merged, nothing about anybody.
 */
import { type Tally, KEPT_FROM, SHOWN_FROM, kept } from './ballot'
import { type Decision, isAct, offered, sceneOf, shownSegments } from './play'
import { type RoomCommand, type RoomHistory, roomState } from './room'
import { momentState } from './room-totals'
import { type MomentTotals, type RoomScript, soundOf } from './room-view'
import { type Gain, gain } from './score/agreement'

export interface ReportedFlag { quote: string; label: string | null; sign: boolean; /** How many flagged it; null for fewer than three. */ flagged: number | null }
export interface ReportedQuestion { ask: string; options: { text: string; counts: (number | null)[] }[]; /** Votes for merged small options, a round each. */ other: number[] }
export interface ReportedMoment {
  moment: number
  /** Null for the judgement. */
  title: string | null
  when: string | null
  whatIf: boolean
  minutes: number
  /** How many voted in each round; null where fewer than five did, of whom nothing is kept. */
  voted: (number | null)[]
  questions: ReportedQuestion[]
  /** The share that chose without loss, or judged right. */
  sound: { first: number; last: number } | null
  /** What talking brought; null where totals were shown before the second vote, or too few voted. */
  gain: Gain | null
  /** No option of the act had more than half of the first vote. */
  split: boolean
  decided: { text: string; by: 'majority' | 'facilitator' } | null
  /** How many flagged anything; null where fewer than five did. */
  flaggedBy: number | null
  flags: ReportedFlag[]
  note: string
}
export interface RoomReport {
  title: string
  nature: 'hostile' | 'genuine'
  /** The day it was held, as YYYY-MM-DD. */
  day: string
  /** How many joined; null for fewer than five. */
  joined: number | null
  rehearsal: boolean
  minutes: number
  ending: string | null
  moments: ReportedMoment[]
}

interface Held {
  script: RoomScript
  history: RoomHistory
  log: readonly RoomCommand[]
  /** When each command was carried out. */
  times: readonly number[]
  totals: (moment: number) => MomentTotals
  notes: Record<number, string>
  joined: number
  createdAt: number
  rehearsal: boolean
}

export function roomReport(held: Held): RoomReport {
  const { script, history, times, joined, createdAt, rehearsal } = held
  const entered = history.map((_, v) => roomState(history, v)).flatMap(({ path }) => path)
  const moments = [...new Set(entered)].sort((a, b) => a - b)
  const spent = minutesByMoment(history, times)
  const { ending } = roomState(history).play
  return {
    title: script.title, nature: script.compiled.key.nature, rehearsal,
    day: new Date(times[0] ?? createdAt).toISOString().slice(0, 10),
    joined: joined >= SHOWN_FROM ? joined : null,
    minutes: round1([...spent.values()].reduce((a, b) => a + b, 0)),
    ending: ending && script.tell(script.compiled.key.endings[ending]!.title),
    moments: moments.map((moment) => reported(held, moment, round1(spent.get(moment) ?? 0))),
  }
}
const round1 = (minutes: number): number => Math.round(minutes * 10) / 10

/** Pauses do not count, nor what is before the start and after the close. */
function minutesByMoment(history: RoomHistory, times: readonly number[]): Map<number, number> {
  const spent = new Map<number, number>()
  for (let v = 1; v < times.length; v++) {
    const { moment, paused, phase } = roomState(history, v)
    if (paused || phase === 'lobby' || phase === 'closed' || phase === 'debrief') continue
    spent.set(moment, (spent.get(moment) ?? 0) + (times[v]! - times[v - 1]!) / 60_000)
  }
  return spent
}

function reported({ script, history, log, totals, notes }: Held, moment: number, minutes: number): ReportedMoment {
  const state = momentState(history, moment)!
  const scene = state.play.phase === 'scene' ? sceneOf(script.play, state.play) : null
  const decisions = scene ? offered(scene, state.play) : []
  const { rounds, flags } = totals(moment)
  const safe = rounds.map((round) => kept(decisions, round))
  const sound = soundOf({ rounds, flags, checks: { voted: 0, counts: {} } })
  const measured = rounds.length >= 2 && [rounds[0]!, rounds.at(-1)!].every((r) => r.voted >= SHOWN_FROM && r.sound !== null)
  return {
    moment, title: scene?.title ?? null, when: scene?.when ?? null, minutes,
    whatIf: roomState(history, moment).whatIf,
    voted: rounds.map(({ voted }) => (voted >= SHOWN_FROM ? voted : null)),
    questions: questions(decisions, safe),
    sound,
    gain: measured && !state.early ? gain(sound!.first, sound!.last) : null,
    split: isSplit(decisions, safe[0] ?? null),
    decided: decidedIn(script, history, log, moment),
    flaggedBy: flags.by >= SHOWN_FROM ? flags.by : null,
    flags: scene && flags.by >= SHOWN_FROM ? reportedFlags(script, shownSegments(scene, state.play), flags.counts) : [],
    note: notes[moment] ?? '',
  }
}

function questions(decisions: Decision[], rounds: (Tally | null)[]): ReportedQuestion[] {
  const asked = decisions.length > 0 ? decisions : [{ id: 'looks', ask: '', options: [{ id: 'genuine', text: 'genuine' }, { id: 'approach', text: 'approach' }] }]
  return asked.map(({ id, ask, options }) => ({
    ask,
    options: options.map(({ id: option, text }) => ({ text, counts: rounds.map((r) => r?.counts[id]?.[option] ?? null) })),
    other: rounds.map((r) => r?.counts[id]?.other ?? 0),
  }))
}

function isSplit(decisions: Decision[], first: Tally | null): boolean {
  const row = first?.counts[decisions.find(isAct)?.id ?? 'looks']
  if (!row || !first) return false
  return Math.max(...Object.entries(row).filter(([option]) => option !== 'other').map(([, n]) => n), 0) * 2 <= first.voted
}

function decidedIn({ play }: RoomScript, history: RoomHistory, log: readonly RoomCommand[], moment: number): ReportedMoment['decided'] {
  const at = log.findLastIndex((given, i) => given.type === 'decide' && roomState(history, i).moment === moment)
  const given = log[at]
  if (given?.type !== 'decide') return null
  const before = roomState(history, at).play
  const act = offered(sceneOf(play, before), before).find(isAct)!
  return { text: act.options.find((o) => o.id === given.choices[act.id])!.text, by: given.by }
}

/** Signs all, and harmless details that were flagged; never a detail of origin. */
function reportedFlags({ compiled: { key }, indicators }: RoomScript, shown: { id: string; text: string }[], counts: Record<string, number>): ReportedFlag[] {
  return shown.flatMap(({ id, text }): ReportedFlag[] => {
    const { cue, indicator, about } = key.segments[id]!
    const n = counts[id] ?? 0
    if (about === 'origin' || (cue !== 'sign' && n < KEPT_FROM)) return []
    return [{ quote: text, label: (indicator && indicators[indicator]?.label) || null, sign: cue === 'sign', flagged: n >= KEPT_FROM ? n : null }]
  })
}
