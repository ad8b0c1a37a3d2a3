import { type Segment, sceneOf, shownSegments } from '../play/play'
import type { SubmissionScore } from '../score/attempt'
import { type Explanation, type DecisionView, type ScoredAttempt, bestWay } from './decision-view'

export interface MomentReview {
  /** The number of its decision, where a replay begins. */
  n: number
  when: string
  title: string
  /** A grave mistake, unrepaired or repaired; an act that lost points; a chance to report that was not taken; what went well. */
  kind: 'grave' | 'repaired' | 'lost' | 'unreported' | 'sound'
  marked: { segment: string; text: string; label: string | null }[]
  /** What was said, written or done; null if the point is that nothing was reported. */
  made: { text: string; how: 'said' | 'wrote' | 'did' } | null
  because: Explanation
  better: string | null
}

/** Below this many of 100 points, a loss did not matter. */
export const SLIGHT = 5

export function momentOf(of: ScoredAttempt, views: readonly DecisionView[], silent: boolean): MomentReview {
  const n = turningPoint(of, views, silent)
  const [view, made] = [views[n]!, of.score.submissions[n]!]
  const kind = kindOf(view, silent)
  const base = { n, when: view.when, title: view.title, kind, marked: markedIn(of, made) }
  if (kind === 'unreported') return { ...base, made: null, because: whyReport(of, view.scene), better: null }
  const pair = pairThatMattered(of, made, kind)
  return { ...base, ...chosen(of, made, pair), better: kind === 'sound' ? null : betterThan(of, made, pair) }
}

/**
 * The worst unrepaired grave mistake, or else the worst repaired one; or else, if acts alone would have passed, the best chance to
 * report; or else what lost most. If nothing lost much, the moment that revealed most.
 */
function turningPoint(of: ScoredAttempt, views: readonly DecisionView[], silent: boolean): number {
  const open = views.filter((d) => d.choices.some((c) => c.critical && !c.repaired))
  const grave = open.length > 0 ? open : views.filter((d) => d.choices.some((c) => c.critical))
  if (grave.length > 0) return most(grave, (d) => d.lost).n
  if (silent) return most(views, (d) => of.key.reports[d.scene]!.worth).n
  const worst = most(views, (d) => d.lost)
  if (worst.lost >= SLIGHT) return worst.n
  const sound = views.filter((d) => d.quality === 'sound')
  return most(sound.length > 0 ? sound : views, (d) => of.known[d.n]!.seen.length).n
}
const most = <T>(list: readonly T[], value: (item: T) => number): T => list.reduce((a, b) => (value(b) > value(a) ? b : a))

function kindOf({ choices, lost }: DecisionView, silent: boolean): MomentReview['kind'] {
  const grave = choices.filter((c) => c.critical)
  if (grave.length > 0) return grave.some((c) => !c.repaired) ? 'grave' : 'repaired'
  if (silent) return 'unreported'
  return lost >= SLIGHT ? 'lost' : 'sound'
}

/**
 * Of the differences between the variants, or else of the signs, those that the scenario most wants learners to keep; or else one
 * sentence that was worth a question.
 */
function markedIn({ key, play, known, score: { submissions }, indicators }: ScoredAttempt, made: SubmissionScore): MomentReview['marked'] {
  const shown = shownSegments(sceneOf(play, made.at), made.at)
  const cued = (cue: string) => shown.filter(({ id }) => key.segments[id]!.cue === cue)
  const { seen } = known[submissions.indexOf(made)]!
  const clues = seen.length > 0 ? seen : cued('sign')
  // A single word in a field means nothing without its label.
  const among =
    clues.length > 0
      ? clues
      : cued('ambiguous')
          .filter(({ text }) => text.includes(' '))
          .slice(0, 1)
  const rank = ({ id }: Segment) => {
    const at = key.keep.signs.indexOf(key.segments[id]!.indicator ?? '')
    return at < 0 ? key.keep.signs.length : at
  }
  const kept = among.toSorted((a, b) => rank(a) - rank(b)).slice(0, 2)
  return among
    .filter((segment) => kept.includes(segment))
    .map(({ id, text }) => {
      const { cue, indicator } = key.segments[id]!
      return { segment: id, text, label: cue === 'sign' ? (indicators[indicator ?? '']?.label ?? null) : null }
    })
}

const whyReport = ({ key, fill }: ScoredAttempt, scene: string): Explanation => {
  const { why, cites } = key.reports[scene]!
  return { text: fill(why), cites }
}

type Pair = SubmissionScore['counted'][number]
function pairThatMattered({ key }: ScoredAttempt, { counted }: SubmissionScore, kind: MomentReview['kind']): Pair {
  const sum = ([decision, option]: Pair) =>
    key.weights[decision]! * Object.values(key.options[decision]![option]!.rubric).reduce((a, b) => a + b, 0)
  const critical = counted.find(([decision, option]) => key.options[decision]![option]!.critical)
  // The act comes last in `counted` and matters more than a sentence of the same worth.
  return critical ?? most(counted.toReversed(), (pair) => (kind === 'sound' ? sum(pair) : -sum(pair)))
}

function chosen(
  { key, play, fill }: ScoredAttempt,
  { at }: SubmissionScore,
  [decision, option]: Pair,
): Pick<MomentReview, 'made' | 'because'> {
  const asked = sceneOf(play, at).decisions.find((d) => d.id === decision)!
  const { text } = asked.options.find((o) => o.id === option)!
  const how = /^“[^”]*”$/.test(text) ? 'said' : asked.as === 'reply' ? 'wrote' : 'did'
  const { why = '', cites } = key.options[decision]![option]!
  return { made: { text, how }, because: { text: fill(why), cites } }
}

function betterThan(of: ScoredAttempt, made: SubmissionScore, [decision]: Pair): string | null {
  const pairs = bestWay(of, made)?.pairs ?? []
  const better = pairs.find(([d]) => d === decision) ?? pairs[0]
  if (!better) return null
  const asked = sceneOf(of.play, made.at).decisions.find((d) => d.id === better[0])
  return asked?.options.find((o) => o.id === better[1])?.text ?? null
}
