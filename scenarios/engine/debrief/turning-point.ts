import { type Segment, type Submission, offered, sceneOf, shownSegments } from '../play/play'
import type { DecisionScore, Points, SubmissionScore } from '../score/attempt'
import { labelled } from './pages'
import { type Explanation, type Moment, type ScoredAttempt, harmIn } from './moment'

export interface MomentReview {
  /** The number of its decision, where a replay begins. */
  n: number
  when: string
  title: string
  /**
   * Harm that was left or repaired; the report that was missing; honest business left undone; an act that lost points; or what went well,
   * and always this if the scenario names no outcome.
   */
  kind: 'harm' | 'repaired' | 'unreported' | 'undone' | 'lost' | 'sound'
  marked: { segment: string; text: string; sign: boolean; label: string | null }[]
  /** What was said, written or done; null if the point is that nothing was reported. */
  made: { text: string; how: 'said' | 'wrote' | 'did' } | null
  because: Explanation
  better: string | null
  /** Of the decision and what was sent with it; null if nothing in it could earn points. */
  points: Points | null
}

/** Below this many points, a loss did not matter. */
const SLIGHT = 2

/** @param counts false for a scenario that names no outcome */
export function momentOf(of: ScoredAttempt, views: readonly Moment[], counts: boolean): MomentReview {
  const { n, kind } = turningPoint(of, views, counts)
  const [view, made] = [views[n]!, of.score.submissions[n]!]
  const base = { n, when: view.when, title: view.title, kind, marked: markedIn(of, made), points: view.points }
  if (kind === 'unreported') return { ...base, made: null, because: whyReport(of, view.scene), better: null }
  const decided = decisionThatMattered(of, made, kind)
  return { ...base, ...chosen(of, made, decided), better: betterOf(of, made, decided, kind) }
}

/**
 * What decided the outcome: the worst harm, or what a miss left out. If neither, what lost most. If nothing lost much, the moment that
 * revealed most.
 */
function turningPoint(of: ScoredAttempt, views: readonly Moment[], counts: boolean): Pick<MomentReview, 'n' | 'kind'> {
  const revealing = (among: readonly Moment[]) => ({ n: most(among, (d) => of.known[d.n]!.seen.length).n, kind: 'sound' as const })
  if (!counts) return revealing(views)
  for (const [harm, kind] of [
    ['open', 'harm'],
    ['repaired', 'repaired'],
  ] as const) {
    const harmful = views.filter((d) => d.harm === harm)
    if (harmful.length > 0) return { n: most(harmful, lostIn).n, kind }
  }
  const missed = of.score.outcome === 'missed' ? missedIn(of, views) : null
  if (missed) return missed
  const worst = most(views, lostIn)
  if (lostIn(worst) >= SLIGHT) return { n: worst.n, kind: 'lost' }
  const sound = views.filter((d) => d.quality === 'sound')
  return revealing(sound.length > 0 ? sound : views)
}
const most = <T>(list: readonly T[], value: (item: T) => number): T => list.reduce((a, b) => (value(b) > value(a) ? b : a))
const lostIn = ({ points }: Pick<Moment, 'points'>): number => (points ? points.possible - points.earned : 0)

function missedIn(of: ScoredAttempt, views: readonly Moment[]): Pick<MomentReview, 'n' | 'kind'> | null {
  const { key, score } = of
  const n =
    key.variant === 'hostile'
      ? views.findIndex(({ scene }) => scene === key.matters)
      : score.submissions.findLastIndex((made) => settling(of, made).length > 0)
  return n < 0 ? null : { n, kind: key.variant === 'hostile' ? 'unreported' : 'undone' }
}

/** The options offered there that settle the honest business. */
const settling = ({ key: { business }, play }: ScoredAttempt, { at }: SubmissionScore) =>
  business === undefined ? [] : offered(sceneOf(play, at), at).flatMap(({ options }) => options.filter(({ sets }) => sets[business]))

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
    .map((segment) => {
      const { cue, indicator } = key.segments[segment.id]!
      const sign = cue === 'sign'
      return { segment: segment.id, text: labelled(segment), sign, label: sign ? (indicators[indicator ?? '']?.label ?? null) : null }
    })
}

const whyReport = ({ key, fill }: ScoredAttempt, scene: string): Explanation => {
  const { why, cites } = key.reports[scene]!
  return { text: fill(why), cites }
}

function decisionThatMattered({ key, play }: ScoredAttempt, { at, decisions }: SubmissionScore, kind: MomentReview['kind']): DecisionScore {
  const harmful = decisions.find(({ decision, option }) => {
    const made = { act: optionIn(sceneOf(play, at), decision, option)!, sent: [] } as Submission
    return harmIn(key, made).length > 0
  })
  if (harmful && (kind === 'harm' || kind === 'repaired')) return harmful
  // The act comes last and matters more than a sentence of the same worth.
  return most(decisions.toReversed(), ({ earned, possible }) => (kind === 'sound' ? earned : possible - earned))
}

function chosen(
  { key, play, fill }: ScoredAttempt,
  { at }: SubmissionScore,
  { decision, option }: DecisionScore,
): Pick<MomentReview, 'made' | 'because'> {
  const asked = sceneOf(play, at).decisions.find((d) => d.id === decision)!
  const { text } = asked.options.find((o) => o.id === option)!
  const how = /^“[^”]*”$/.test(text) ? 'said' : asked.as === 'reply' ? 'wrote' : 'did'
  const { why = '', cites } = key.options[decision]![option]!
  return { made: { text, how }, because: { text: fill(why), cites } }
}

function betterOf(of: ScoredAttempt, made: SubmissionScore, decided: DecisionScore, kind: MomentReview['kind']): string | null {
  if (kind === 'sound') return null
  const { decision, best, earned, possible } = decided
  const settled = kind === 'undone' ? settling(of, made) : []
  if (settled.length > 0) return (settled.find(({ id }) => best.includes(id)) ?? settled[0]!).text
  return earned < possible ? optionIn(sceneOf(of.play, made.at), decision, best[0]!)!.text : null
}
const optionIn = ({ decisions }: ReturnType<typeof sceneOf>, decision: string, option: string) =>
  decisions.find((d) => d.id === decision)!.options.find((o) => o.id === option)
