/**
 * Answers questions by walking everything reachable. A walk keeps what offers and routes read, and beyond that only the facts its own
 * questions read, so the cost of a proof grows with its claim and not with the scenario.
 */
import { ACTED, REPORTED, REPORTED_TWICE } from '../../engine/format/guard'
import { liveReads, nextPlaces, nodeId, readsOf } from '../../engine/play/graph'
import type { Outcome } from '../../engine/format/outcomes'
import type { Choices } from '../../engine/play/events'
import {
  type Decision,
  type Guard,
  type Option,
  type Play,
  type PlayFacts,
  END,
  begin,
  checkOffer,
  holds,
  isAct,
  effectOf,
  factsReported,
  offered,
  withFacts,
} from '../../engine/play/play'
import type { KeyedPlay } from '../../engine/play/compiled'
import { type Happening, type Standing, after as standingAfter, outcomeIn, setBy, standingKey, startOf } from '../../engine/score/outcome'
import { type QuestionSet, type Question, asksReporting } from './text-questions'

export interface ProofStep {
  before: ProofStep | null
  scene: string
  did: { check: string } | { report: true } | { choose: Choices }
}
export interface Answer {
  question: Question
  /** A shortest way on which it is true, and one on which it is false; undefined if there is none, null at the start. */
  held?: ProofStep | null
  failed?: ProofStep | null
  incomplete?: true
}

type AtomSet = ReadonlySet<string>
interface Node extends PlayFacts {
  scene: string
  /** Null where no question depends on the outcome. */
  standing: Standing | null
  way: ProofStep | null
}
interface Situation extends PlayFacts {
  reported: boolean
  standing: Standing | null
  way: ProofStep | null
}

/** The most states of one walk. A typical one has a few hundred. */
const LIMIT = 20_000

export function prove({ play, key, questions }: QuestionSet): Answer[] {
  const base = liveReads(play)
  const ending = Object.keys(play.scenes).filter((id) => nextPlaces(play.scenes[id]!).includes(END))
  const groups = grouped(questions.map((question) => ({ question, needs: needsOf(question, base, ending) })))
  return groups.flatMap((group) => new Walk({ play, key }, group, ending).answers())
}

function readsIn(...guards: Guard[]): Set<string> {
  const reads = new Set<string>()
  for (const guard of guards) readsOf(guard, reads)
  return reads
}

function needsOf({ scene, given, asks }: Question, base: Map<string, Set<string>>, ending: readonly string[]): Set<string> {
  const scenes = scene === null ? ending : [scene]
  return new Set([...readsIn(given, asks)].filter((read) => read !== ACTED && scenes.some((id) => !base.get(id)!.has(read))))
}

const isOutcome = ({ outcome }: Question): boolean => outcome !== undefined

function grouped(all: { question: Question; needs: AtomSet }[]): Question[][] {
  const groups: { needs: AtomSet; questions: Question[] }[] = []
  for (const { question, needs } of all.toSorted((a, b) => b.needs.size - a.needs.size)) {
    const group = groups.find((g) => isOutcome(g.questions[0]!) === isOutcome(question) && [...needs].every((need) => g.needs.has(need)))
    if (group) group.questions.push(question)
    else groups.push({ needs, questions: [question] })
  }
  return groups.map((g) => g.questions)
}

class Walk {
  private readonly live: Map<string, Set<string>>
  private readonly reports: boolean
  private readonly found: Map<Question, Answer>
  private readonly asked = new Map<string, Question[]>()
  private readonly queue: Node[] = []
  private readonly seen = new Set<string>()

  private readonly play: Play
  private readonly withOutcome: boolean

  constructor(
    private readonly keyed: KeyedPlay,
    questions: Question[],
    ending: readonly string[],
  ) {
    const { play } = keyed
    this.play = play
    this.withOutcome = questions.some(isOutcome)
    this.found = new Map(questions.map((question) => [question, { question }]))
    const also = new Map<string, Set<string>>()
    const reads = new Set<string>()
    for (const { scene, given, asks, moment, of } of questions) {
      const own = readsIn(given, asks)
      if (moment === 'found') own.add(of!)
      for (const read of own) reads.add(read)
      for (const at of scene === null ? ending : [scene]) also.set(at, new Set([...(also.get(at) ?? []), ...own]))
    }
    for (const question of questions) {
      const at = placeOf(question)
      this.asked.set(at, [...(this.asked.get(at) ?? []), question])
    }
    this.reports = this.withOutcome || asksReporting(play, reads)
    this.live = liveReads(play, also)
    const counts = reads.has(REPORTED_TWICE)
    for (const kept of this.live.values()) {
      if (counts || reads.has(REPORTED)) kept.add(REPORTED)
      if (counts) kept.add(REPORTED_TWICE)
    }
  }

  answers(): Answer[] {
    const standing = this.withOutcome ? startOf(this.keyed.key, this.play.start) : null
    this.reach({ scene: this.play.start, facts: [], checks: [], standing, way: null })
    for (let at = 0; at < this.queue.length && at < LIMIT; at++) {
      const node = this.queue[at]!
      this.ask(`entered ${node.scene}`, node, node.way)
      for (const situation of this.situationsIn(node)) {
        this.ask(`here ${node.scene}`, situation, situation.way)
        if (!situation.reported) this.ask(`reply ${node.scene}`, situation, situation.way)
        this.act(node, situation)
      }
    }
    const incomplete = this.queue.length > LIMIT
    return [...this.found.values()].map((answer) => (incomplete ? { ...answer, incomplete } : answer))
  }

  private reach(node: Node): void {
    const reads = this.live.get(node.scene)!
    const [facts, checks] = [node.facts.filter((f) => reads.has(f)), node.checks.filter((c) => reads.has(c)).sort()]
    const id = `${nodeId(node.scene, facts, checks)} ${node.standing ? standingKey(node.standing) : ''}`
    if (this.seen.has(id)) return
    this.seen.add(id)
    this.queue.push({ ...node, facts, checks })
  }

  private situationsIn({ scene, facts, checks, standing, way }: Node): Situation[] {
    const reads = this.live.get(scene)!
    const { checks: all } = this.play.scenes[scene]!
    const matter = all.filter((c) => reads.has(c.id) || Object.keys(c.sets).some((f) => reads.has(f)))
    const first: Situation = { facts, checks, standing, reported: false, way }
    const found = new Map([[keyOf(first), first]])
    const add = (next: Situation) => {
      if (!found.has(keyOf(next))) found.set(keyOf(next), next)
    }
    for (const now of found.values()) {
      const state = { ...begin(this.play), scene, facts: now.facts, checks: now.checks }
      for (const check of matter) {
        if (checkOffer(this.play, state, check) !== 'offered') continue
        const way: ProofStep = { before: now.way, scene, did: { check: check.id } }
        const next = { ...now, checks: [...now.checks, check.id], facts: withFacts(now.facts, check.sets), way }
        this.ask(`found ${check.id}`, next, way)
        add(next)
      }
      if (this.reports && !now.reported) add({ ...now, ...this.reportedIn(scene, now), reported: true })
    }
    return [...found.values()]
  }
  private reportedIn(scene: string, { facts, standing, way }: Situation): Pick<Situation, 'facts' | 'standing' | 'way'> {
    return {
      facts: factsReported(this.play, facts),
      standing: this.standing(standing, { report: true }),
      way: { before: way, scene, did: { report: true } },
    }
  }
  private standing(before: Standing | null, ...happened: Happening[]): Standing | null {
    return before && happened.reduce((now, happening) => standingAfter(this.keyed.key, now, happening), before)
  }

  private act(node: Node, now: Situation): void {
    const decisions = offered(this.play.scenes[node.scene]!, now)
    const act = decisions.find(isAct)
    const slots = decisions.filter((d) => d !== act)
    // Acts that send nothing come first, because their ways are shorter to print.
    for (const option of (act?.options ?? []).toSorted((a, b) => Number(a.sends) - Number(b.sends))) {
      if (!option.to) continue
      for (const sent of option.sends ? this.sentences(slots) : [[]]) {
        const { facts, route } = effectOf(now, { act: option, sent })
        const standing = this.standing(now.standing, ...setBy({ act: option, sent }).map((set) => ({ set })))
        const choices = Object.fromEntries([...sent.map((s) => [s.decision.id, s.option.id]), [act!.id, option.id]])
        const way = { before: now.way, scene: node.scene, did: { choose: choices } }
        const after: Situation = { facts, checks: now.checks, standing, reported: now.reported, way }
        for (const { id } of [option, ...sent.map((s) => s.option)]) this.ask(`after ${id}`, after, way)
        this.leadOn(node.scene, route.to, after, [option, ...sent.map((s) => s.option)])
      }
    }
  }

  /** The learner can still report on the consequence, before the next scene begins. */
  private leadOn(scene: string, to: string, after: Situation, chosen: readonly Option[]): void {
    const ways = [after]
    if (!after.reported && chosen.some((o) => o.consequence.length > 0)) {
      this.ask(`reply ${scene}`, { facts: [...after.facts, ACTED], checks: after.checks }, after.way)
      if (this.reports) ways.push({ ...after, ...this.reportedIn(scene, after) })
    }
    for (const way of ways) {
      if (to === END) this.ask('end', way, way.way, way.standing && outcomeIn(this.keyed.key, way.standing))
      else {
        const { facts, checks } = way
        this.reach({ scene: to, facts, checks, standing: this.standing(way.standing, { entered: to }), way: way.way })
      }
    }
  }

  /** What can be sent. If sentences have the same effect, one of them represents all. */
  private sentences(slots: Decision[]): { decision: Decision; option: Option }[][] {
    return slots.reduce<{ decision: Decision; option: Option }[][]>(
      (all, decision) => {
        const different = new Map(decision.options.map((o) => [this.asked.has(`after ${o.id}`) ? o.id : JSON.stringify(o.sets), o]))
        return all.flatMap((sent) => [...different.values()].map((option) => [...sent, { decision, option }]))
      },
      [[]],
    )
  }

  private ask(place: string, known: PlayFacts, way: ProofStep | null, outcome: Outcome | null = null): void {
    for (const question of this.asked.get(place) ?? []) {
      if (question.outcome && question.outcome !== outcome) continue
      question.visit?.(known)
      const answer = this.found.get(question)!
      if (answer.held !== undefined && answer.failed !== undefined) continue
      const result = holds(question.asks, known) ? 'held' : 'failed'
      if (answer[result] === undefined && holds(question.given, known)) answer[result] = way
    }
  }
}

const placeOf = ({ moment, scene, of }: Question): string => (moment === 'end' ? 'end' : `${moment} ${of ?? scene}`)
const keyOf = ({ facts, checks, reported, standing }: Situation): string =>
  `${facts.join(' ')}/${checks.toSorted().join(' ')}/${reported}/${standing ? standingKey(standing) : ''}`
