/** Texts are formatted, and every judgement carries the ids of its sources. */
import { replay } from '../play/journal'
import type { Key } from '../play/key'
import type { JudgementChoice, Sureness } from '../play/events'
import { type PlayFacts, type Sentence, type StagedPlay, END, holds, isAct } from '../play/play'
import { read, saidIn } from '../play/prose'
import { type AttemptScore, type ReportingScore, scoreAttempt } from '../score/attempt'
import { DEFAULTS, type Points, pointsOf } from '../score/path'
import { type DecisionView, type DebriefInput, decisionView } from './decision-view'
import { type DecisiveView, decisiveCheck } from './decisive-check'
import { knownAlong } from './knowledge'
import { type RatingView, ratingViews } from './ratings'
import { type MomentReview, SLIGHT, momentOf } from './moment'
import { type Pages, forkedPages } from './pages'
import { type ReportView, reportViews } from './reporting'
import { type ToolUse, triedTools } from './tools-used'

export interface Debrief {
  variant: 'hostile' | 'genuine'
  ending: { title: string; text: string }
  opening: { first: string; rest: string }
  /** All endings of this scenario, this one included, each with a sentence that is true of it on every path. */
  endings: { id: string; title: string; gist: string }[]
  verdict: { sentences: string[]; cites: string[] }
  judgement: { looks: JudgementChoice; sure: Sureness | null; right: boolean | null } | null
  result: {
    /** Of 100. */
    points: number
    passed: boolean
    repaired: number
    unrepaired: number
    recovered: boolean
    /** Acted well but did not report an approach, which alone keeps the result below a pass. */
    silent: boolean
    /** The same acts also pass in the other variant, so the learner did well without having to know. */
    eitherWay: boolean
    where: Points
  }
  reporting: ReportingScore & { moments: ReportView[] }
  /** The ratings on the way, with what had been shown by then; empty if none was asked for. */
  ratings: RatingView[]
  moment: MomentReview
  /** The check on this path that revealed most, or would have. */
  decisive: DecisiveView | null
  /** Which tools of the screen were used. A tutorial shows this instead of a score. */
  tried: ToolUse
  counts: { signs: [noticed: number, of: number]; harmless: [flagged: number, of: number]; flagged: number; sound: [number, of: number] }
  decisions: DecisionView[]
  /** One page of the scenario in both variants; null if the path showed no difference. */
  pages: Pages | null
  keep: { signs: { label: string; cites: string[] }[]; rule: string }
  path: string[]
  places: Record<string, { title: string; when: string | null; ways: { text: string; to: string }[] }>
  cites: string[]
}

/** @throws for an unfinished attempt: there is no debrief before the end. */
export function debrief(given: DebriefInput): Debrief & { score: AttemptScore } {
  const { compiled, scorer, play, steps, fill, indicators } = given
  const { key } = compiled
  const end = steps.at(-1)?.after
  if (end?.phase !== 'debrief') throw new Error('an unfinished attempt has no debrief')
  const score = scoreAttempt(scorer, steps)
  const repaired = repairedOptions(key, score)
  const scored = { ...given, key, score, repaired, texts: segmentTexts(play), known: knownAlong(play, key, score.submissions, given.other) }
  const said = saidIn(play, steps)
  const parts = (sentences: readonly Sentence[]) =>
    sentences.map((sentence) => read([{ ...sentence, text: fill(sentence.text) }], end, said)).filter((part) => part !== '')
  const prose = (sentences: readonly Sentence[]) => parts(sentences).join(' ')
  const ending = key.endings[endingOf(key, end)]!
  const views = score.submissions.map((made, n) => decisionView(scored, made, n))
  const moments = reportViews(scored)
  const keep = key.keep.signs.map((id) => ({ label: indicators[id]?.label ?? id, cites: indicators[id]?.cites ?? [] }))
  const silent = score.silent && score.final === DEFAULTS.silence
  const verdict = { sentences: parts(key.verdict.text), cites: key.verdict.cites }
  const judged = score.judgement && { ...score.judgement, sure: surenessOf(steps) }
  return {
    score,
    variant: key.variant,
    ending: { title: fill(ending.title), text: prose(ending.text) },
    opening: openingOf(parts(ending.text)),
    endings: endingsOf(key, fill),
    verdict,
    judgement: judged && { looks: judged.looks, sure: judged.sure, right: judged.right },
    result: {
      points: pointsOf(score.final),
      passed: score.passed,
      repaired: repaired.size,
      unrepaired: score.unrepairedCritical.length,
      recovered: (score.recovery ?? 0) >= 0.75 && wentWellAfter(score.points.acts),
      silent,
      eitherWay: score.passed && passesOtherwise(given),
      where: score.points,
    },
    reporting: { ...score.reporting, moments },
    ratings: ratingViews(scored),
    moment: momentOf(scored, views, silent),
    decisive: decisiveCheck(scored),
    tried: triedTools(scored),
    counts: {
      signs: [score.flags.H, score.flags.S],
      harmless: [score.flags.F, score.flags.N],
      flagged: score.segments.filter((s) => s.flagged).length,
      sound: [views.filter((d) => d.quality === 'sound').length, views.length],
    },
    decisions: views,
    pages: forkedPages(scored),
    keep: { rule: fill(key.keep.rule), signs: keep },
    path: [...views.map((d) => d.scene), END],
    places: placesOf(play, fill(ending.title)),
    cites: unique([
      ...verdict.cites,
      ...moments.flatMap((m) => m.cites),
      ...views.flatMap((d) => [...d.choices.flatMap((c) => c.cites), ...d.flags.flatMap((f) => f.cites)]),
      ...keep.flatMap((sign) => sign.cites),
    ]),
  }
}

/** Whether the greatest loss mattered and little was lost after it. @param lost points of each decision, in order */
export function wentWellAfter(lost: readonly number[]): boolean {
  const most = Math.max(...lost)
  const after = lost.slice(lost.indexOf(most) + 1)
  return most >= SLIGHT && after.length > 0 && 2 * after.reduce((a, b) => a + b, 0) < most
}

function passesOtherwise({ other, steps }: DebriefInput): boolean {
  if (!other) return false
  const events = steps.map((step) => step.event)
  const otherwise = replay(other.scorer.play, events)
  return !otherwise.refused && scoreAttempt(other.scorer, otherwise.steps).passed
}

export const endingOf = (key: Key, end: PlayFacts): string => key.ends.find(({ when }) => holds(when, end))!.to

/** Characters of an ending that a learner reads at a glance. The opening has whole sentences, at least one. */
const OPENING = 180
export function openingOf([head = '', ...tail]: readonly string[]): Debrief['opening'] {
  const over = tail.findIndex((_, i) => [head, ...tail.slice(0, i + 1)].join(' ').length > OPENING)
  const till = over < 0 ? tail.length : over
  return { first: [head, ...tail.slice(0, till)].join(' '), rest: tail.slice(till).join(' ') }
}

/** Each ending by its title, with a sentence that is true of it on every path, and of no other ending if possible. */
function endingsOf({ endings }: Key, fill: (text: string) => string): Debrief['endings'] {
  const always = Object.entries(endings).map(([id, { text }]) => ({ id, texts: text.filter((s) => !s.when && !s.said).map((s) => s.text) }))
  return always.map(({ id, texts }) => {
    const others = always.filter((other) => other.id !== id).flatMap((other) => other.texts)
    const gist = texts.find((text) => !others.includes(text)) ?? texts[0] ?? ''
    return { id, title: fill(endings[id]!.title), gist: fill(gist) }
  })
}

const surenessOf = (steps: DebriefInput['steps']): Sureness | null => {
  const event = steps.at(-1)?.event
  return event?.type === 'judge' && event.looks !== 'unsure' ? event.sure : null
}

const unique = (ids: string[]): string[] => [...new Set(ids)].filter((id) => id !== 'INV')

function repairedOptions(key: Key, { submissions, unrepairedCritical }: AttemptScore): Set<string> {
  const critical = submissions
    .flatMap((s) => s.counted)
    .filter(([d, o]) => key.options[d]![o]!.critical)
    .map((p) => p.join('.'))
  return new Set(critical.filter((id) => !unrepairedCritical.includes(id)))
}

export function segmentTexts(play: StagedPlay): Map<string, string> {
  const texts = new Map<string, string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (node && typeof node === 'object') {
      if ('id' in node && 'text' in node) texts.set(String(node.id), String(node.text))
      Object.values(node).forEach(visit)
    }
  }
  for (const scene of Object.values(play.scenes)) visit(scene.show)
  return texts
}

function placesOf(play: StagedPlay, ending: string): Debrief['places'] {
  const places: Debrief['places'] = {}
  for (const [id, scene] of Object.entries(play.scenes)) {
    const ways = scene.decisions.filter(isAct).flatMap((d) => d.options.flatMap((o) => o.to!.map((r) => ({ text: o.text, to: r.to }))))
    places[id] = { title: scene.title, when: scene.when, ways }
  }
  return { ...places, [END]: { title: ending, when: null, ways: [] } }
}
