/** The debrief of a session: the path the room took, presented like a learner's, with the room's totals. */
import type { Tally } from './ballot'
import type { ChoiceView, DecisionView } from '../debrief/decision-view'
import { type Debrief, debrief } from '../debrief/debrief'
import type { LeaningView } from '../debrief/leaning'
import type { TellView } from '../debrief/telling'
import { type Step, decisionSteps } from '../play/journal'
import type { Lean } from '../play/events'
import { END, type PlayState, sceneOf, shownSegments } from '../play/play'
import { type RoomState, partsOf } from './room-state'
import {
  type MomentTotals,
  type RoomLean,
  type SoundShares,
  type TotalsView,
  flagsShown,
  judgedLean,
  leanOf,
  shownLast,
  soundOf,
  totalsView,
} from './shown'
import type { Screen, RoomScript, RoomSource } from './script'
import { transition } from '../play/transition'

export interface SignView {
  segment: string
  label: string
  quote: string
  why?: string
  cites: string[]
  kind: 'sign' | 'question' | 'harmless'
  /** The number of people who flagged it; null if there were too few. */
  flagged: number | null
}
export interface RoomDecision extends Pick<DecisionView, 'scene' | 'when' | 'title' | 'quality' | 'better' | 'followed'> {
  choices: ChoiceView[]
  totals: TotalsView
  /** The share that chose without loss, in the first and the last vote; null if it was not measured. */
  sound: SoundShares | null
}
/** Telling in one moment: what the room did, and how many of those who voted last would have told. */
export interface RoomTell extends TellView {
  would: { told: number; of: number } | null
}
/** A point of the room's curve; `room` is null where too few said. The last is the judgement, which has no title. */
export interface RoomLeaning extends Omit<LeaningView, 'lean'> {
  room: RoomLean | null
}
export interface RoomDebrief extends Pick<Debrief, 'nature' | 'ending' | 'verdict' | 'decisive' | 'pages' | 'keep'> {
  parts: string[]
  judged: Tally | null
  reporting: Omit<Debrief['reporting'], 'moments'> & { moments: RoomTell[] }
  /** How it looked to the room, by moment; empty if too few ever said. */
  leaning: RoomLeaning[]
  signs: SignView[]
  /** How many flagged anything, in the moment where most did; 0 if there were fewer than five in every moment. */
  flaggedBy: number
  decisions: RoomDecision[]
  /** Every source cited above, in order of first use. */
  sources: RoomSource[]
}

export function debriefView(script: RoomScript, room: RoomState, totals: (moment: number) => MomentTotals, role: Screen): RoomDebrief {
  const momentOf = new Map(decisionSteps(room.steps).map((step, i) => [step.before.scene, room.path[i]!]))
  const totalsOf = (scene: string) => totals(momentOf.get(scene)!)
  const told = debriefOf(script, room, totalsOf, role)
  const judged = shownLast(totals(room.moment).rounds)
  const leaning = curveOf(told.leaning, totalsOf, judged)
  const hidden = [...(leaning.length > 0 ? [] : ['leaning']), ...(told.pages ? [] : ['pages'])]
  return {
    parts: partsOf(room.steps).filter((part) => !hidden.includes(part)),
    nature: told.nature,
    ending: told.ending,
    verdict: told.verdict,
    decisive: told.decisive,
    pages: told.pages,
    keep: told.keep,
    leaning,
    reporting: {
      ...told.reporting,
      moments: told.reporting.moments.map((moment) => ({ ...moment, would: wouldTell(totalsOf(moment.scene)) })),
    },
    sources: told.cites.flatMap((id) => script.sourceOf(id) ?? []),
    judged,
    flaggedBy: Math.max(0, ...[...momentOf.values()].map((m) => flagsShown(script, totals(m).flags, role)?.by ?? 0)),
    signs: told.decisions.flatMap(({ scene, flags }) => {
      const { flags: given } = totalsOf(scene)
      return flags
        .filter((f) => !f.origin)
        .map(({ segment, label, quote, why, cites, kind }) => ({
          segment,
          label,
          quote,
          why,
          cites,
          kind: kind === 'question' || kind === 'harmless' ? kind : 'sign',
          flagged: flagsShown(script, given, role) ? (given.counts[segment] ?? 0) : null,
        }))
    }),
    decisions: told.decisions.map(({ scene, when, title, quality, better, followed, choices }) => {
      const made = totalsOf(scene)
      return { scene, when, title, quality, better, followed, choices, totals: totalsView(script, made, role), sound: soundOf(made) }
    }),
  }
}

/** How it looked on the way and at the end; empty if nobody said so on the way. */
function curveOf(leaning: readonly LeaningView[], totalsOf: (scene: string) => MomentTotals, judged: Tally | null): RoomLeaning[] {
  if (leaning.length === 0) return []
  const moments = leaning.map(({ lean: _, ...view }): RoomLeaning => ({ ...view, room: leanOf(totalsOf(view.scene)) }))
  return [
    ...moments,
    { scene: END, when: '', title: '', seen: [], found: [], decided: moments.at(-1)!.decided, room: judged && judgedLean(judged) },
  ]
}

function wouldTell({ rounds }: MomentTotals): RoomTell['would'] {
  const last = shownLast(rounds)
  return last && { told: last.told ?? 0, of: last.voted }
}

/** The debrief of a learner who went the room's way, with the room's flags, and its mean as leaning. */
function debriefOf(script: RoomScript, { steps, play: end }: RoomState, totalsOf: (scene: string) => MomentTotals, role: Screen): Debrief {
  const { play } = script
  // A debrief needs a path that was judged. A room judges by vote, recorded in `judged`.
  const judge = { type: 'judge', looks: 'unsure' } as const
  const judged = transition(play, end, judge)
  if (!judged.ok) throw new Error('a room without an ending has no debrief')
  const asRoom = steps.map((step): Step => {
    if (step.event.type !== 'decide') return step
    const made = totalsOf(step.before.scene)
    const lean = leanOf(made)
    return {
      ...step,
      event: { ...step.event, ...(lean && { lean: Math.round(lean.mean) as Lean }) },
      before: { ...step.before, flags: flagsOf(script, step.before, made, role) },
    }
  })
  return debrief({ ...script, steps: [...asRoom, { event: judge, before: end, after: judged.state }] })
}

/** So that harmless details that somebody flagged are explained, too. */
function flagsOf(script: RoomScript, before: PlayState, { flags }: MomentTotals, role: Screen): string[] {
  const counts = flagsShown(script, flags, role)?.counts ?? {}
  return shownSegments(sceneOf(script.play, before), before)
    .map((s) => s.id)
    .filter((id) => counts[id])
}
