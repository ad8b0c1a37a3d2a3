/**
 * What a screen of a session shows: one function of the room and the viewer, so that a leak can occur in only one place. Before the
 * debrief nothing in it comes from the key, except in the facilitator's own part.
 */
import { type Crowd, type Vote, actOf, flagsAreTaken, openVote, question, shown } from './ballot'
import { resolved } from '../play/artefacts'
import { type EarlierMessage, earlierMessages } from '../play/history'
import type { Step } from '../play/journal'
import { type FollowingLine, consequenceOf, findingOf, followingLines, leadOf, replyHere } from '../play/prose'
import { wordsOf } from '../play/submission-view'
import type { JudgementChoice } from '../play/events'
import {
  type Artefact,
  type Person,
  type PlayState,
  type StagedPlay,
  type Submission,
  minutesLeft,
  offered,
  sceneOf,
  submission,
} from '../play/play'
import { type RoomHistory, roomState } from './room'
import { type RoomPhase, type RoomState, isDisclosed, isInMoment } from './room-state'
import { type RoomDebrief, debriefView } from './debrief'
import { type AskedView, askedView } from './asked-decision'
import { strongestIn } from './strongest'
import { type FacilitatorView, facilitatorView } from './facilitator'
import { type MomentTotals, type TotalsView, checksView, totalsView } from './shown-totals'
import type { Screen, RoomScript } from './script'
import { type WhyList, type WhyOf, type WhySheet, whyAskedFor, whyList, whysOnWall } from './whys'

export interface SceneView {
  id: string
  when: string
  place: string
  title: string
  lead: string
  cast: Record<string, Person>
  show: Artefact[]
  /** The earlier conversation, by the id of the artefact it precedes. */
  earlier: Record<string, EarlierMessage[]>
  found: { id: string; text: string; finding: string }[]
  minutes: { left: number; budget: number }
  report?: string
}
export type QuestionView =
  | { kind: 'decide'; act: AskedView; rating: boolean }
  | { kind: 'word'; act: string; sentences: AskedView[] }
  | { kind: 'judge'; looks: readonly JudgementChoice[] }
  | { kind: 'check'; checks: { id: string; text: string; minutes: number }[] }

export interface FollowedView {
  chose: string
  /** What was sent with it: sentences, or the fields of a form with their labels. `n` of `of` voted for it; null if nobody may see that. */
  sent: { id: string; as: 'reply' | 'form'; ask: string; text: string; n: number | null }[]
  of: number | null
  /** The reply to its report; null if it did not report. */
  reply: string | null
  /** What the room said or wrote to somebody, whole; null if its act is no such thing. */
  words: string | null
  /** What others said and wrote then, and what is told between that; `text` is the same as prose. */
  lines: FollowingLine[]
  text: string
}

export interface RoomView {
  version: number
  title: string
  /** The room's role in the scenario; empty if it is not known. */
  you: string
  phase: RoomPhase
  paused: boolean
  locked: boolean
  attendance: boolean
  whatIf: boolean
  moment: number
  vote: Vote | null
  flagging: boolean
  /** "Moment 3 of about 7". */
  n: number
  about: number
  /** When the vote or the talk should end; null while the session is paused. */
  until: number | null
  crowd: Crowd['of']
  shownFrom: number
  part: string
  scene: SceneView | null
  /** The question, open or just closed. */
  question: QuestionView | null
  /**
   * The scenario's own question, which the room talks about between two votes and after the last. Both variants share it. Null where a
   * general one is asked.
   */
  prompt: string | null
  /** Projector only: the two strongest options while the room talks, if it has seen a vote on this moment. */
  strongest: string[] | null
  totals: TotalsView | null
  /** The vote that people may say why about now. */
  whyOf: WhyOf | null
  /** Projector only: sentences that the facilitator let through. */
  said: string[]
  followed: FollowedView | null
  debrief: RoomDebrief | null
  facilitator: FacilitatorView | null
  /** Facilitator only: the sentences of this moment; null if there can be none. */
  whys: WhyList | null
}

/**
 * @param totals of every moment that the view may need: the current one, and in the debrief all of them
 * @param sheet the current moment's sentences; null if the session has none
 */
export function roomView(
  script: RoomScript,
  history: RoomHistory,
  totals: (moment: number) => MomentTotals,
  role: Screen,
  sheet: WhySheet | null = null,
): RoomView {
  const room = roomState(history)
  const { play } = script
  const inScene = room.play.phase === 'scene' && isInMoment(room.phase)
  const ended = debriefed(history)
  return {
    version: history.length - 1,
    title: script.title,
    you: script.you,
    phase: room.phase,
    paused: room.paused,
    locked: room.locked,
    attendance: room.attendance,
    whatIf: room.whatIf,
    moment: room.moment,
    vote: openVote(room),
    flagging: flagsAreTaken(room),
    ...progress(play, room),
    until: room.paused ? null : room.until,
    crowd: script.crowd.of,
    shownFrom: script.crowd.shown,
    part: room.part,
    scene: inScene || room.phase === 'consequence' ? sceneView(play, room) : null,
    question: questionOf(script, room),
    prompt: promptOf(script, room),
    strongest: role === 'projector' ? strongestIn(script, history, totals) : null,
    totals: totalsNow(script, room, totals),
    whyOf: whyAskedFor(room, sheet),
    said: role === 'projector' ? whysOnWall(room, sheet) : [],
    followed: room.phase === 'consequence' ? followed(play, room, totals(room.moment)) : null,
    debrief: ended && debriefView(script, ended, totals, role, room.phase === 'closed'),
    facilitator: role === 'facilitator' ? facilitatorView(script, history, totals) : null,
    whys: role === 'facilitator' ? whyList(room, sheet) : null,
  }
}
/**
 * The state that is debriefed. After the close, participants can read on: then it is the state that the session was closed in, or the one
 * in which the room had seen what it was.
 */
export function debriefed(history: RoomHistory): RoomState | null {
  const now = roomState(history)
  if (now.phase !== 'closed') return now.phase === 'debrief' ? now : null
  const states = history.map((_, v) => roomState(history, v))
  const left = states.findLast((state) => state.phase !== 'closed')!
  if (left.phase === 'debrief') return left
  const past = states.filter((state) => state.phase === 'debrief')
  return isDisclosed(now) ? (past.findLast(({ whatIf }) => !whatIf) ?? past.at(-1)!) : null
}
function promptOf({ compiled: { key }, fill }: RoomScript, { phase, play }: RoomState): string | null {
  const talks = (phase === 'discussing' || phase === 'revealed') && play.phase === 'scene'
  const ask = talks && key.notes.scenes[play.scene]?.ask
  return ask ? fill(ask) : null
}
function totalsNow(script: RoomScript, { phase, moment }: RoomState, totals: (moment: number) => MomentTotals): TotalsView | null {
  if (phase === 'weighed') return checksView(totals(moment))
  return phase === 'revealed' ? totalsView(script, totals(moment)) : null
}
function progress(play: StagedPlay, { play: state }: RoomState): { n: number; about: number } {
  const n = state.submissions + (state.phase === 'scene' ? 1 : 0)
  const left = state.phase === 'scene' ? sceneOf(play, state).ahead : state.next ? (play.scenes[state.next]?.ahead ?? 0) : 0
  return { n: Math.max(1, n), about: Math.max(n, Math.round(state.submissions + left)) }
}

function sceneView(play: StagedPlay, room: RoomState): SceneView {
  const { steps } = room
  const state = asRead(room)
  const { when, place, title, show, checks, budget, report } = sceneOf(play, state)
  const shownNow = resolved(show, state)
  const threads = shownNow.filter((a) => a.kind === 'messages')
  return {
    id: state.scene,
    when,
    place,
    title,
    lead: leadOf(play, steps, state),
    show: shownNow,
    cast: play.cast,
    earlier: Object.fromEntries(threads.map((a) => [a.id, earlierMessages(play, steps, a)])),
    found: checks.flatMap((check) => {
      const finding = findingOf(play, steps, check)
      return finding === null ? [] : [{ id: check.id, text: check.text, finding }]
    }),
    minutes: { left: minutesLeft(play, state), budget },
    ...(report.text && { report: report.text }),
  }
}
const asRead = ({ play, steps }: RoomState): PlayState =>
  steps.find(({ event, before }) => before.scene === play.scene && (event.type === 'report' || event.type === 'decide'))?.before ?? play

function questionOf({ play }: RoomScript, room: RoomState): QuestionView | null {
  const asked = question(play, room)
  const scene = sceneOf(play, room.play)
  switch (asked?.kind) {
    case 'check':
      return { kind: 'check', checks: asked.checks.map(({ id, text, minutes }) => ({ id, text, minutes })) }
    case 'decide':
      return { kind: 'decide', act: askedView(asked.act), rating: scene.rating }
    case 'word': {
      const act = actOf(offered(scene, room.play)).options.find((o) => o.id === room.act)!
      return { kind: 'word', act: act.text, sentences: asked.sentences.map(askedView) }
    }
    default:
      return asked ?? null
  }
}
function followed(play: StagedPlay, { play: state, steps, chosen, act, worded }: RoomState, { words }: MomentTotals): FollowedView {
  const decided = steps.findLast((s) => s.event.type === 'decide')
  const [before, choices] = chosen
    ? [state, chosen]
    : [decided!.before, (decided!.event as Extract<Step['event'], { type: 'decide' }>).choices]
  const made = submission(play, before, choices) as Submission
  const votes = worded > 0 && act === made.act.id ? shown(words) : null
  return {
    chose: made.act.text,
    sent: made.sent.map(({ decision: { id, as, ask }, option }) => ({
      ...{ id, as: as === 'form' ? as : 'reply', ask, text: option.text },
      n: votes && (votes.counts[id]?.[option.id] ?? 0),
    })),
    of: votes?.voted ?? null,
    reply: replyHere(play, steps),
    words: wordsOf(made),
    lines: chosen ? [] : followingLines(play, steps, decided!),
    text: chosen ? '' : consequenceOf(play, steps, decided!),
  }
}
