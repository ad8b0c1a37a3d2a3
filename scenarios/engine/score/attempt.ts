/** How an attempt ended and how well it was played: docs/scoring.md. */
import { type Competency, COMPETENCIES } from '../format/competencies'
import type { Outcome } from '../format/outcomes'
import type { KeyedPlay } from '../play/compiled'
import type { Choices, JudgementChoice, Rating } from '../play/events'
import type { Step } from '../play/journal'
import type { Key } from '../play/key'
import { type Decision, type PlayState, type Submission, offered, sceneOf, shownSegments, submission } from '../play/play'
import { type Forecast, RATINGS, SURE } from './confidence'
import { outcomeOf } from './outcome'

/** Points of something that counted: a decision, or a chance to report. Whole numbers. */
export interface Points {
  earned: number
  possible: number
}
export interface DecisionScore extends Points {
  decision: string
  option: string
  /** The options offered there that have most points. */
  best: string[]
  /** The same points by competency, measured against the best option that asks least of it. */
  skills: Partial<Record<Competency, Points>>
}
export interface SubmissionScore {
  at: PlayState
  decisions: DecisionScore[]
  /** The chance to report in its moment; null if a report was worth nothing there. */
  report: Points | null
  reported: boolean
  rating?: Rating
}
/** H of the S signs shown were flagged, and F of the N harmless segments. */
interface Trials {
  H: number
  S: number
  F: number
  N: number
}
export interface ReportingScore {
  chances: number
  reported: number
  /** The first chance that was used, from 1; null if none was. */
  first: number | null
}
export interface AttemptScore extends Points {
  outcome: Outcome
  /** 0 to 100, for platforms and certificates. */
  result: number
  passed: boolean
  submissions: SubmissionScore[]
  flags: Trials
  /** Segments shown, and whether they were flagged when their scene was submitted. */
  segments: { id: string; scene: string; flagged: boolean }[]
  reporting: ReportingScore
  /** The last judgement of the case. A learner who is unsure is neither right nor wrong. */
  judgement: { looks: JudgementChoice; right: boolean | null } | null
  /** The ratings on the way and the judgement, as probabilities of an approach. */
  ratings: Forecast[]
}

export function scoreAttempt(keyed: KeyedPlay, steps: readonly Step[]): AttemptScore {
  const { play, key } = keyed
  const submissions: SubmissionScore[] = []
  const segments: AttemptScore['segments'] = []
  const ratings: Forecast[] = []
  const o = key.variant === 'hostile' ? 1 : 0
  const reported = new Set(steps.flatMap(({ event, before }) => (event.type === 'report' ? [before.scene] : [])))
  let judgement: AttemptScore['judgement'] = null

  for (const { event, before } of steps) {
    if (event.type === 'judge') {
      judgement = judged(event, key)
      ratings.push({ p: approachOf(event), o })
    }
    if (event.type !== 'decide') continue
    const scene = sceneOf(play, before)
    const rating = scene.rating ? event.rating : undefined
    if (rating) ratings.push({ p: RATINGS[rating], o })
    const { worth } = key.reports[before.scene]!
    const isReported = reported.has(before.scene)
    submissions.push({
      at: before,
      decisions: counted(event.choices, submission(play, before, event.choices) as Submission).map((pair) =>
        scoreDecision(key, offered(scene, before), pair),
      ),
      report: worth > 0 ? { earned: isReported ? worth : 0, possible: worth } : null,
      reported: isReported,
      rating,
    })
    for (const { id } of shownSegments(scene, before)) segments.push({ id, scene: before.scene, flagged: before.flags.includes(id) })
  }
  const outcome = outcomeOf(keyed, steps)
  const points = sumOf(itemsOf(submissions))
  return {
    outcome,
    ...points,
    result: resultOf(outcome, points),
    passed: isPass(outcome),
    submissions,
    segments,
    judgement,
    ratings,
    reporting: reportingOf(submissions),
    flags: trials(key, segments),
  }
}

export const isPass = (outcome: Outcome): boolean => outcome === 'held'

/** The results of each outcome: a platform whose pass mark is 70 passes exactly what we pass. */
export const RANGES: Readonly<Record<Outcome, readonly [low: number, high: number]>> = {
  held: [70, 100],
  repaired: [55, 69],
  missed: [40, 54],
  lost: [0, 39],
}
/** The lowest result of a pass. */
export const [PASS_MARK] = RANGES.held

/** 0 to 100, rounded down. Whole points keep the division exact where it must be. */
export function resultOf(outcome: Outcome, { earned, possible }: Points): number {
  const [low, high] = RANGES[outcome]
  return possible === 0 ? high : Math.floor((low * possible + (high - low) * earned) / possible)
}

export function counted(choices: Choices, { sent, act }: Submission): [decision: string, option: string][] {
  const actDecision = Object.keys(choices).find((d) => choices[d] === act.id)!
  return [...sent.map((s): [string, string] => [s.decision.id, s.option.id]), [actDecision, act.id]]
}

export const itemsOf = (submissions: readonly SubmissionScore[]): Points[] =>
  submissions.flatMap(({ decisions, report }) => [...decisions, ...(report ? [report] : [])]).filter(({ possible }) => possible > 0)

export const sumOf = (items: readonly Points[]): Points => ({
  earned: items.reduce((sum, { earned }) => sum + earned, 0),
  possible: items.reduce((sum, { possible }) => sum + possible, 0),
})

/** Points of an option: those of all competencies together, times the weight of its decision. */
const pointsOf = (key: Key, decision: string, option: string): number =>
  key.weights[decision]! * Object.values(key.options[decision]![option]!.rubric).reduce((a, b) => a + b, 0)

/** What a choice earned against the options that were offered in that state. */
export function scoreDecision(key: Key, decisions: readonly Decision[], [decision, option]: [string, string]): DecisionScore {
  const options = decisions.find(({ id }) => id === decision)!.options.map(({ id }) => id)
  const all = options.map((id) => pointsOf(key, decision, id))
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const best = options.filter((_, i) => all[i] === most)
  return { decision, option, earned: pointsOf(key, decision, option) - least, possible: most - least, best, skills: skillsOf() }

  /** So a learner who loses nothing has nothing to practise. */
  function skillsOf(): DecisionScore['skills'] {
    const of = (k: Competency, id: string) => key.weights[decision]! * (key.options[decision]![id]!.rubric[k] ?? 0)
    return Object.fromEntries(
      COMPETENCIES.flatMap((k) => {
        const worst = Math.min(...options.map((id) => of(k, id)))
        const asked = Math.min(...best.map((id) => of(k, id)))
        return asked > worst ? [[k, { earned: Math.min(asked, of(k, option)) - worst, possible: asked - worst }]] : []
      }),
    )
  }
}

type JudgeEvent = Extract<Step['event'], { type: 'judge' }>
function judged({ looks }: JudgeEvent, key: Key): NonNullable<AttemptScore['judgement']> {
  return { looks, right: looks === 'unsure' ? null : (looks === 'approach') === (key.variant === 'hostile') }
}
function approachOf(event: JudgeEvent): number {
  if (event.looks === 'unsure') return 0.5
  const p = SURE[event.sure]
  return event.looks === 'approach' ? p : 1 - p
}

function reportingOf(submissions: readonly SubmissionScore[]): ReportingScore {
  const chances = submissions.filter(({ report }) => report)
  const first = chances.findIndex(({ reported }) => reported)
  return { chances: chances.length, reported: chances.filter(({ reported }) => reported).length, first: first < 0 ? null : first + 1 }
}

function trials(key: Key, segments: AttemptScore['segments']): Trials {
  const signs = segments.filter((s) => key.segments[s.id]!.cue === 'sign')
  const noise = segments.filter((s) => ['decoy', 'plain'].includes(key.segments[s.id]!.cue))
  const flagged = (list: typeof segments) => list.filter((s) => s.flagged).length
  return { H: flagged(signs), S: signs.length, F: flagged(noise), N: noise.length }
}
