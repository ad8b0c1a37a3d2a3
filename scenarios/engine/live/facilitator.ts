/** What the facilitator works with, and the counts that change while people answer. Only this part knows the key before the debrief. */
import { type Majority, type Tally, actOf, lastVote, leaders, majority, roomReports, sentencesOf } from './ballot'
import { type AskedView, askedView } from './asked-decision'
import type { Key } from '../play/key'
import { decisionSteps } from '../play/journal'
import type { Choices } from '../play/events'
import { type Decision, effectOf, factsReported, offered, sceneOf, submission } from '../play/play'
import { type Happening, after, outcomeIn, setBy, standingAfter } from '../score/outcome'
import { type Finding, findingsAhead } from './findings-ahead'
import { type RoomHistory, command, roomState } from './room'
import { type RoomCommand, type RoomState, isInMoment } from './room-state'
import { type MomentTotals, NO_TOTALS, type SoundShares, soundOf, totalsForFacilitator } from './shown-totals'
import type { Screen, RoomScript } from './script'
import { type RunSheet, type RunSheetRow, type Span, treatmentOf } from './run-sheet'
import type { Treatment } from './treatments'
import { type Worth, worthsIn } from './option-worth'

/** The key of a note, the same in every session of a scenario: the lobby, a scene or the judgement. */
export const notedAt = ({ moment, play }: RoomState): string =>
  moment === 0 ? 'lobby' : play.phase === 'judgement' ? 'judgement' : play.scene

export interface FacilitatorView {
  variant: Key['variant']
  notes: { ask: string; avoid?: string } | null
  opening: string
  closing: string
  noted: string
  /** Whether a report can be recorded. */
  measured: boolean
  treatment: Treatment | null
  sentences: AskedView[]
  /** What each option of this moment means, by its id, and how sound it is. */
  meanings: Record<string, string>
  worths: Record<string, Worth>
  /** What the checks that are still possible would find. */
  findings: Finding[]
  pace: PaceView
  path: PastMoment[]
  /** The command that an undo would take back; null if there is none. */
  undo: RoomCommand['type'] | null
  canCheck: boolean
  /** In a what-if: the version that returns to the room's own path. */
  main: number | null
}
/** The plan to compare with the clock, in minutes. */
export interface PaceView {
  /** Planned until the end of the current moment, including the opening, and how much of it for this moment alone. */
  planned: number
  takes: number
  ahead: Pick<RunSheetRow, 'scene' | 'title' | 'treatment' | 'minutes'>[]
  after: Pick<RunSheet['around'], 'judgement' | 'debrief'>
  leavesOut: RunSheet['leavesOut']
  /** Pauses: milliseconds of those that are over, and when the current one began. */
  away: number
  since: number | null
}
export interface PastMoment {
  moment: number
  title: string
  /** The version to return to for a different decision; null for the current moment. */
  at: number | null
  sound: SoundShares['counts'][0] | null
}
export interface Branch {
  choices: Choices
  text: string
  leadsTo: string
  /** Until the end of the session. */
  left: Span
}

/** What changes while people answer, sent a few times a second to the projector and the facilitator only. */
export interface Counts {
  /** Everybody who joined and was not removed, even if they have gone since. */
  joined: number
  /** How many have answered the current question, and out of how many: they and those who are still connected. */
  answered: number
  of: number
  /**
   * Facilitator only. Below five answers it holds only their number, and before a reveal it moves by several at a time. `refused`: when a correct join code was last refused, because too
   * many wrong ones had come from the same network.
   */
  facilitator: { totals: MomentTotals; majority: Majority | null; branches: Branch[]; refused: number | null } | null
}
/** What is known besides the log and the answers. `waiting`: how many are connected and have not answered. */
export interface Presence {
  joined: number
  waiting: number
  refused: number | null
}

export function facilitatorView(script: RoomScript, history: RoomHistory, totals: (moment: number) => MomentTotals): FacilitatorView {
  const {
    compiled: { key },
    fill,
    sheet,
    play,
  } = script
  const room = roomState(history)
  const inMoment = isInMoment(room.phase)
  const scene = inMoment && room.play.phase === 'scene' ? room.play.scene : null
  const notes = scene ? key.notes.scenes[scene]! : null
  return {
    variant: key.variant,
    notes: notes && { ask: fill(notes.ask), avoid: notes.avoid && fill(notes.avoid) },
    opening: fill(key.notes.before),
    closing: fill(key.notes.after),
    noted: script.notes?.[notedAt(room)] ?? '',
    measured: script.measured,
    treatment: inMoment ? (scene ? treatmentOf(sheet, scene) : 'vote') : null,
    sentences: scene ? sentencesOf(offered(sceneOf(play, room.play), room.play)).map(askedView) : [],
    meanings: scene ? meaningsIn(script, room) : {},
    worths: scene ? worthsIn(script, room.play) : {},
    findings: scene ? findingsAhead(script, room) : [],
    pace: paceOf(script, room),
    path: room.path.map((moment, i) => pastMoment(script, history, room, totals, moment, i)),
    undo: room.paused ? null : history.at(-1)!.undoes,
    canCheck: command(history, { type: 'askChecks' }).ok || room.phase === 'checking',
    main: room.whatIf ? lastOnOwnPath(history) : null,
  }
}

const meaningsIn = ({ play, compiled: { key }, fill }: RoomScript, { play: state }: RoomState): FacilitatorView['meanings'] =>
  Object.fromEntries(
    offered(sceneOf(play, state), state).flatMap(({ id, options }) =>
      options.flatMap((o) => {
        const { why } = key.options[id]![o.id]!
        return why ? [[o.id, fill(why)] as const] : []
      }),
    ),
  )

function paceOf({ sheet: { rows, around, leavesOut } }: RoomScript, { play, steps, phase, since, away }: RoomState): PaceView {
  const isHere = play.phase === 'scene' && phase !== 'lobby' && phase !== 'opening'
  const been = [...decisionSteps(steps).map((s) => s.before.scene), ...(isHere ? [play.scene] : [])]
  const isOver = play.phase === 'judgement'
  const past = isOver ? rows.length - 1 : rows.findLastIndex((row) => been.includes(row.scene))
  const parts = [
    around.opening,
    ...rows.slice(0, past + 1).map(({ minutes }) => minutes),
    ...(isOver ? [around.judgement] : []),
    ...(phase === 'debrief' ? [around.debrief] : []),
  ]
  const isPlanned = isOver || been.length === 0 || rows[past]?.scene === been.at(-1)
  return {
    planned: parts.reduce((sum, minutes) => sum + minutes, 0),
    takes: isPlanned ? parts.at(-1)! : 0,
    ahead: rows.slice(past + 1),
    after: { judgement: around.judgement, debrief: around.debrief },
    leavesOut,
    since,
    away,
  }
}

/** @param steady the totals that a facilitator may see before the reveal (`steady-totals.ts`) */
export function countsOf(
  script: RoomScript,
  history: RoomHistory,
  totals: MomentTotals,
  present: number | Presence,
  role: Screen,
  steady = totals,
): Counts {
  const room = roomState(history)
  const { voted } = askedIn(room, totals)
  const { joined, waiting, refused } =
    typeof present === 'object' ? present : { joined: present, waiting: Math.max(0, present - voted), refused: null }
  const open = room.play.phase === 'scene' && isInMoment(room.phase) ? offered(sceneOf(script.play, room.play), room.play) : null
  const steered = totalsForFacilitator(script, steady)
  return {
    joined,
    answered: voted,
    of: voted + waiting,
    facilitator:
      role !== 'facilitator'
        ? null
        : {
            totals: steered,
            majority: open && majorityNow(room, open, steered),
            branches: open ? branches(script, room, open, steered) : [],
            refused,
          },
  }
}

function askedIn(room: RoomState, { checks, words, rounds }: MomentTotals): Tally {
  const about = lastVote(room)
  if (about?.startsWith('checks')) return checks
  return about?.startsWith('words') ? words : (rounds[room.round - 1] ?? NO_TOTALS.checks)
}
const unlessFew = <T extends Tally>(total: T | undefined): T | undefined => (total?.few ? undefined : total)
function majorityNow(room: RoomState, open: Decision[], { rounds, words }: MomentTotals): Majority | null {
  const last = unlessFew(room.phase === 'wording' ? words : rounds.at(-1))
  return last ? majority(open, last, room.phase === 'wording' ? room.act : null) : null
}

function pastMoment(
  { play, crowd }: RoomScript,
  history: RoomHistory,
  room: RoomState,
  totals: (moment: number) => MomentTotals,
  moment: number,
  i: number,
): PastMoment {
  const step = decisionSteps(room.steps)[i]
  // The last version in which another act can still be chosen.
  const at = history.findLastIndex((_, v) => {
    const then = roomState(history, v)
    return then.moment === moment && isInMoment(then.phase) && then.phase !== 'wording'
  })
  return {
    moment,
    title: step ? play.scenes[step.before.scene]!.title : room.play.phase === 'judgement' ? '' : play.scenes[room.play.scene]!.title,
    at: step ? at : null,
    sound: soundOf(totals(moment), crowd)?.counts.at(-1) ?? null,
  }
}

function branches(script: RoomScript, room: RoomState, open: Decision[], { rounds, words }: MomentTotals): Branch[] {
  const act = actOf(open)
  const last = unlessFew(rounds.at(-1))
  const preferred = unlessFew(words)?.counts
  const sentences = Object.fromEntries(sentencesOf(open).map((d) => [d.id, leaders(preferred?.[d.id])[0] ?? d.options[0]!.id]))
  return act.options.map((option) => {
    const choices = { [act.id]: option.id, ...(option.sends && sentences) }
    return { choices, text: option.text, ...leadsTo(script, room, choices, last !== undefined && roomReports(last)) }
  })
}

function leadsTo(
  { play, compiled, fill, measured, sheet: { left, around } }: RoomScript,
  room: RoomState,
  choices: Choices,
  reports: boolean,
): Pick<Branch, 'leadsTo' | 'left'> {
  const end = { least: around.judgement + around.debrief, most: around.judgement + around.debrief }
  const { key } = compiled
  const at = reports ? { ...room.play, facts: factsReported(play, room.play.facts) } : room.play
  const made = submission(play, at, choices)
  if (typeof made === 'string') return { leadsTo: '', left: end }
  const { route } = effectOf(at, made)
  const next = play.scenes[route.to]
  if (next) return { leadsTo: next.title, left: left[route.to] ?? end }
  const happened: Happening[] = [...(reports ? [{ report: true as const }] : []), ...setBy(made).map((set) => ({ set }))]
  const standing = happened.reduce((now, one) => after(key, now, one), standingAfter(compiled, room.steps))
  const ending = measured ? key.endings[outcomeIn(key, standing)] : undefined
  return { leadsTo: ending ? fill(ending.title) : '', left: end }
}

export const lastOnOwnPath = (history: RoomHistory): number =>
  history.findLastIndex((_, v) => !roomState(history, v).whatIf && roomState(history, v).phase !== 'closed')
