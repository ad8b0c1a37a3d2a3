/**
 * The debrief as data: what happened, whether it was genuine, every decision with its reasons, the flags, and what would have
 * worked. Texts are formatted, and every judgement carries the ids of its sources.
 */
import type { Compiled, Key } from '../play/compile'
import type { Edge } from '../play/graph'
import type { Step } from '../play/journal'
import {
  type Looks,
  type StagedPlay,
  type Submission,
  type Sureness,
  consequences,
  isAct,
  outcome,
  sceneOf,
  submission,
} from '../play/play'
import { type AttemptScore, type Scorer, type SubmissionScore, counted, reward, scoreAttempt } from '../score/attempt'

export interface Indicator {
  label: string
  cites?: string[]
  about?: 'origin'
}
export interface Because {
  text: string
  cites: string[]
}
export interface FlagView {
  segment: string
  kind: 'noticed' | 'missed' | 'false'
  /** The name of the sign or decoy, or its words if it has no name. */
  label: string
  quote: string
  why?: string
  cites: string[]
  /** A detail about origin: flagging it counts against fairness. */
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
  /** Its number, from 0; a replay can begin there. */
  n: number
  scene: string
  when: string
  place: string
  title: string
  /** The sentences or fields that were sent, then the act. */
  choices: ChoiceView[]
  reply: boolean
  followed: string[]
  quality: 'sound' | 'partly' | 'costly'
  /** What would have kept the best result within reach; null if the choice did. */
  better: { checks: string[]; texts: string[] } | null
  flags: FlagView[]
  sure: Sureness | null
}
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

interface Told {
  compiled: Compiled
  scorer: Scorer
  play: StagedPlay
  steps: readonly Step[]
  indicators: Record<string, Indicator>
  /** Formats a text of the key. */
  tell: (text: string) => string
}

/** @throws for an unfinished attempt: there is no debrief before the end. */
export function debrief({ compiled: { key }, scorer, play, steps, indicators, tell }: Told): Debrief & { score: AttemptScore } {
  const end = steps.at(-1)?.after
  if (end?.phase !== 'debrief' || !end.ending) throw new Error('an unfinished attempt has no debrief')
  const score = scoreAttempt(scorer, [...steps])
  const repaired = repairedOptions(key, score)
  const texts = segmentTexts(play)
  const judged = steps.at(-1)!.event
  const ending = key.endings[end.ending]!

  function decisionView(made: SubmissionScore, n: number): DecisionView {
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
        why: why && tell(why),
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
      followed: consequences(read, outcome(made.at, read).route),
      quality: made.loss === 0 ? 'sound' : choices.some((c) => c.critical) || made.loss > 2 ? 'costly' : 'partly',
      better: made.loss === 0 ? null : betterWay(made),
      flags: flagViews(made),
      sure: event.sure ?? null,
    }
  }

  /** The best way on from the scene's start, with as few checks as it needs. */
  function betterWay({ entered }: SubmissionScore): DecisionView['better'] {
    const { scene, edges } = scorer.graph.nodes.get(entered)!
    const worth = (edge: Edge) => reward(key, counted(edge.choices, edge.submission)) + scorer.values.get(edge.to)!.hi
    const best = edges.reduce((a, b) => {
      const gain = worth(b) - worth(a)
      return gain > 1e-9 || (gain > -1e-9 && b.checks.length < a.checks.length) ? b : a
    })
    const { checks, decisions } = play.scenes[scene]!
    const texts = counted(best.choices, best.submission).map(([decision, option]) => {
      const asked = decisions.find((d) => d.id === decision)!
      return asked.options.find((o) => o.id === option)!.text
    })
    return { checks: best.checks.map((id) => checks.find((c) => c.id === id)!.text), texts }
  }

  function flagViews({ at }: SubmissionScore): FlagView[] {
    return score.segments
      .filter((s) => s.scene === at.scene)
      .flatMap(({ id, flagged }): FlagView[] => {
        const { cue, indicator, why, cites, about } = key.segments[id]!
        if (!flagged && cue !== 'sign') return []
        const named = indicator ? indicators[indicator] : undefined
        const quote = texts.get(id)!
        return [
          {
            segment: id,
            kind: cue !== 'sign' ? 'false' : flagged ? 'noticed' : 'missed',
            label: named?.label ?? quote,
            quote,
            why: why && tell(why),
            cites: cites.length > 0 ? cites : (named?.cites ?? []),
            origin: about === 'origin',
          },
        ]
      })
  }
  const certain = score.submissions.filter((s) => s.sure?.p === 0.95)
  const views = score.submissions.map(decisionView)
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

/** The words of every detail that can be flagged, by id. */
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
