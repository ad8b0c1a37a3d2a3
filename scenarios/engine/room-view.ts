/**
 * What a screen of a session shows: one function of the room and of who looks, so that a leak can be in one place alone.
 * Before the debrief nothing in it comes from the key, except in the host's own part.
 */
import { type Majority, type Tally, type Vote, SHOWN_FROM, flagsAreTaken, leaders, majority, openVote, shown } from './ballot'
import { type Because, type ChoiceView, type DecisionView, type Indicator, type Debrief, debrief } from './debrief'
import { type Earlier, earlierMessages } from './history'
import type { Step } from './journal'
import {
  type Artefact, type Choices, type Decision, type Looks, type Person, type PlayState, type StagedPlay, type Submission,
  LOOKS, checkOffer, consequences, holds, isAct, minutesLeft, offered, outcome, sceneOf, shownSegments, submission,
} from './play'
import { type RoomHistory, type RoomPhase, type RoomState, command, partsOf, roomState } from './room'
import { type Treatment, treatmentOf } from './run-sheet'
import type { Scorer } from './score/attempt'
import { transition } from './transition'
import type { Compiled, Key } from './compile'

export type Role = 'participant' | 'projector' | 'host'

/** What participants have sent in one moment, as totals. */
export interface MomentTotals {
  /** The first vote, the second and so on. */
  rounds: (Tally & { /** How many of them chose without loss; null where it cannot be said. */ sound: number | null })[]
  checks: Tally
  flags: FlagTotals
}
export interface FlagTotals {
  /** How many flagged anything at all. */
  by: number
  counts: Record<string, number>
}
export const NO_TOTALS: MomentTotals = { rounds: [], checks: { voted: 0, counts: {} }, flags: { by: 0, counts: {} } }

/** A session's scenario, staged: everything that does not change while it runs. */
export interface RoomScript {
  title: string
  compiled: Compiled
  scorer: Scorer
  play: StagedPlay
  /** Formats a text of the key. */
  tell: (text: string) => string
  indicators: Record<string, Indicator>
  sourceOf: (id: string) => RoomSource | undefined
  treatments: Record<string, Treatment>
}

export interface RoomSource { id: string; kind: 'report' | 'guidance'; text: string; note?: string; urls: string[] }

/** An artefact as it is now, its guards resolved. */
export interface SceneView {
  id: string
  when: string
  place: string
  title: string
  lead?: string
  cast: Record<string, Person>
  show: Artefact[]
  /** What was said before, by the id of the artefact it stands above. */
  earlier: Record<string, Earlier[]>
  /** Checks the room has made. */
  found: { id: string; text: string; finding: string }[]
  /** Story minutes left for checks, of how many. */
  minutes: { left: number; budget: number }
}
export interface AskedView {
  id: string
  as: Decision['as']
  ask: string
  /** The decision that leads on; the others are sentences or fields it may send. */
  act: boolean
  options: { id: string; text: string; sends: boolean }[]
}
export type QuestionView =
  | { kind: 'decide'; decisions: AskedView[]; confidence: boolean }
  | { kind: 'judge'; looks: readonly Looks[] }
  | { kind: 'check'; checks: { id: string; text: string; minutes: number }[] }

/** What the room chose, once it may be seen. `null` for a round in which too few voted. */
export interface TotalsView {
  rounds: (Tally | null)[]
  /** Flags by segment; null where too few flagged. */
  flags: FlagTotals | null
}
export interface SignView { segment: string; label: string; quote: string; why?: string; cites: string[]; sign: boolean; /** Of how many who flagged; null where too few did. */ flagged: number | null }
export interface RoomDecision extends Pick<DecisionView, 'scene' | 'when' | 'title' | 'quality' | 'better' | 'followed'> {
  choices: ChoiceView[]
  totals: TotalsView
  /** The share that chose without loss, in the first and the last vote; null where it was not measured. */
  sound: { first: number; last: number } | null
}
export interface RoomDebrief {
  parts: string[]
  nature: Key['nature']
  ending: Debrief['ending']
  verdict: Because
  judged: Tally | null
  signs: SignView[]
  /** How many flagged anything, in the moment where most did; 0 where fewer than five did in each. */
  flaggedBy: number
  decisions: RoomDecision[]
  /** Every source cited above, in the order of its first use. */
  sources: RoomSource[]
}

export interface RoomView {
  version: number
  title: string
  phase: RoomPhase
  paused: boolean
  locked: boolean
  whatIf: boolean
  /** The moment that answers go by, and which vote is open in it. */
  moment: number
  vote: Vote | null
  /** Whether flags are taken now. */
  flagging: boolean
  /** "Moment 3 of about 7". */
  n: number
  about: number
  until: number | null
  part: string
  scene: SceneView | null
  /** What is asked, open or just closed. */
  question: QuestionView | null
  totals: TotalsView | null
  followed: { chose: string; texts: string[] } | null
  debrief: RoomDebrief | null
  /** For the host alone. */
  host: HostView | null
}

export interface HostView {
  nature: Key['nature']
  /** What to ask the room and what to keep it from; how to open and how to close. */
  notes: { ask: string; avoid?: string } | null
  opening: string
  closing: string
  /** What the run sheet has planned for this moment. */
  treatment: Treatment | null
  path: PastMoment[]
  /** Whether there is anything to undo. */
  undo: boolean
  canCheck: boolean
  /** In a what-if: the version to return to for the room's own path. */
  main: number | null
}
export interface PastMoment {
  moment: number
  title: string
  /** The version to return to in order to decide otherwise; null for the present moment. */
  at: number | null
  /** Share that chose without loss in the last vote, in per cent. */
  sound: number | null
}
/** Where an act would lead, with the sentences the room prefers. */
export interface Branch { choices: Choices; text: string; leadsTo: string }

/** What changes while people answer: sent a few times a second, to the projector and the host alone. */
export interface Counts {
  joined: number
  /** How many have answered what is asked now. */
  answered: number
  /** For the host alone. */
  host: { totals: MomentTotals; majority: Majority | null; branches: Branch[] } | null
}

/** @param totals of every moment that the view may need: the present one, and in the debrief all of them */
export function roomView(script: RoomScript, history: RoomHistory, totals: (moment: number) => MomentTotals, role: Role): RoomView {
  const room = roomState(history)
  const { play } = script
  const inScene = room.play.phase === 'scene' && (MOMENT as readonly string[]).includes(room.phase)
  const question = questionOf(script, room)
  return {
    version: history.length - 1,
    title: script.title,
    phase: room.phase, paused: room.paused, locked: room.locked, whatIf: room.whatIf,
    moment: room.moment,
    vote: openVote(room),
    flagging: flagsAreTaken(room),
    ...progress(play, room),
    until: room.until,
    part: room.part,
    scene: inScene || room.phase === 'consequence' ? sceneView(play, room) : null,
    question,
    totals: room.phase === 'revealed' ? totalsView(script, totals(room.moment), role) : null,
    followed: room.phase === 'consequence' ? followed(play, room) : null,
    debrief: room.phase === 'debrief' ? debriefView(script, room, totals, role) : null,
    host: role === 'host' ? hostView(script, history, totals) : null,
  }
}
const MOMENT = ['reading', 'checking', 'voting', 'discussing', 'revealed'] as const

function progress(play: StagedPlay, { play: state, phase }: RoomState): { n: number; about: number } {
  const n = state.submissions + (phase === 'consequence' || state.phase !== 'scene' ? 0 : 1)
  const left = state.phase === 'scene' ? sceneOf(play, state).ahead : state.next ? (play.scenes[state.next]?.ahead ?? 0) : 0
  return { n: Math.max(1, n), about: Math.max(n, Math.round(state.submissions + left)) }
}

function sceneView(play: StagedPlay, { play: state, steps }: RoomState): SceneView {
  const { when, place, title, lead, show, checks, budget } = sceneOf(play, state)
  const shownNow = show.filter((a) => holds(a.when, state)).map((artefact): Artefact => {
    const { when: _, ...bare } = artefact
    if (bare.kind !== 'messages') return bare
    return { ...bare, messages: bare.messages.filter((m) => holds(m.when, state)).map(({ when: _, ...message }) => message) }
  })
  const threads = shownNow.filter((a) => a.kind === 'messages')
  return {
    id: state.scene, when, place, title, lead, show: shownNow, cast: play.cast,
    earlier: Object.fromEntries(threads.map((a) => [a.id, earlierMessages(play, steps, a)])),
    found: checks.filter((c) => state.checks.includes(c.id)).map(({ id, text, finding }) => ({ id, text, finding })),
    minutes: { left: minutesLeft(play, state), budget },
  }
}

/** What is asked in this moment, also after its vote was closed. */
function questionOf({ play }: RoomScript, room: RoomState): QuestionView | null {
  const { phase, play: state } = room
  if (phase === 'checking') {
    const checks = sceneOf(play, state).checks.filter((c) => checkOffer(play, state, c) === 'offered')
    return { kind: 'check', checks: checks.map(({ id, text, minutes }) => ({ id, text, minutes })) }
  }
  if (phase !== 'voting' && phase !== 'discussing' && phase !== 'revealed') return null
  if (state.phase === 'judgement') return { kind: 'judge', looks: LOOKS }
  const decisions = offered(sceneOf(play, state), state)
  return { kind: 'decide', decisions: decisions.map(askedView), confidence: decisions.find(isAct)!.confidence }
}
const askedView = (decision: Decision): AskedView => ({
  id: decision.id, as: decision.as, ask: decision.ask, act: isAct(decision),
  options: decision.options.map(({ id, text, sends }) => ({ id, text, sends })),
})

/** Flags on details of origin are never projected, nor sent to a phone: a room must not point at them. */
function flagsShown({ compiled: { key } }: RoomScript, { by, counts }: FlagTotals, role: Role): FlagTotals | null {
  if (by < SHOWN_FROM && role !== 'host') return null
  return { by, counts: Object.fromEntries(Object.entries(counts).filter(([id]) => role === 'host' || key.segments[id]?.about !== 'origin')) }
}
const totalsView = (script: RoomScript, { rounds, flags }: MomentTotals, role: Role): TotalsView => ({
  rounds: rounds.map(({ voted, counts }) => shown({ voted, counts })),
  flags: flagsShown(script, flags, role),
})

function followed(play: StagedPlay, { steps }: RoomState): RoomView['followed'] {
  const step = steps.findLast((s) => s.event.type === 'decide')!
  const made = madeIn(play, step)
  const { route } = outcome(step.before, made)
  const reply = made.sent.filter((s) => s.decision.as === 'reply').map((s) => s.option.text).join(' ')
  return { chose: reply || made.act.text, texts: consequences(made, route) }
}
const madeIn = (play: StagedPlay, { event, before }: Step): Submission =>
  submission(play, before, (event as Extract<Step['event'], { type: 'decide' }>).choices) as Submission

function debriefView(script: RoomScript, room: RoomState, totals: (moment: number) => MomentTotals, role: Role): RoomDebrief {
  const { compiled, scorer, play, tell, indicators } = script
  const momentOf = new Map(decisions(room.steps).map((step, i) => [step.before.scene, room.path[i]!]))
  const flagsOf = (scene: string) => totals(momentOf.get(scene)!).flags
  // The room's flags stand where a learner's would, so that harmless details are explained too.
  const flagged = room.steps.map((step): Step => {
    if (step.event.type !== 'decide') return step
    const counts = flagsShown(script, flagsOf(step.before.scene), role)?.counts ?? {}
    return { ...step, before: { ...step.before, flags: shownSegments(sceneOf(play, step.before), step.before).map((s) => s.id).filter((id) => counts[id]) } }
  })
  const end: PlayState = room.play
  // A debrief is of a path that was judged. A room judges by vote, which stands in `judged`.
  const judge = { type: 'judge', looks: 'genuine', sure: 'guessing' } as const
  const judged = transition(play, end, judge)
  if (!judged.ok) throw new Error('a room without an ending has no debrief')
  const told = debrief({ compiled, scorer, play, indicators, tell, steps: [...flagged, { event: judge, before: end, after: judged.state }] })
  return {
    parts: partsOf(room.steps),
    nature: told.nature, ending: told.ending, verdict: told.verdict,
    sources: told.cites.flatMap((id) => script.sourceOf(id) ?? []),
    judged: shownLast(totals(room.moment).rounds),
    flaggedBy: Math.max(0, ...[...momentOf.values()].map((m) => totals(m).flags.by).filter((by) => by >= SHOWN_FROM)),
    signs: told.decisions.flatMap(({ scene, flags }) => flags.filter((f) => !f.origin).map(({ segment, label, quote, why, cites, kind }) => ({
      segment, label, quote, why, cites, sign: kind !== 'false',
      flagged: flagsOf(scene).by < SHOWN_FROM ? null : (flagsOf(scene).counts[segment] ?? 0),
    }))),
    decisions: told.decisions.map(({ scene, when, title, quality, better, followed, choices }) => {
      const made = totals(momentOf.get(scene)!)
      return { scene, when, title, quality, better, followed, choices, totals: totalsView(script, made, role), sound: soundOf(made) }
    }),
  }
}
const decisions = (steps: readonly Step[]): Step[] => steps.filter((s) => s.event.type === 'decide')
const shownLast = (rounds: MomentTotals['rounds']): Tally | null => {
  const last = rounds.at(-1)
  return last ? shown({ voted: last.voted, counts: last.counts }) : null
}
export function soundOf({ rounds }: MomentTotals): RoomDecision['sound'] {
  const voted = rounds.filter((r) => r.voted >= SHOWN_FROM && r.sound !== null)
  if (voted.length === 0) return null
  const share = (r: (typeof voted)[number]) => r.sound! / r.voted
  return { first: share(voted[0]!), last: share(voted.at(-1)!) }
}

function hostView(script: RoomScript, history: RoomHistory, totals: (moment: number) => MomentTotals): HostView {
  const { compiled: { key }, tell, treatments } = script
  const room = roomState(history)
  const inMoment = (MOMENT as readonly string[]).includes(room.phase)
  const scene = inMoment && room.play.phase === 'scene' ? room.play.scene : null
  const notes = scene ? key.notes.scenes[scene]! : null
  return {
    nature: key.nature,
    notes: notes && { ask: tell(notes.ask), avoid: notes.avoid && tell(notes.avoid) },
    opening: tell(key.notes.before), closing: tell(key.notes.after),
    treatment: inMoment ? (scene ? treatmentOf(treatments, scene) : 'vote') : null,
    path: room.path.map((moment, i) => pastMoment(script, history, room, totals, moment, i)),
    undo: history.at(-1)!.undoTo !== null && !room.paused,
    canCheck: command(history, { type: 'askChecks' }).ok || room.phase === 'checking',
    main: room.whatIf ? lastOnOwnPath(history) : null,
  }
}

export function countsOf(script: RoomScript, history: RoomHistory, totals: MomentTotals, joined: number, role: Role): Counts {
  const room = roomState(history)
  const asked = room.phase === 'checking' ? totals.checks : (totals.rounds[room.round - 1] ?? NO_TOTALS.checks)
  const open = room.play.phase === 'scene' && (MOMENT as readonly string[]).includes(room.phase) ? offered(sceneOf(script.play, room.play), room.play) : null
  const last = totals.rounds.at(-1)
  return {
    joined, answered: asked.voted,
    host: role !== 'host' ? null : {
      totals,
      majority: open && last ? majority(open, last) : null,
      branches: open ? branches(script, room, open, last) : [],
    },
  }
}

function pastMoment(
  { play }: RoomScript, history: RoomHistory, room: RoomState, totals: (moment: number) => MomentTotals, moment: number, i: number,
): PastMoment {
  const step = decisions(room.steps)[i]
  const last = totals(moment).rounds.filter((r) => r.voted > 0).at(-1)
  const at = history.findLastIndex((_, v) => roomState(history, v).moment === moment && (MOMENT as readonly string[]).includes(roomState(history, v).phase))
  return {
    moment,
    title: step ? play.scenes[step.before.scene]!.title : room.play.phase === 'judgement' ? '' : play.scenes[room.play.scene]!.title,
    at: step ? at : null,
    sound: last && last.sound !== null ? Math.round((100 * last.sound) / last.voted) : null,
  }
}

/** Where each act leads, its sentences filled in as most prefer them. */
function branches(script: RoomScript, room: RoomState, open: Decision[], last: Tally | undefined): Branch[] {
  const act = open.find(isAct)!
  const sentences = Object.fromEntries(open.filter((d) => d !== act).map((d) => [d.id, leaders(last?.counts[d.id])[0] ?? d.options[0]!.id]))
  return act.options.map((option) => {
    const choices = { [act.id]: option.id, ...(option.sends && sentences) }
    return { choices, text: option.text, leadsTo: leadsTo(script, room, choices) }
  })
}

/** The title of the scene or ending that choices would lead to; empty where they are not to be had. */
export function leadsTo({ play, compiled: { key }, tell }: RoomScript, room: RoomState, choices: Choices): string {
  const made = submission(play, room.play, choices)
  if (typeof made === 'string') return ''
  const { to } = outcome(room.play, made).route
  return play.scenes[to]?.title ?? tell(key.endings[to]!.title)
}

/** The last version of the room's own path that can be returned to. */
export const lastOnOwnPath = (history: RoomHistory): number =>
  history.findLastIndex((_, v) => !roomState(history, v).whatIf && roomState(history, v).phase !== 'closed')
