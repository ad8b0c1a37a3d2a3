/** Texts are formatted, and every judgement carries the ids of its sources. */
import { OUTCOMES, type Outcome } from '../format/outcomes'
import { isCounted } from '../play/compiled'
import type { JudgementChoice, Sureness } from '../play/events'
import { replay } from '../play/journal'
import type { Key } from '../play/key'
import { type Sentence, type StagedPlay, END, isAct } from '../play/play'
import { read, saidIn } from '../play/prose'
import { type AttemptScore, type Points, type ReportingScore, isPass, scoreAttempt } from '../score/attempt'
import { outcomeOf } from '../score/outcome'
import { type Moment, type DebriefInput, momentView } from './moment'
import { type DecisiveView, decisiveCheck } from './decisive-check'
import { knownAlong } from './knowledge'
import { type RatingView, ratingViews } from './ratings'
import { type MomentReview, momentOf } from './turning-point'
import { type Pages, forkedPages } from './pages'
import { atBlankLines, endingParagraphs, paragraphsOf } from './paragraphs'
import { type ReportView, reportViews } from './reporting'
import { type ToolUse, triedTools } from './tools-used'

export interface Debrief {
  variant: 'hostile' | 'genuine'
  ending: { title: string; paragraphs: string[] }
  /** All endings of this scenario, this one included, each with a sentence that is true of it on every path. */
  endings: { title: string; gist: string }[]
  /** What it was, how one could tell, what to do next time. */
  verdict: { sentences: string[]; paragraphs: string[]; cites: string[] }
  judgement: { looks: JudgementChoice; sure: Sureness | null; right: boolean | null } | null
  /** Null for a tutorial, and for a scenario that may be skipped: they name no outcome and no points. */
  result:
    | (Points & {
        outcome: Outcome
        /** The same acts also pass in the other variant, so the learner did well without having to know. */
        eitherWay: boolean
      })
    | null
  reporting: ReportingScore & { moments: ReportView[] }
  /** The ratings on the way, with what had been shown by then; empty if none was asked for. */
  ratings: RatingView[]
  moment: MomentReview
  /** The check on this path that revealed most, or would have. */
  decisive: DecisiveView | null
  /** Which tools of the screen were used. A tutorial shows this instead of a score. */
  tried: ToolUse
  counts: { signs: [noticed: number, of: number]; harmless: [flagged: number, of: number]; flagged: number }
  decisions: Moment[]
  /** One page of the scenario in both variants; null if the path showed no difference. */
  pages: Pages | null
  keep: { signs: { label: string; cites: string[] }[]; rule: string }
  path: string[]
  places: Record<string, { title: string; when: string | null; ways: { text: string; to: string }[] }>
  cites: string[]
}

/** @throws for an unfinished attempt: there is no debrief before the end. */
export function debrief(given: DebriefInput): Debrief & { score: AttemptScore } {
  const { compiled, play, steps, fill, indicators } = given
  const { key } = compiled
  const end = steps.at(-1)?.after
  if (end?.phase !== 'debrief') throw new Error('an unfinished attempt has no debrief')
  const score = scoreAttempt(compiled, steps)
  const scored = { ...given, key, score, texts: segmentTexts(play), known: knownAlong(play, key, score.submissions, given.other) }
  const said = saidIn(play, steps)
  const parts = (sentences: readonly Sentence[]) =>
    sentences.map((sentence) => read([{ ...sentence, text: fill(sentence.text) }], end, said)).filter((part) => part !== '')
  const ending = key.endings[score.outcome]!
  const views = score.submissions.map((made, n) => momentView(scored, made, n))
  const moments = reportViews(scored)
  const keep = key.keep.signs.map((id) => ({ label: indicators[id]?.label ?? id, cites: indicators[id]?.cites ?? [] }))
  const { text, cites } = key.verdict
  const verdict = { sentences: parts(text).flatMap(atBlankLines), paragraphs: paragraphsOf(text, parts), cites }
  const judged = score.judgement && { ...score.judgement, sure: surenessOf(steps) }
  const counts = isCounted(compiled)
  const { outcome, earned, possible } = score
  return {
    score,
    variant: key.variant,
    ending: { title: fill(ending.title), paragraphs: endingParagraphs(ending.text, parts) },
    endings: endingsOf(key, fill),
    verdict,
    judgement: judged && { looks: judged.looks, sure: judged.sure, right: judged.right },
    result: counts ? { outcome, earned, possible, eitherWay: isPass(outcome) && passesOtherwise(given) } : null,
    reporting: { ...score.reporting, moments },
    ratings: ratingViews(scored),
    moment: momentOf(scored, views, counts),
    decisive: decisiveCheck(scored),
    tried: triedTools(scored),
    counts: {
      signs: [score.flags.H, score.flags.S],
      harmless: [score.flags.F, score.flags.N],
      flagged: score.segments.filter((s) => s.flagged).length,
    },
    decisions: views,
    pages: forkedPages(scored),
    keep: { rule: fill(key.keep.rule), signs: keep },
    path: [...views.map((d) => d.scene), END],
    places: placesOf(play, fill(ending.title)),
    cites: unique([
      ...verdict.cites,
      ...moments.flatMap((m) => m.cites),
      ...views.flatMap((d) => [...[...d.sent, d.act].flatMap((c) => c.cites), ...d.flags.flatMap((f) => f.cites)]),
      ...keep.flatMap((sign) => sign.cites),
    ]),
  }
}

function passesOtherwise({ other, steps }: DebriefInput): boolean {
  if (!other) return false
  const events = steps.map((step) => step.event)
  const otherwise = replay(other.play, events)
  return !otherwise.refused && isPass(outcomeOf(other, otherwise.steps))
}

/** Each ending by its title, best first, with a sentence that is true of it on every path, and of no other ending if possible. */
function endingsOf({ endings }: Key, fill: (text: string) => string): Debrief['endings'] {
  const always = OUTCOMES.flatMap((outcome) => {
    const ending = endings[outcome]
    return ending ? [{ title: ending.title, texts: ending.text.filter((s) => !s.when && !s.said).map((s) => s.text) }] : []
  })
  return always.map(({ title, texts }, i) => {
    const others = always.filter((_, n) => n !== i).flatMap((other) => other.texts)
    return { title: fill(title), gist: fill(texts.find((text) => !others.includes(text)) ?? texts[0] ?? '') }
  })
}

const surenessOf = (steps: DebriefInput['steps']): Sureness | null => {
  const event = steps.at(-1)?.event
  return event?.type === 'judge' && event.looks !== 'unsure' ? event.sure : null
}

const unique = (ids: string[]): string[] => [...new Set(ids)].filter((id) => id !== 'INV')

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
