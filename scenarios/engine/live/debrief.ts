import type { Tally } from './ballot'
import type { ChoiceView, Moment } from '../debrief/moment'
import { type Debrief, debrief } from '../debrief/debrief'
import type { Outcome } from '../format/outcomes'
import type { ReportView } from '../debrief/reporting'
import { type SentenceNeighbours, around } from '../play/artefacts'
import { type Step, decisionSteps } from '../play/journal'
import type { Rating } from '../play/events'
import { type PlayState, sceneOf, shownSegments } from '../play/play'
import { flagsShown, isSeen } from './flags'
import { type Worth, worthsChosen } from './option-worth'
import { parted } from './reasons'
import { briefly, stepsThrough, unaskedIn } from './debrief-steps'
import { type RatedMoment, curveOf } from './curve'
import { type RoomState, FIRST_PART, isDisclosed } from './room-state'
import { type MomentTotals, type SoundShares, type TotalsView, roomRatingOf, shownLast, soundOf, totalsView } from './shown-totals'
import type { Screen, RoomScript, RoomSource } from './script'
import { type Chances, chancesIn, wouldTell } from './telling'
import { transition } from '../play/transition'

export interface SignView {
  segment: string
  scene: string
  label: string
  quote: string
  where: { when: string; title: string } & SentenceNeighbours
  why?: string
  cites: string[]
  kind: 'sign' | 'question' | 'harmless'
  sign: boolean
  /** A sign that showed nothing yet, because nobody could know the variant by then. */
  hindsight: boolean
  /** The number of people who flagged it; null if that is below what is shown, or too few flagged anything. */
  flagged: number | null
  /** How many flagged anything in its moment; null if there were too few. */
  of: number | null
  /** Null if too few flagged anything in its moment. */
  seen: boolean | null
}
type RoomChoice = ChoiceView & { worth: Worth }
export interface RoomMoment extends Pick<Moment, 'scene' | 'when' | 'title' | 'reply' | 'quality' | 'harm' | 'better' | 'followed'> {
  act: RoomChoice
  sent: RoomChoice[]
  totals: TotalsView
  /** The share that chose soundly, in the first and the last vote; null if it was not measured. */
  sound: SoundShares | null
}
export interface RoomReport extends ReportView {
  would: { reported: number; of: number } | null
}
export interface RoomReporting extends Omit<Debrief['reporting'], 'moments'>, Pick<Chances<RoomReport>, 'by'> {
  /** The chances, and nothing else. */
  moments: RoomReport[]
  /** The room told where there was nothing to tell. */
  elsewhere: boolean
  /** On the whole path there was nothing to tell. */
  nothing: boolean
}
export interface RoomSigns {
  list: SignView[]
  /** Flags on where somebody comes from were left out. */
  withheld: boolean
}
/**
 * What a screen knows of the debrief. The facilitator's has everything; every other screen has what has been on the wall, and after the
 * close everything. The first part, the ratings on the way, does not reveal the variant.
 */
export interface RoomDebrief {
  /** Its steps on the wall, each with a question to the room unless it is one of `unasked`. */
  parts: string[]
  unasked: string[]
  /** Facilitator only: what is none of the steps, but can be shown. */
  others: string[]
  judged: Tally | null
  ratings: RatedMoment[]
  /** `line`: the verdict in the scenario's own words, which no reason repeats; may be empty. */
  verdict: { variant: Debrief['variant']; line: string; reasons: string[]; cites: string[] } | null
  /** Null also where reports were not counted: how it ends depends on them. `outcome` is null if the scenario names none. */
  ending: (Debrief['ending'] & { outcome: Outcome | null }) | null
  /** Null also where reports were not counted. */
  reporting: RoomReporting | null
  /** The moment that mattered. */
  moment: Debrief['moment'] | null
  signs: RoomSigns | null
  decisions: RoomMoment[]
  pages: Debrief['pages']
  keep: Debrief['keep'] | null
  sources: RoomSource[]
}

export function debriefView(
  script: RoomScript,
  room: RoomState,
  totals: (moment: number) => MomentTotals,
  role: Screen,
  over: boolean,
): RoomDebrief {
  const momentOf = new Map(decisionSteps(room.steps).map((step, i) => [step.before.scene, room.path[i]!]))
  const totalsOf = (scene: string) => totals(momentOf.get(scene)!)
  const path = debriefOf(script, room, totalsOf)
  const judged = shownLast(totals(room.moment).rounds)
  const asked = (scene: string) => script.play.scenes[scene]!.rating
  const ratings = curveOf(script, path.ratings, asked, totalsOf, judged)
  const reporting = script.measured ? reportingOf(path, totalsOf) : null
  const worths = worthsChosen(script, room.steps)
  const { line, reasons } = parted(path.verdict.sentences)
  const whole: RoomDebrief = {
    ...{ parts: [], unasked: [], others: [] },
    judged,
    ratings,
    verdict: { variant: path.variant, line, reasons, cites: path.verdict.cites },
    ending: script.measured ? { ...path.ending, outcome: path.result?.outcome ?? null } : null,
    reporting,
    moment: path.moment,
    signs: {
      list: path.decisions.flatMap((decision) => signsIn(script, decision, totalsOf(decision.scene))),
      withheld: [...momentOf.values()].some((m) => flagsShown(script, totals(m).flags)?.withheld),
    },
    decisions: path.decisions.map(({ scene, when, title, reply, quality, harm, better, followed, act, sent }) => {
      const counted = totalsOf(scene)
      const worth = worths.get(scene)!
      return {
        ...{ scene, when, title, reply, quality, better, followed },
        act: { ...act, worth: worth.at(-1)! },
        sent: sent.map((choice, i) => ({ ...choice, worth: worth[i]! })),
        // Whether it was put right depends on reports.
        harm: path.result && harm,
        totals: totalsView(script, counted),
        sound: soundOf(counted, script.crowd),
      }
    }),
    pages: path.pages,
    keep: path.keep,
    sources: path.cites.flatMap((id) => script.sourceOf(id) ?? []),
  }
  const steps = stepsThrough(whole)
  const isShort = script.sheet.leavesOut.debrief
  whole.parts = isShort ? briefly(steps) : steps
  whole.unasked = isShort ? unaskedIn(steps) : []
  if (role === 'facilitator')
    whole.others = [...new Set([...steps, ...whole.decisions.map(({ scene }) => scene)])].filter((one) => !whole.parts.includes(one))
  return role === 'facilitator' || over ? whole : reachedOf(whole, room)
}

function reachedOf(whole: RoomDebrief, { reached }: RoomState): RoomDebrief {
  const seen = <T>(part: string, value: T): T | null => (reached.includes(part) ? value : null)
  const open = isDisclosed({ reached })
  // The wall shows one decision, and phones then have them all.
  const decided = whole.decisions.some(({ scene }) => reached.includes(scene))
  return {
    // Which steps there are might reveal the variant.
    parts: open ? whole.parts : [FIRST_PART],
    unasked: open ? whole.unasked : whole.unasked.filter((one) => one === FIRST_PART),
    others: [],
    judged: whole.judged,
    ratings: open ? whole.ratings : whole.ratings.map((point) => ({ ...point, decided: false, seen: [], found: [] })),
    verdict: open ? whole.verdict : null,
    ending: seen('ending', whole.ending),
    reporting: seen('reporting', whole.reporting),
    moment: decided ? whole.moment : null,
    signs: seen('signs', whole.signs),
    decisions: decided ? whole.decisions : [],
    pages: seen('pages', whole.pages),
    keep: seen('keep', whole.keep),
    sources: open ? whole.sources : [],
  }
}

function signsIn(script: RoomScript, { scene, when, title, flags }: Moment, { flags: given }: MomentTotals): SignView[] {
  const shown = flagsShown(script, given)
  const of = shown?.by ?? null
  const { show } = script.play.scenes[scene]!
  return flags
    .filter((f) => !f.origin)
    .map(({ segment, label, quote, why, cites, kind: found }) => {
      const kind = found === 'question' || found === 'harmless' ? found : 'sign'
      const flagged = shown?.counts[segment] ?? null
      const where = { when, title, ...around(show, segment) }
      const seen = isSeen(flagged, of)
      const hindsight = found === 'later' && !seen
      return { segment, scene, label, quote, why, cites, where, kind, sign: kind === 'sign', hindsight, flagged, of, seen }
    })
}

function reportingOf({ reporting }: Debrief, totalsOf: (scene: string) => MomentTotals): RoomReporting {
  const all = reporting.moments.map((moment) => ({ moment, ...moment, totals: totalsOf(moment.scene) }))
  const { by, chances } = chancesIn(all)
  const first = chances.findIndex(({ reported }) => reported)
  return {
    by,
    chances: chances.length,
    reported: chances.filter(({ reported }) => reported).length,
    first: first < 0 ? null : first + 1,
    moments: chances.map(({ moment, totals }) => ({ ...moment, would: wouldTell(totals) })),
    elsewhere: all.some(({ worth, reported }) => reported && worth === 0),
    nothing: all.every(({ worth }) => worth === 0),
  }
}

function debriefOf(script: RoomScript, { steps, play: end }: RoomState, totalsOf: (scene: string) => MomentTotals): Debrief {
  const { play } = script
  // A debrief needs a judged path. The room judges by vote, which is kept in `judged`.
  const judge = { type: 'judge', looks: 'unsure' } as const
  const judged = transition(play, end, judge)
  if (!judged.ok) throw new Error('a room without an ending has no debrief')
  const asRoom = steps.map((step): Step => {
    if (step.event.type !== 'decide') return step
    const made = totalsOf(step.before.scene)
    const rating = roomRatingOf(made, script.crowd)
    return {
      ...step,
      event: { ...step.event, ...(rating && { rating: Math.round(rating.mean) as Rating }) },
      before: { ...step.before, flags: flagsOf(script, step.before, made) },
    }
  })
  // A room whose reports were not counted is debriefed like a scenario that names no outcome.
  const compiled = script.measured ? script.compiled : { ...script.compiled, skippable: true }
  return debrief({ ...script, compiled, steps: [...asRoom, { event: judge, before: end, after: judged.state }] })
}

/** Includes harmless details that were flagged, so that they are explained too. */
function flagsOf(script: RoomScript, before: PlayState, { flags }: MomentTotals): string[] {
  const counts = flagsShown(script, flags)?.counts ?? {}
  return shownSegments(sceneOf(script.play, before), before)
    .map((s) => s.id)
    .filter((id) => counts[id])
}
