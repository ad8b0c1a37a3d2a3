/**
 * What remains of a session: agreement before and after discussion, flags, where the room split, time. Totals only, with small
 * options merged, and nothing about any individual.
 */
import { endingOf } from '../debrief/debrief'
import { type Tally, kept, keptTold, sentencesOf, shown } from './ballot'
import { LOOKS } from '../play/events'
import { type Decision, isAct, offered, sceneOf, shownSegments } from '../play/play'
import { type RoomCommand, isInMoment } from './room-state'
import { type RoomHistory, roomState } from './room'
import { momentState } from './totals'
import { lastOnOwnPath } from './host'
import { type MomentTotals, type RoomLean, type SoundShares, leanOf, soundOf, soundShare } from './shown'
import type { RoomScript } from './script'
import { type Gain, gain } from '../score/agreement'

export interface ReportedFlag {
  quote: string
  label: string | null
  sign: boolean
  /** Worth a check in either story: neither a sign nor harmless. Absent from reports stored before it was told apart. */
  question?: boolean
  /** How many flagged it; null below three. */
  flagged: number | null
}
export interface ReportedQuestion {
  ask: string
  options: { text: string; counts: (number | null)[] }[]
  /** Votes for merged small options, per round. */
  other: number[]
}
export interface ReportedMoment {
  moment: number
  /** Null for the judgement. */
  title: string | null
  when: string | null
  whatIf: boolean
  minutes: number
  /** How many voted in each round; null below five, in which case nothing of that round is stored. */
  voted: (number | null)[]
  questions: ReportedQuestion[]
  /** The share that chose without loss, or judged correctly. Reports stored before `last` could be null repeat a single vote there. */
  sound: SoundShares | null
  /** The effect of discussion; null if totals were shown before the second vote, or too few voted. */
  gain: Gain | null
  /** No option of the act had more than half of the first vote. */
  split: boolean
  decided: { text: string; by: 'majority' | 'facilitator'; told: boolean } | null
  /** How many would have told somebody, in each round; null where that would point at few. */
  told: (number | null)[]
  /** How it looked to the room; null if too few said, or nobody was asked. */
  leaning: RoomLean | null
  /** How many flagged anything; null below five. */
  flaggedBy: number | null
  flags: ReportedFlag[]
  note: string
}
export interface RoomReport {
  title: string
  nature: 'hostile' | 'genuine'
  /** The day it was held, as YYYY-MM-DD. */
  day: string
  /** How many joined; null below five. */
  joined: number | null
  rehearsal: boolean
  /** For all moments and the debrief, without pauses. */
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
  const own = roomState(history, lastOnOwnPath(history))
  const entered = history.map((_, v) => roomState(history, v)).flatMap(({ path }) => path)
  const moments = [...new Set(entered)].sort((a, b) => a - b).filter((moment) => own.path.includes(moment) || wasUsed(held, moment))
  const spent = minutesByMoment(history, times)
  const { key } = script.compiled
  const ending = own.play.phase === 'judgement' ? key.endings[endingOf(key, own.play)]! : null
  return {
    title: script.title,
    nature: key.nature,
    rehearsal,
    day: new Date(times[0] ?? createdAt).toISOString().slice(0, 10),
    joined: joined >= script.crowd.shown ? joined : null,
    minutes: round1([...spent.values()].reduce((a, b) => a + b, 0)),
    ending: ending && script.tell(ending.title),
    moments: moments.map((moment) => reported(held, moment, round1(spent.get(moment) ?? 0))),
  }
}
/** A moment entered by mistake and undone is left out, unless something came of it. */
const wasUsed = ({ history, totals, notes }: Held, moment: number): boolean =>
  roomState(history, moment).whatIf ||
  [...totals(moment).rounds, totals(moment).words].some((r) => r.voted > 0) ||
  totals(moment).flags.by > 0 ||
  Boolean(notes[moment])
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

function reported({ script, history, log, totals, notes }: Held, moment: number, minutes: number): ReportedMoment {
  const state = momentState(history, moment)!
  const scene = state.play.phase === 'scene' ? sceneOf(script.play, state.play) : null
  const decisions = scene ? offered(scene, state.play) : []
  const { crowd } = script
  const { rounds, words, flags } = totals(moment)
  const safe = rounds.map((round) => kept(round, crowd))
  const sound = soundOf({ rounds }, crowd)
  const lean = leanOf({ rounds }, crowd)
  const enoughFlagged = flags.by > 0 && !flags.few
  const measured = rounds.length >= 2 && [rounds[0]!, rounds.at(-1)!].every((round) => soundShare(round, crowd) !== null)
  // Even if a what-if went back and reopened the first vote.
  const early = history.some((_, v) => roomState(history, v).moment === moment && roomState(history, v).early)
  return {
    moment,
    title: scene?.title ?? null,
    when: scene?.when ?? null,
    minutes,
    whatIf: roomState(history, moment).whatIf,
    voted: rounds.map((round) => shown(round)?.voted ?? null),
    questions: [
      ...questions(scene ? decisions.filter(isAct) : [JUDGED], safe),
      ...(words.voted > 0 ? questions(sentencesOf(decisions), [kept(words, crowd)]) : []),
    ],
    sound,
    gain: measured && !early ? gain(sound!.first, sound!.last!) : null,
    split: rounds[0] !== undefined && isSplit(decisions, rounds[0]),
    decided: decidedIn(script, history, log, moment),
    told: scene ? rounds.map((round) => keptTold(round, crowd)) : [],
    // Whole: the words for it round it, and a mean that is rounded twice may say another word than the debrief.
    leaning: lean,
    flaggedBy: enoughFlagged ? flags.by : null,
    flags: scene && enoughFlagged ? reportedFlags(script, shownSegments(scene, state.play), flags.counts) : [],
    note: notes[moment] ?? '',
  }
}

/** The judgement as a question. */
const JUDGED = { id: 'looks', ask: '', options: LOOKS.map((looks) => ({ id: looks, text: looks })) }
function questions(asked: readonly (Decision | typeof JUDGED)[], rounds: (Tally | null)[]): ReportedQuestion[] {
  return asked.map(({ id, ask, options }) => ({
    ask,
    options: options.map(({ id: option, text }) => ({ text, counts: rounds.map((r) => r?.counts[id]?.[option] ?? null) })),
    other: rounds.map((r) => r?.counts[id]?.other ?? 0),
  }))
}

/** Uses the votes themselves: in the stored totals the leading option may be merged. */
function isSplit(decisions: Decision[], first: Tally): boolean {
  const { voted, counts } = first
  const row = counts[decisions.find(isAct)?.id ?? 'looks']
  return shown(first) !== null && row !== undefined && Math.max(...Object.values(row)) * 2 <= voted
}

/** The last decision that stands, ignoring what-ifs that went back into a moment of the room's own path. */
function decidedIn({ play }: RoomScript, history: RoomHistory, log: readonly RoomCommand[], moment: number): ReportedMoment['decided'] {
  const own = roomState(history, lastOnOwnPath(history))
  if (own.moment === moment && isInMoment(own.phase)) return null
  const { whatIf } = roomState(history, moment)
  const at = log.findLastIndex(
    (given, i) => given.type === 'decide' && roomState(history, i).moment === moment && roomState(history, i).whatIf === whatIf,
  )
  const given = log[at]
  if (given?.type !== 'decide') return null
  const before = roomState(history, at).play
  const act = offered(sceneOf(play, before), before).find(isAct)!
  return { text: act.options.find((o) => o.id === given.choices[act.id])!.text, by: given.by, told: given.tell }
}

/** All signs, and what else was flagged; never a detail of origin. */
function reportedFlags(
  { compiled: { key }, indicators, crowd }: RoomScript,
  shown: { id: string; text: string }[],
  counts: Record<string, number>,
): ReportedFlag[] {
  return shown.flatMap(({ id, text }): ReportedFlag[] => {
    const { cue, indicator, about } = key.segments[id]!
    const n = counts[id] ?? 0
    if (about === 'origin' || (cue !== 'sign' && n < crowd.kept)) return []
    return [
      {
        quote: text,
        label: (indicator && indicators[indicator]?.label) || null,
        sign: cue === 'sign',
        question: cue === 'ambiguous',
        flagged: n >= crowd.kept ? n : null,
      },
    ]
  })
}
