/**
 * The debrief as data: what happened, whether it was genuine, every decision with its reasons, the flags, and what would have
 * worked. Texts are formatted, and every judgement carries the ids of its sources.
 */
import type { Key } from '../play/compile'
import { type Looks, type StagedPlay, type Sureness, isAct } from '../play/play'
import { type AttemptScore, scoreAttempt } from '../score/attempt'
import { type Because, type DecisionView, type Told, decisionView } from './decision-view'

export interface Debrief {
  nature: 'hostile' | 'genuine'
  ending: { title: string; text: string }
  verdict: Because
  judgement: { looks: Looks; sure: Sureness; right: boolean } | null
  result: {
    final: number
    passed: boolean
    /** A grave mistake was made and put right. */
    repaired: boolean
    unrepaired: boolean
    recovered: boolean
  }
  counts: { signs: [noticed: number, of: number]; harmless: [flagged: number, of: number]; sound: [number, of: number] }
  decisions: DecisionView[]
  certain: { said: number; wrong: number }
  /** Scenes and the ending in the order they were seen. */
  path: string[]
  places: Record<string, { title: string; when: string | null; ways: { text: string; to: string }[] }>
  /** Every source cited, in order of first use. */
  cites: string[]
}

/** @throws for an unfinished attempt: there is no debrief before the end. */
export function debrief(told: Told): Debrief & { score: AttemptScore } {
  const { compiled, scorer, play, steps, tell } = told
  const { key } = compiled
  const end = steps.at(-1)?.after
  if (end?.phase !== 'debrief' || !end.ending) throw new Error('an unfinished attempt has no debrief')
  const score = scoreAttempt(scorer, [...steps])
  const repaired = repairedOptions(key, score)
  const scored = { ...told, key, score, repaired, texts: segmentTexts(play) }
  const judged = steps.at(-1)!.event
  const ending = key.endings[end.ending]!

  const certain = score.submissions.filter((s) => s.sure?.p === 0.95)
  const views = score.submissions.map((made, n) => decisionView(scored, made, n))
  const verdict = { text: tell(key.verdict.text), cites: key.verdict.cites }
  return {
    score,
    nature: key.nature,
    ending: { title: tell(ending.title), text: tell(ending.text) },
    verdict,
    judgement: judged.type === 'judge' ? { looks: judged.looks, sure: judged.sure, right: score.judgement!.right } : null,
    result: {
      final: score.final,
      passed: score.passed,
      repaired: repaired.size > 0,
      unrepaired: score.unrepairedCritical.length > 0,
      recovered: (score.recovery ?? 0) >= 0.75,
    },
    counts: {
      signs: [score.flags.H, score.flags.S],
      harmless: [score.flags.F, score.flags.N],
      sound: [views.filter((d) => d.quality === 'sound').length, views.length],
    },
    decisions: views,
    certain: { said: certain.length, wrong: certain.filter((s) => s.sure!.o === 0).length },
    path: [...views.map((d) => d.scene), end.ending],
    places: placesOf(play, key, tell),
    cites: unique([...verdict.cites, ...views.flatMap((d) => [...d.choices.flatMap((c) => c.cites), ...d.flags.flatMap((f) => f.cites)])]),
  }
}

const unique = (ids: string[]): string[] => [...new Set(ids)].filter((id) => id !== 'INV')

/** The critical options on a path that a later option repaired. */
function repairedOptions(key: Key, { submissions, unrepairedCritical }: AttemptScore): Set<string> {
  const critical = submissions
    .flatMap((s) => s.counted)
    .filter(([d, o]) => key.options[d]![o]!.critical)
    .map((p) => p.join('.'))
  return new Set(critical.filter((id) => !unrepairedCritical.includes(id)))
}

/** The words of every detail that can be flagged, by its id. */
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

/** Every scene and ending with where it leads: the branch map as a list. */
function placesOf(play: StagedPlay, key: Key, tell: (text: string) => string): Debrief['places'] {
  const places: Debrief['places'] = {}
  for (const [id, scene] of Object.entries(play.scenes)) {
    const ways = scene.decisions.filter(isAct).flatMap((d) => d.options.flatMap((o) => o.to!.map((r) => ({ text: o.text, to: r.to }))))
    places[id] = { title: scene.title, when: scene.when, ways }
  }
  for (const [id, ending] of Object.entries(key.endings)) places[id] = { title: tell(ending.title), when: null, ways: [] }
  return places
}
