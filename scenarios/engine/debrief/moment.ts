import type { CompiledPlay } from '../play/compiled'
import type { Step } from '../play/journal'
import type { Key } from '../play/key'
import { type StagedPlay, type Submission, sceneOf, submission } from '../play/play'
import { consequenceOf } from '../play/prose'
import { type AttemptScore, type Points, type SubmissionScore, sumOf } from '../score/attempt'
import { setBy } from '../score/outcome'
import type { MomentKnowledge } from './knowledge'

export interface Indicator {
  label: string
  cites?: string[]
  about?: 'origin'
}
export interface Explanation {
  text: string
  cites: string[]
}
export interface FlagView {
  segment: string
  scene: string
  /**
   * A sign is `noticed` if it was flagged, otherwise `later` if nobody could know the variant yet, `sign` if the whole attempt has no
   * flag, because then we cannot say what was noticed, and `missed` otherwise. Something flagged that is not a sign is a `question` if
   * it is worth a check in either variant, otherwise `harmless`.
   */
  kind: 'noticed' | 'missed' | 'later' | 'sign' | 'question' | 'harmless'
  label: string
  quote: string
  why?: string
  cites: string[]
  /** A detail about origin. Flagging it counts against fairness. */
  origin: boolean
}
export interface ChoiceView {
  ask: string
  text: string
  why?: string
  cites: string[]
}
/** A moment as every debrief tells it: to a learner, on the phones of a room, and on its wall. */
export interface Moment {
  /** Its number, from 0, where a replay begins. */
  n: number
  scene: string
  when: string
  place: string
  title: string
  act: ChoiceView
  /** The sentences or fields that went with it. */
  sent: ChoiceView[]
  reply: boolean
  followed: string
  /** Null if nothing in it could earn points. */
  points: Points | null
  /** Null if a report was worth nothing in its moment. */
  report: Points | null
  /** Whether it gave away or accepted something harmful, and whether that was repaired. */
  harm: 'open' | 'repaired' | null
  quality: 'sound' | 'partly' | 'costly'
  /** Whether a learner could know the variant by then; always true if there is only one. */
  decided: boolean
  /** What would have earned more, the act first. */
  better: string[]
  flags: FlagView[]
}
export interface DebriefInput {
  compiled: CompiledPlay
  play: StagedPlay
  /** The scenario in its other variant, with the same names; null for a tutorial. */
  other: { play: StagedPlay; key: Key } | null
  steps: readonly Step[]
  indicators: Record<string, Indicator>
  fill: (text: string) => string
}

export interface ScoredAttempt extends Omit<DebriefInput, 'compiled'> {
  key: Key
  score: AttemptScore
  texts: Map<string, string>
  known: MomentKnowledge[]
}

export function momentView(of: ScoredAttempt, made: SubmissionScore, n: number): Moment {
  const { key, play, steps, fill } = of
  const scene = sceneOf(play, made.at)
  const step = steps.find((s) => s.event.type === 'decide' && s.before === made.at)!
  const event = step.event as Extract<Step['event'], { type: 'decide' }>
  const read = submission(play, made.at, event.choices) as Submission
  const choices = made.decisions.map(({ decision, option }): ChoiceView => {
    const { why, cites } = key.options[decision]![option]!
    const asked = scene.decisions.find((d) => d.id === decision)!
    return { ask: asked.ask, text: asked.options.find((o) => o.id === option)!.text, why: why && fill(why), cites }
  })
  const points = sumOf(made.decisions)
  const harm = harmOf(of, step, read)
  return {
    n,
    scene: made.at.scene,
    when: scene.when,
    place: scene.place,
    title: scene.title,
    act: choices.at(-1)!,
    sent: choices.slice(0, -1),
    reply: read.sent.some((s) => s.decision.as === 'reply'),
    followed: consequenceOf(play, steps, step),
    points: points.possible > 0 ? points : null,
    report: made.report,
    harm,
    quality: qualityOf(points, harm !== null),
    decided: of.known[n]!.decided,
    better: betterThan(of, made),
    flags: flagViews(of, made, n),
  }
}

export const qualityOf = ({ earned, possible }: Points, didHarm: boolean): Moment['quality'] =>
  didHarm ? 'costly' : earned < possible ? 'partly' : 'sound'

/** The facts of harm that a submission sets. */
export const harmIn = ({ harm }: Pick<Key, 'harm'>, made: Submission): string[] =>
  setBy(made).filter((fact) => harm.some((h) => h.fact === fact))

/** A report after it repairs it; so does the act that the scenario names for it. */
function harmOf({ key, play, steps }: ScoredAttempt, step: Step, made: Submission): Moment['harm'] {
  const done = harmIn(key, made)
  if (done.length === 0) return null
  const since = steps.slice(steps.indexOf(step) + 1)
  const set = new Set(since.flatMap((later) => setIn(play, later)))
  const isMended = (fact: string) => key.harm.some((h) => h.fact === fact && h.mended !== undefined && set.has(h.mended))
  return since.some(({ event }) => event.type === 'report') || done.every(isMended) ? 'repaired' : 'open'
}

function setIn(play: StagedPlay, { event, before }: Step): string[] {
  if (event.type === 'decide') return setBy(submission(play, before, event.choices) as Submission)
  return event.type === 'check' ? Object.keys(sceneOf(play, before).checks.find(({ id }) => id === event.check)!.sets) : []
}

/** If another act would have earned more, that act; otherwise the sentences that would have. */
export function betterThan({ play }: Pick<ScoredAttempt, 'play'>, { at, decisions }: SubmissionScore): string[] {
  const lost = decisions.filter(({ earned, possible }) => earned < possible)
  const act = lost.find(({ decision }) => decision === decisions.at(-1)!.decision)
  return (act ? [act] : lost).map(({ decision, best }) => {
    const asked = sceneOf(play, at).decisions.find((d) => d.id === decision)!
    const { text } = asked.options.find((o) => o.id === best[0])!
    // Without its question, a sentence would read as an act.
    return act ? text : `${asked.ask}: ${text}`
  })
}

function flagViews({ key, score, texts, indicators, fill, known }: ScoredAttempt, { at }: SubmissionScore, n: number): FlagView[] {
  const unflagged = !known[n]!.decided ? 'later' : score.segments.some((s) => s.flagged) ? 'missed' : 'sign'
  return score.segments
    .filter((s) => s.scene === at.scene)
    .flatMap(({ id, flagged }): FlagView[] => {
      const { cue, indicator, why, cites, about } = key.segments[id]!
      if (!flagged && cue !== 'sign') return []
      const named = indicator ? indicators[indicator] : undefined
      const quote = texts.get(id)!
      const kind = cue === 'ambiguous' ? 'question' : cue !== 'sign' ? 'harmless' : flagged ? 'noticed' : unflagged
      return [
        {
          segment: id,
          scene: at.scene,
          kind,
          // A name would make something that is not a sign look like one.
          label: (cue === 'sign' && named?.label) || quote,
          quote,
          why: why && fill(why),
          cites: cites.length > 0 ? cites : (named?.cites ?? []),
          origin: about === 'origin',
        },
      ]
    })
}
