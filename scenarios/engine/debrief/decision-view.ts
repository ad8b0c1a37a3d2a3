import type { CompiledPlay } from '../play/compiled'
import type { Edge } from '../play/graph'
import type { Step } from '../play/journal'
import type { Key } from '../play/key'
import { type StagedPlay, type Submission, isAct, sceneOf, submission } from '../play/play'
import { consequenceOf } from '../play/prose'
import type { MomentKnowledge } from './knowledge'
import { type AttemptScore, type Scorer, type SubmissionScore, counted, reward } from '../score/attempt'

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
  /**
   * A sign is `noticed` if it was flagged, otherwise `missed` if the learner could know the variant, `later` if nobody could yet, and
   * `sign` if the whole attempt has no flag, because then we cannot say what was noticed. Something flagged that is not a sign is a
   * `question` if it is worth a check in either variant, otherwise `harmless`.
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
  critical: boolean
  repaired: boolean
}
export interface DecisionView {
  /** Its number, from 0, where a replay begins. */
  n: number
  scene: string
  when: string
  place: string
  title: string
  choices: ChoiceView[]
  reply: boolean
  followed: string
  quality: 'sound' | 'partly' | 'costly'
  /** Of the 100 points of the result. */
  lost: number
  /** Whether a learner could know the variant by then; always true if there is only one. */
  decided: boolean
  /** What would have kept the best result possible, the act first, without what the learner did as well; null if their choice did. */
  better: { checks: string[]; texts: string[] } | null
  flags: FlagView[]
}
export interface DebriefInput {
  compiled: CompiledPlay
  scorer: Scorer
  play: StagedPlay
  /** The scenario in its other variant, with the same names; null for a tutorial. */
  other: { play: StagedPlay; scorer: Scorer } | null
  steps: readonly Step[]
  indicators: Record<string, Indicator>
  fill: (text: string) => string
}

export interface ScoredAttempt extends Omit<DebriefInput, 'compiled'> {
  key: Key
  score: AttemptScore
  repaired: Set<string>
  texts: Map<string, string>
  known: MomentKnowledge[]
}

export function decisionView(of: ScoredAttempt, made: SubmissionScore, n: number): DecisionView {
  const { key, play, steps, repaired, fill } = of
  const scene = sceneOf(play, made.at)
  const step = steps.find((s) => s.event.type === 'decide' && s.before === made.at)!
  const event = step.event as Extract<Step['event'], { type: 'decide' }>
  const read = submission(play, made.at, event.choices) as Submission
  const choices = made.counted.map(([decision, option]): ChoiceView => {
    const { why, cites, critical } = key.options[decision]![option]!
    const asked = scene.decisions.find((d) => d.id === decision)!
    return {
      ask: asked.ask,
      text: asked.options.find((o) => o.id === option)!.text,
      why: why && fill(why),
      cites,
      critical,
      repaired: repaired.has(`${decision}.${option}`),
    }
  })
  return {
    n,
    scene: made.at.scene,
    when: scene.when,
    place: scene.place,
    title: scene.title,
    choices,
    reply: read.sent.some((s) => s.decision.as === 'reply'),
    followed: consequenceOf(play, steps, step),
    quality: qualityOf(key, made),
    lost: of.score.points.acts[n]!,
    decided: of.known[n]!.decided,
    better: betterWay(of, made),
    flags: flagViews(of, made, n),
  }
}

/**
 * A choice is costly if it was grave, or did harm and lost much. A choice that did no harm may lose as much, as the weaker of two sound
 * acts, but is not costly.
 */
export function qualityOf({ options }: Key, { loss, counted: pairs }: SubmissionScore): DecisionView['quality'] {
  if (loss === 0) return 'sound'
  const made = pairs.map(([decision, option]) => options[decision]![option]!)
  const didHarm = made.some(({ rubric }) => Object.values(rubric).reduce((a, b) => a + b, 0) < 0)
  return made.some((o) => o.critical) || (didHarm && loss > 2) ? 'costly' : 'partly'
}

/** What the learner did not do of the best way on from where they entered the scene, with as few checks as it needs. */
export function bestWay(
  { key, scorer }: Pick<ScoredAttempt, 'key' | 'scorer'>,
  { entered, at, counted: chosen, loss }: SubmissionScore,
): { scene: string; checks: string[]; pairs: [decision: string, option: string][] } | null {
  if (loss === 0) return null
  const { scene, edges } = scorer.graph.nodes.get(entered)!
  const worth = (edge: Edge) => reward(key, counted(edge.choices, edge.submission)) + scorer.values.get(edge.to)!.hi
  const best = edges.reduce((a, b) => {
    const gain = worth(b) - worth(a)
    return gain > 1e-9 || (gain > -1e-9 && b.checks.length < a.checks.length) ? b : a
  })
  const pairs = counted(best.choices, best.submission).filter((pair) => !chosen.some((own) => own.join() === pair.join()))
  const checks = best.checks.filter((id) => !at.checks.includes(id))
  return checks.length + pairs.length > 0 ? { scene, checks, pairs } : null
}

function betterWay(of: ScoredAttempt, made: SubmissionScore): DecisionView['better'] {
  const best = bestWay(of, made)
  if (!best) return null
  const { checks, decisions } = of.play.scenes[best.scene]!
  return {
    checks: best.checks.map((id) => checks.find((c) => c.id === id)!.text),
    texts: best.pairs.toReversed().map(([id, option]) => {
      const asked = decisions.find((d) => d.id === id)!
      const { text } = asked.options.find((o) => o.id === option)!
      return isAct(asked) ? text : `${asked.ask}: ${text}`
    }),
  }
}

function flagViews({ key, score, texts, indicators, fill, known }: ScoredAttempt, { at }: SubmissionScore, n: number): FlagView[] {
  const unflagged = !score.segments.some((s) => s.flagged) ? 'sign' : known[n]!.decided ? 'missed' : 'later'
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
