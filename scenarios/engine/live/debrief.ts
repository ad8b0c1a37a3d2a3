/** The debrief of a session: the path the room took, presented like a learner's, with the room's totals. */
import type { Tally } from './ballot'
import type { Because, ChoiceView, DecisionView } from '../debrief/decision-view'
import { type Debrief, debrief } from '../debrief/debrief'
import type { Key } from '../play/compile'
import { type Step, decisionSteps } from '../play/journal'
import { type PlayState, sceneOf, shownSegments } from '../play/play'
import { type RoomState, partsOf } from './room-state'
import { type MomentTotals, type SoundShares, type TotalsView, flagsShown, shownLast, soundOf, totalsView } from './shown'
import type { Screen, RoomScript, RoomSource } from './script'
import { transition } from '../play/transition'

export interface SignView {
  segment: string
  label: string
  quote: string
  why?: string
  cites: string[]
  sign: boolean
  /** The number of people who flagged it; null if there were too few. */
  flagged: number | null
}
export interface RoomDecision extends Pick<DecisionView, 'scene' | 'when' | 'title' | 'quality' | 'better' | 'followed'> {
  choices: ChoiceView[]
  totals: TotalsView
  /** The share that chose without loss, in the first and the last vote; null if it was not measured. */
  sound: SoundShares | null
}
export interface RoomDebrief {
  parts: string[]
  nature: Key['nature']
  ending: Debrief['ending']
  verdict: Because
  judged: Tally | null
  signs: SignView[]
  /** How many flagged anything, in the moment where most did; 0 if there were fewer than five in every moment. */
  flaggedBy: number
  decisions: RoomDecision[]
  /** Every source cited above, in order of first use. */
  sources: RoomSource[]
}

export function debriefView(script: RoomScript, room: RoomState, totals: (moment: number) => MomentTotals, role: Screen): RoomDebrief {
  const { compiled, scorer, play, tell, indicators } = script
  const momentOf = new Map(decisionSteps(room.steps).map((step, i) => [step.before.scene, room.path[i]!]))
  const flagsOf = (scene: string) => totals(momentOf.get(scene)!).flags
  // The room's flags take the place of a learner's, so that harmless details are explained too.
  const flagged = room.steps.map((step): Step => {
    if (step.event.type !== 'decide') return step
    const counts = flagsShown(script, flagsOf(step.before.scene), role)?.counts ?? {}
    return {
      ...step,
      before: {
        ...step.before,
        flags: shownSegments(sceneOf(play, step.before), step.before)
          .map((s) => s.id)
          .filter((id) => counts[id]),
      },
    }
  })
  const end: PlayState = room.play
  // A debrief needs a path that was judged. A room judges by vote, recorded in `judged`.
  const judge = { type: 'judge', looks: 'genuine', sure: 'guessing' } as const
  const judged = transition(play, end, judge)
  if (!judged.ok) throw new Error('a room without an ending has no debrief')
  const told = debrief({
    compiled,
    scorer,
    play,
    indicators,
    tell,
    steps: [...flagged, { event: judge, before: end, after: judged.state }],
  })
  return {
    parts: partsOf(room.steps),
    nature: told.nature,
    ending: told.ending,
    verdict: told.verdict,
    sources: told.cites.flatMap((id) => script.sourceOf(id) ?? []),
    judged: shownLast(totals(room.moment).rounds),
    flaggedBy: Math.max(0, ...[...momentOf.values()].map((m) => flagsShown(script, totals(m).flags, role)?.by ?? 0)),
    signs: told.decisions.flatMap(({ scene, flags }) =>
      flags
        .filter((f) => !f.origin)
        .map(({ segment, label, quote, why, cites, kind }) => ({
          segment,
          label,
          quote,
          why,
          cites,
          sign: kind !== 'false',
          flagged: flagsShown(script, flagsOf(scene), role) ? (flagsOf(scene).counts[segment] ?? 0) : null,
        })),
    ),
    decisions: told.decisions.map(({ scene, when, title, quality, better, followed, choices }) => {
      const made = totals(momentOf.get(scene)!)
      return { scene, when, title, quality, better, followed, choices, totals: totalsView(script, made, role), sound: soundOf(made) }
    }),
  }
}
